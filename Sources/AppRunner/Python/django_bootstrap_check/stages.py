"""The stages of the examination: what must have succeeded before a check can run, and a watch over each part."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from django_bootstrap import gunicorn_launcher
from django_bootstrap.errors import describe, project_frame
from django_bootstrap.frames import project_place
from django_bootstrap.status import DatabaseNeeded, Failure
from django_bootstrap.watchdog import Watchdog

from . import application, python
from . import settings as project_settings
from .places import Places
from .report import (
    APPLICATION,
    CHECKS,
    DJANGO,
    ERROR,
    NOTE,
    PYTHON,
    SETTINGS,
    Channel,
    Context,
    Finding,
    secrets_of,
)

IMPORTS = ("settings-import", "django-setup", "application")  # the stages themselves; the others are in CHECKS


class ReportingWatchdog(Watchdog):
    """A part that is over its time is a finding, and ends the process as in the bootstrap."""

    channel: Channel

    def _end(self, message: str) -> None:
        part = self.part[0] if self.part else "a part of the start"
        place = project_place(self.main) or ""
        self.channel.finding(
            "hang", Finding(ERROR, message, place, f"find out what {part} waits for; START_TIMEOUT is the limit")
        )
        self.channel.done()
        os._exit(0)


class Examination:
    def __init__(self, context: Context, channel: Channel, watchdog: Watchdog) -> None:
        self.context, self.channel, self.watchdog = context, channel, watchdog

    def emit(self, name: str, finding: Finding) -> None:
        self.context.found.add(name)
        self.channel.finding(name, finding)

    def carry_out(self, stage: str) -> None:
        """Every check of a stage; one that breaks is a finding of its own id and stops none of the others."""
        for name, (needs, function) in CHECKS.items():
            if needs != stage:
                continue
            count = 0
            self.channel.write("running", name)
            try:
                with self.watchdog.watch(f"the check {name}", limited=True):
                    for finding in function(self.context):
                        if finding is not None:
                            count += 1
                            self.emit(name, finding)
            except (Exception, SystemExit) as error:
                # ImproperlyConfigured: what Django says of its settings, and would say of each use of them.
                level = ERROR if type(error).__name__ == "ImproperlyConfigured" else NOTE
                self.emit(name, Finding(level, f"cannot be checked: {describe(error)}"))
            else:
                if not count:
                    self.channel.write("passed", name)

    def attempt(self, name: str, part: str, step: Callable[[], Iterator[Finding]], fallback: Callable[[], str]) -> bool:
        """One of the stages: whether those behind it can run."""
        failed = False
        self.channel.write("running", part)
        try:
            with self.watchdog.watch(part, limited=True):
                for finding in step():
                    failed = failed or finding.level == ERROR
                    self.emit(name, finding)
        except DatabaseNeeded as error:
            self.emit(name, project_settings.database_needed(error))
            return False
        except Failure as failure:
            cause = failure.cause or failure
            place = project_frame(cause) or fallback()
            fix = project_settings.advice(cause, self.context)
            title = str(failure)
            if isinstance(failure.__cause__, gunicorn_launcher.WrongWorker):
                title, fix = title.removesuffix(f"; {gunicorn_launcher.ASGI_REMEDY}"), gunicorn_launcher.ASGI_REMEDY
            self.emit(name, Finding(ERROR, title, place, fix))
            return False
        if name not in self.context.found:
            self.channel.write("passed", name)
        return not failed

    def run(self) -> None:
        context = self.context
        python.tell(self.channel)
        self.carry_out(PYTHON)
        name = os.environ.get(project_settings.VARIABLE)
        if name:
            context.places = Places(name)

            def here() -> str:
                return project_settings.named_at(context)

            self.channel.fact("settings", name)
            if not self.attempt(
                "settings-import", f"the import of the settings {name}", lambda: project_settings.load(context), here
            ):
                return
            context.places = Places(name)  # an import hook (of an editable installation) may have found it
            self.channel.secrets |= secrets_of(context.settings)
            project_settings.tell(context, self.channel)
            self.carry_out(SETTINGS)
            if not self.attempt("django-setup", "django.setup()", lambda: project_settings.set_up(context), here):
                return
        if self.attempt(
            "application",
            "the import of the application",
            lambda: application.load(context),
            lambda: application.named_at(context),
        ):
            application.tell(context, self.channel)
            self.carry_out(APPLICATION)
        if name:
            self.carry_out(DJANGO)
