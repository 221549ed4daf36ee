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

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import django_bootstrap as bootstrap  # noqa: E402
import django_bootstrap_check_basics  # noqa: E402, F401
import django_bootstrap_check_celery  # noqa: E402, F401
import django_bootstrap_check_database  # noqa: E402, F401
import django_bootstrap_check_deploy  # noqa: E402, F401
import django_bootstrap_check_files  # noqa: E402, F401
import django_bootstrap_check_gunicorn  # noqa: E402, F401
import django_bootstrap_check_hooks  # noqa: E402, F401
import django_bootstrap_check_media  # noqa: E402, F401
import django_bootstrap_check_migrations  # noqa: E402, F401
import django_bootstrap_check_static  # noqa: E402, F401
import django_bootstrap_check_superuser  # noqa: E402, F401
import django_bootstrap_check_web  # noqa: E402, F401
import django_bootstrap_check_whitenoise  # noqa: E402, F401
import django_bootstrap_gunicorn as own_gunicorn  # noqa: E402
from django_bootstrap_check_report import CHECKS, PYTHON, WARNING, Channel, Context, Finding  # noqa: E402
from django_bootstrap_check_stages import IMPORTS, Examination, ReportingWatchdog  # noqa: E402

del sys.path[0]


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
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] - what a hang or a crash would swallow
    own = os.path.dirname(os.path.abspath(__file__))
    if sys.path and os.path.abspath(sys.path[0]) == own:
        del sys.path[0]  # what these modules import from each other is imported by now
    sys.path.insert(0, os.getcwd())
    own_gunicorn.add_folder()  # as at the start
    os.environ.pop("DJANGO_BOOTSTRAP_SITE", None)  # of a start that was before: the settings tell
    sys.argv = ["django-admin", "check"]
    bootstrap.use_private_prometheus_directory(facts["scratch"])
    dog = ReportingWatchdog(facts["start_timeout"] or None, max(facts["database_wait"], bootstrap.ATTEMPT_SECONDS))
    dog.channel = channel
    bootstrap.WATCHDOG = dog
    dog.start()
    for name in (*(name for name, (stage, _) in CHECKS.items() if stage == PYTHON), *IMPORTS):
        channel.write("planned", name)
    for name, (stage, _) in CHECKS.items():
        if stage != PYTHON:
            channel.write("planned", name)
    try:
        Examination(Context(facts, channel), channel).run()
    except BaseException as error:  # a bug of this file's, or an interruption: said, never silent
        bootstrap.print_traceback(error)
        channel.finding("check", Finding(WARNING, f"the check itself broke off: {bootstrap.describe(error)}"))
    with contextlib.suppress(Exception):
        sys.stdout.flush()
        sys.stderr.flush()
    channel.done()  # app-runner ends this process now


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)  # a thread of the project's must not keep it
