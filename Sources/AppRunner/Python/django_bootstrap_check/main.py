"""`app-runner check`: does this project fit, what would go wrong, what to change.

    python3 django_bootstrap_check.py FACTS.json

Runs in the project's folder as the project's user. Records go to the stdout that it was started with; whatever the
project prints goes to stderr. Nothing is written, migrated or collected.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from typing import NoReturn

from django_bootstrap import gunicorn_launcher
from django_bootstrap.database import ATTEMPT_SECONDS
from django_bootstrap.errors import describe, print_traceback
from django_bootstrap.metrics import use_private_directory
from django_bootstrap.own_modules import conceal

# The modules register their checks, in this order.
from . import (
    basics,  # noqa: F401
    celery,  # noqa: F401
    database,  # noqa: F401
    deploy,  # noqa: F401
    files,  # noqa: F401
    gunicorn,  # noqa: F401
    hooks,  # noqa: F401
    media,  # noqa: F401
    migrations,  # noqa: F401
    static,  # noqa: F401
    superuser,  # noqa: F401
    web,  # noqa: F401
    whitenoise,  # noqa: F401
)
from .report import CHECKS, PYTHON, WARNING, Channel, Context, Finding
from .stages import IMPORTS, Examination, ReportingWatchdog


def take_stdout() -> int:
    """The report's own descriptor; from now on what is printed goes to stderr."""
    descriptor = os.dup(1)
    os.dup2(2, 1)
    return descriptor


def main(path: str) -> None:
    with open(path, encoding="utf-8") as file:
        facts = json.load(file)
    channel = Channel(take_stdout())
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with contextlib.suppress(AttributeError, ValueError):
        # What a hang or a crash would swallow.
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    sys.path.insert(0, os.getcwd())
    gunicorn_launcher.add_folder()  # as at the start
    os.environ.pop("DJANGO_BOOTSTRAP_SITE", None)  # of a start that was before: the settings tell
    sys.argv = ["django-admin", "check"]
    use_private_directory(facts["scratch"])
    dog = ReportingWatchdog(facts["start_timeout"] or None, max(facts["database_wait"], ATTEMPT_SECONDS))
    dog.channel = channel
    dog.start()
    for name in (*(name for name, (stage, _) in CHECKS.items() if stage == PYTHON), *IMPORTS):
        channel.write("planned", name)
    for name, (stage, _) in CHECKS.items():
        if stage != PYTHON:
            channel.write("planned", name)
    try:
        Examination(Context(facts, channel), channel, dog).run()
    except BaseException as error:  # a bug of the check's, or an interruption: reported, never silent
        print_traceback(error)
        channel.finding("check", Finding(WARNING, f"the check itself failed: {describe(error)}"))
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    channel.done()  # app-runner ends this process now


def run_program(arguments: list[str]) -> NoReturn:
    """Run the checks and end the process."""
    conceal("django_bootstrap", "django_bootstrap_check", "django_bootstrap_gunicorn_config")
    main(arguments[0])
    os._exit(0)  # a thread of the project's must not keep it
