"""`collectstatic`, into a folder that the process can write."""

from __future__ import annotations

import contextlib

from . import collect, files
from .project_settings import settings_object
from .report import say
from .status import CONFIGURATION, Failure
from .watchdog import Watchdog


def collect_static(app: str, watchdog: Watchdog) -> None:
    from django.core.management import call_command, get_commands

    with contextlib.ExitStack() as stack:
        if get_commands().get("collectstatic") == "django.contrib.staticfiles":
            try:
                folder = stack.enter_context(collect.static_root(settings_object(), app))
            except collect.NoFolder as reason:
                raise Failure(f"cannot collect the static files: {reason}", CONFIGURATION) from reason
            if folder:
                say(f"STATIC_ROOT is not set: collects the static files into {folder}, where Nginx finds them")
            problem = files.static_problem()
            if problem:
                raise Failure(problem, CONFIGURATION)
        with watchdog.watch("collectstatic"):
            call_command("collectstatic", interactive=False, skip_checks=False)
