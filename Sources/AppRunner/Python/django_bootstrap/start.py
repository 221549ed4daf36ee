"""Everything a Django project needs before Gunicorn starts, in one process.

app-runner runs it in the project's directory, as the project's user:

    python3 django_bootstrap.py [flags] [-- GUNICORN ARGUMENTS...]

Importing Django costs up to half a second a process, so one helper does what three `django-admin` commands
would. The steps run in this order, whatever the order of the flags; what can be known to be wrong without the
database is said before it is touched:

    settings            DJANGO_SETTINGS_MODULE can be loaded (whenever it is set, or a step below needs it)
    --check-gunicorn    Gunicorn accepts its arguments, and the application can be imported
    --check-celery      CELERY_APP can be imported
    --start-timeout S   limits each of the parts above; 0 is no limit
    --database-timeout S  limits each query of theirs, when there is no --wait
    --wait SECONDS      the database `default` (the only one that `migrate` acts on) answers; 0 tries once
    --migrate           `migrate --noinput`, one process at a time
    --collectstatic     `collectstatic --noinput`
    --superuser         the user SUPERUSER_USERNAME (admin) / SUPERUSER_EMAIL (admin@example.com) exists; a new
                        one gets the password in SUPERUSER_PASSWORD
    --hook PATH         a program of the user's, run at the point that its folder is named after (before-migrate,
                        after-migrate, before-serve); --hook-timeout S limits each one, 0 is no limit
    --site PATH         write what the settings say of static files and uploads (docs/reference/site-file.md)
    --app FOLDER        the app folder, for --site and --collectstatic
    --site-optional     a failure of this is a warning; it comes alone with --site

Exit status: 0 done; 1 a step failed; 3 the application cannot be imported (as Gunicorn says it); 64 Gunicorn
does not accept an argument; 69 the database is not there in time, or a part took longer than its limit; 78 bad
configuration. Its own lines go to stderr; what Django's commands print goes to stdout.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import AbstractContextManager

from . import files, gunicorn_launcher
from .celery_check import check_celery
from .collectstatic import collect_static
from .database import wait_for_database
from .gunicorn_check import check_gunicorn, refuse_wrong_worker
from .hooks import Hooks
from .migrations import migrate
from .project_settings import load_settings, set_up_django, settings_object
from .site_step import write_site
from .steps import run_step
from .superuser import create_superuser
from .watchdog import Watchdog


class Start:
    """One run of the steps that the options name."""

    def __init__(
        self, options: argparse.Namespace, gunicorn: list[str], scratch: str | None, watchdog: Watchdog, hooks: Hooks
    ) -> None:
        self.options, self.gunicorn, self.scratch = options, gunicorn, scratch
        self.watchdog, self.hooks = watchdog, hooks
        self.has_steps = options.wait is not None or options.migrate or options.collectstatic or options.superuser
        self.with_django = self.has_steps or bool(options.site) or bool(os.environ.get("DJANGO_SETTINGS_MODULE"))
        self.site_alone = bool(options.site) and not (self.has_steps or options.check_gunicorn or options.check_celery)

    def run(self, password: str | None) -> None:
        self.load_settings()
        if not self.options.database_first:
            self.check_project()
        if self.options.wait is not None:
            wait_for_database(self.options.wait)
        if self.options.database_first:
            self.watchdog.database_seconds = None  # it has answered: a slow query may take its time
            with self.limited("django.setup()"):
                set_up_django()
        self.change_database(password)
        if self.has_steps and self.options.check_gunicorn:
            files.warn_of_problems()
        if self.options.site:
            with self.limited("the search for the site's files"):
                write_site(self.options, is_set_up=not self.site_alone)
        self.hooks.run("before-serve")

    def limited(self, name: str) -> AbstractContextManager[None]:
        return self.watchdog.watch(name, limited=True)

    def load_settings(self) -> None:
        sys.argv = ["django-admin", "migrate" if self.options.migrate else "collectstatic", "--noinput"]
        if self.site_alone and not self.options.site_optional:
            sys.argv = ["gunicorn", *self.gunicorn]  # the settings are those that it will have
        if not self.with_django:
            return
        with self.limited(f"the import of the settings {os.environ.get('DJANGO_SETTINGS_MODULE')}"):
            load_settings()
        if self.options.check_gunicorn:
            gunicorn_launcher.take_application_from(settings_object())

    def check_project(self) -> None:
        """What can be known to be wrong without the database."""
        if self.with_django and not self.site_alone:
            with self.limited("django.setup()"):
                set_up_django()
        if self.options.check_gunicorn:
            with self.limited("the import of the application"):
                refuse_wrong_worker(check_gunicorn(self.gunicorn, self.scratch))
        if self.options.check_celery:
            with self.limited(f"the import of CELERY_APP {os.environ.get('CELERY_APP')}"):
                check_celery()

    def change_database(self, password: str | None) -> None:
        """The steps of Django's, with the hooks between them."""
        self.hooks.run("before-migrate")
        if self.options.migrate:
            run_step("migrate", ["migrate", "--noinput"], lambda: migrate(self.watchdog))
        self.hooks.run("after-migrate")
        if self.options.collectstatic:
            command = ["collectstatic", "--noinput"]
            run_step("collect the static files", command, lambda: collect_static(self.options.app, self.watchdog))
        if self.options.superuser:
            command = ["createsuperuser", "--noinput"]
            run_step("create the superuser", command, lambda: self.create_superuser(password), password)

    def create_superuser(self, password: str | None) -> None:
        with self.watchdog.watch("the creation of the superuser"):
            create_superuser(password)
