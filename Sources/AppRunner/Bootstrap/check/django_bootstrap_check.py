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
from collections.abc import Callable, Iterator

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import django_bootstrap as bootstrap  # noqa: E402
import django_bootstrap_check_application as application  # noqa: E402
import django_bootstrap_check_celery  # noqa: E402, F401
import django_bootstrap_check_database  # noqa: E402, F401
import django_bootstrap_check_deploy  # noqa: E402, F401
import django_bootstrap_check_files  # noqa: E402, F401
import django_bootstrap_check_python as python  # noqa: E402
import django_bootstrap_check_settings as project_settings  # noqa: E402
import django_bootstrap_check_static  # noqa: E402, F401
import django_bootstrap_check_web  # noqa: E402, F401
import django_bootstrap_watchdog as watchdog  # noqa: E402
from django_bootstrap_check_places import Places  # noqa: E402
from django_bootstrap_check_report import (  # noqa: E402
    APPLICATION,
    CHECKS,
    DJANGO,
    ERROR,
    NOTE,
    PYTHON,
    SETTINGS,
    WARNING,
    Channel,
    Context,
    Finding,
    secrets_of,
)

del sys.path[0]

IMPORTS = ("settings-import", "django-setup", "application")  # the stages themselves; the others are in CHECKS


class ReportingWatchdog(watchdog.Watchdog):
    """A part that is over its time is a finding, and ends the process as in the bootstrap."""

    channel: Channel

    def _end(self, line: str) -> None:
        part = self.part[0] if self.part else "a part of the start"
        place = watchdog.project_place(self.main) or ""
        self.channel.finding("hang", Finding(ERROR, line, place, f"find out what {part} waits for; START_TIMEOUT is the limit"))
        self.channel.done()
        os._exit(0)


class Examination:
    def __init__(self, context: Context, channel: Channel) -> None:
        self.context, self.channel = context, channel

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
                with bootstrap.WATCHDOG.watch(f"the check {name}", limited=True):
                    for finding in function(self.context):
                        if finding is not None:
                            count += 1
                            self.emit(name, finding)
            except (Exception, SystemExit) as error:
                # ImproperlyConfigured: what Django says of its settings, and would say of each use of them.
                level = ERROR if type(error).__name__ == "ImproperlyConfigured" else NOTE
                self.emit(name, Finding(level, f"cannot be checked: {bootstrap.describe(error)}"))
            else:
                if not count:
                    self.channel.write("passed", name)

    def attempt(self, name: str, part: str, step: Callable[[], Iterator[Finding]]) -> bool:
        """One of the stages: whether those behind it can run."""
        failed = False
        self.channel.write("running", part)
        try:
            with bootstrap.WATCHDOG.watch(part, limited=True):
                for finding in step():
                    failed = failed or finding.level == ERROR
                    self.emit(name, finding)
        except bootstrap.DatabaseNeeded as error:
            self.emit(name, project_settings.database_needed(error))
            return False
        except bootstrap.Failure as failure:
            cause = failure.cause or failure
            self.emit(name, Finding(ERROR, str(failure), bootstrap.project_frame(cause) or "", project_settings.advice(cause)))
            return False
        if name not in self.context.found:
            self.channel.write("passed", name)
        return not failed

    def run(self) -> None:
        context = self.context
        python.tell(self.channel)
        self.carry_out(PYTHON)
        name = project_settings.find(context)
        if name:
            context.places = Places(name)
            self.channel.fact("settings", name)
            if not self.attempt("settings-import", f"the import of the settings {name}", lambda: project_settings.load(context)):
                return
            context.places = Places(name)  # an import hook (of an editable installation) may have found it
            self.channel.secrets |= secrets_of(context.settings)
            project_settings.tell(context, self.channel)
            self.carry_out(SETTINGS)
            if not self.attempt("django-setup", "django.setup()", lambda: project_settings.set_up(context)):
                return
        if self.attempt("application", "the import of the application", lambda: application.load(context)):
            application.tell(context, self.channel)
            self.carry_out(APPLICATION)
        if name:
            self.carry_out(DJANGO)


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
    watchdog.OWN_FILES += tuple(os.path.join(own, name) for name in os.listdir(own))
    if sys.path and os.path.abspath(sys.path[0]) == own:
        del sys.path[0]  # what these modules import from each other is imported by now
    sys.path.insert(0, os.getcwd())
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
