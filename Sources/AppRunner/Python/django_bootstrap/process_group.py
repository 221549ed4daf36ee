"""The processes of a hook: their group, their end, and what they can read of this process.

Functions of the standard library are bound at import: the project may replace them (gevent does).
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from os import WNOHANG, kill, waitpid
from time import monotonic, sleep
from types import FrameType

from .status import STEP_FAILED, Failure


class Stop:
    """Counts SIGTERM while a hook runs: the first stops it with its processes, the second kills them."""

    def __init__(self) -> None:
        self.count = 0

    def __enter__(self) -> Stop:
        self.before = signal.signal(signal.SIGTERM, self._received)
        self.children = signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        return self

    def _received(self, number: int, frame: FrameType | None) -> None:
        self.count += 1

    def __exit__(self, *error: object) -> None:
        for number, handler in ((signal.SIGTERM, self.before), (signal.SIGCHLD, self.children)):
            if handler is not None:  # None: it was not set from Python
                signal.signal(number, handler)


def ended(process: int) -> int | None:
    """The status of a child, negative for a signal; None while it runs."""
    try:
        found, status = waitpid(process, WNOHANG)
    except ChildProcessError:
        text = "cannot start: the status of a hook is unknown: the project's code waits for every child process"
        raise Failure(text, STEP_FAILED) from None
    return os.waitstatus_to_exitcode(status) if found else None


def own_group() -> None:
    """app-runner starts this process as the leader of a group. Started by anything else, it must not take processes for
    a hook's that have nothing to do with it."""
    if os.getpgrp() != os.getpid():
        os.setpgid(0, 0)


class Group:
    """What joins the process group of this process after now."""

    def __init__(self) -> None:
        self.number = os.getpgrp()
        self.others: set[int] = set()
        self.others = {os.getpid(), *self.members()}

    def members(self) -> list[int]:
        """Living processes; one that ends meanwhile may be missing or still be there."""
        found = []
        for name in os.listdir("/proc"):
            if name.isdigit() and int(name) not in self.others:
                with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{name}/stat", "rb") as file:
                    state, _, group = file.read().rpartition(b")")[2].split()[:3]
                    if int(group) == self.number and state not in (b"Z", b"X"):
                        found.append(int(name))
        return found

    def send(self, number: int) -> None:
        for process in self.members():
            with contextlib.suppress(OSError):
                kill(process, number)

    def end(self) -> bool:
        """Kill what is there; whether there was anything."""
        left = found = bool(self.members())
        limit = monotonic() + 1  # one that waits for a disk does not end
        while left and monotonic() < limit:
            self.send(signal.SIGKILL)
            sleep(0.002)
            left = bool(self.members())
        return found


@contextlib.contextmanager
def without_memory_access() -> Iterator[None]:
    """Other processes of this user cannot read this one's memory and first environment, which has the superuser's
    password, while a hook runs (PR_SET_DUMPABLE of prctl(2))."""
    get, set_to = 3, 4
    before = prctl(get)
    prctl(set_to, 0)
    try:
        yield
    finally:
        if before == 1:
            prctl(set_to, 1)


def prctl(option: int, value: int = 0) -> int:
    """prctl(2); -1 where it cannot be called."""
    with contextlib.suppress(Exception):
        import ctypes

        return int(ctypes.CDLL(None).prctl(option, value, 0, 0, 0))
    return -1
