"""The project's own programs at three points of the start: BOOTSTRAP_CONFIG_DIR/bootstrap.d/POINT/*.

app-runner lists them when it reads its configuration and names each by its path, in the order in which they run.
A hook is in the process group of this process, so that it does not outlive the runner's last SIGKILL. What it adds to
the group is ended as a whole: at the time limit, at a stop, and when the hook itself has ended. Functions of the
standard library are bound at import: the project may replace them (gevent does).
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from os import posix_spawn
from time import monotonic, sleep
from typing import Any

from .process_group import Group, Stop, ended, own_group, without_memory_access
from .report import say, warn
from .status import CONFIGURATION, STEP_FAILED, STOPPED, UNAVAILABLE, Failure

TERM_SECONDS = 5.0  # between SIGTERM and SIGKILL
LONGEST_POLL = 0.1
PASSWORD = ("SUPERUSER_PASSWORD", "SUPERUSER_PASSWORD_FILE")
# Restored in the hook: Python ignores SIGPIPE, and the project may have changed others.
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGPIPE, signal.SIGCHLD)


class Hooks:
    """The hooks of one start."""

    def __init__(self, watch: Callable[[str], AbstractContextManager[Any]]) -> None:
        self.watch = watch
        self.paths: list[str] = []
        self.seconds = 0.0
        # As the container has them: the project's code may change both at import.
        self.environment, self.directory = dict(os.environ), os.getcwd()

    def configure(self, paths: list[str], seconds: float, changes: dict[str, str | None]) -> None:
        """`seconds` 0 is no limit; `changes` are variables that differ from the container's, None for unset."""
        self.paths, self.seconds = paths, seconds
        for name, value in {**changes, **dict.fromkeys(PASSWORD)}.items():
            self.environment.pop(name, None)
            if value is not None:
                self.environment[name] = value

    def run(self, point: str) -> None:
        """Run the point's hooks, one after the other."""
        paths = [path for path in self.paths if os.path.basename(os.path.dirname(path)) == point]
        if paths:
            close_connections()
            own_group()
        for path in paths:
            name = f"{point}/{os.path.basename(path)}"
            with self.watch(f"hook {name}"), without_memory_access():
                self._run(name, path)

    def _run(self, name: str, path: str) -> None:
        say(f"hook {name} starts")
        start = monotonic()
        with Stop() as stop:
            group = Group()
            process = self._spawn(name, path)
            status = self._wait(process, group, start, stop)
            left = group.end()
        elapsed = monotonic() - start
        if stop.count:
            raise Failure(f"hook {name} stopped after {elapsed:.1f} s: SIGTERM was received", STOPPED)
        if status is None:
            raise Failure(
                f"cannot start: hook {name} has not ended within {self.seconds:g} s and was stopped; fix what it "
                "waits for, or set HOOK_TIMEOUT (seconds, 0 for no limit)",
                UNAVAILABLE,
            )
        if status != 0:
            how = f"failed with status {status}"
            if status < 0:
                how = f"was ended by signal {-status} ({signal.Signals(-status).name})"
            raise Failure(f"cannot start: hook {name} {how} after {elapsed:.1f} s", STEP_FAILED)
        if left:
            warn(f"hook {name} left processes behind, which were killed; run them as processes of the Procfile")
        say(f"hook {name} done in {elapsed:.1f} s")

    def _spawn(self, name: str, path: str) -> int:
        environment = {**self.environment, "BOOTSTRAP_HOOK": name}
        if "DJANGO_SETTINGS_MODULE" in os.environ:  # found in the project's files
            environment.setdefault("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
        with contextlib.suppress(OSError):
            os.chdir(self.directory)
        try:
            return posix_spawn(
                path,
                [path],
                environment,
                file_actions=[(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)],
                setsigmask=[],
                setsigdef=SIGNALS,
            )
        except OSError as error:
            text = f"cannot start: hook {name} cannot be run: {error.strerror}{cure(error.errno, path)}"
            raise Failure(text, CONFIGURATION) from error

    def _wait(self, process: int, group: Group, start: float, stop: Stop) -> int | None:
        """The status, negative for a signal; None when the time was over."""
        limit = start + self.seconds if self.seconds else float("inf")
        kill_at, late, status, delay = 0.0, False, None, 0.002
        while True:
            if status is None:
                status = ended(process)
            now = monotonic()
            if status is not None and (not kill_at or not group.members()):
                return None if late else status
            if not kill_at and (now >= limit or stop.count):
                kill_at, late = now + TERM_SECONDS, not stop.count
                group.send(signal.SIGTERM)
            if kill_at and (now >= kill_at or stop.count > (0 if late else 1)):
                group.send(signal.SIGKILL)
            sleep(delay)
            delay = min(delay * 1.5, LONGEST_POLL)


def close_connections() -> None:
    """A hook may take long: no idle connection to the database meanwhile. Django opens the next one by itself."""
    database = sys.modules.get("django.db")
    if database is not None:
        with contextlib.suppress(Exception):
            database.connections.close_all()


def cure(number: int | None, path: str) -> str:
    """What to change, where the error of execve(2) tells."""
    if number == errno.ENOEXEC:
        return "; begin it with a line that names its interpreter, for example #!/bin/sh"
    if number == errno.ENOENT and os.path.exists(path):
        first = b""
        with contextlib.suppress(OSError), open(path, "rb") as file:
            first = file.readline(256)
        if first.startswith(b"#!") and first.endswith(b"\r\n"):
            return "; its lines end as in Windows (CR LF): save it with LF"
        interpreter = first[2:].decode(errors="backslashreplace").strip()
        return (
            f"; its interpreter {interpreter} does not exist"
            if first.startswith(b"#!")
            else "; its loader does not exist"
        )
    if number == errno.EACCES:
        return "; its user needs the execute permission for the file, its interpreter and the folders above them"
    return ""
