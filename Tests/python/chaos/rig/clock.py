"""A wall clock that jumps for one stack alone: libfaketime, preloaded into all of its processes."""

from pathlib import Path

from .ours import Single

DAY = 86400
# It has a bug that makes clock_nanosleep(2) with an absolute time fail, which Python's sleep() calls: CLOCK_MONOTONIC must
# not jump, and is converted as if it did.
SLEEP = """
import select
import time

time.sleep = lambda seconds: select.select([], [], [], seconds) and None
"""
# Nginx takes every variable away from its processes but those that its files name.
NAMES = ("FAKETIME_TIMESTAMP_FILE", "FAKETIME_NO_CACHE", "DONT_FAKE_MONOTONIC", "FAKETIME_SHARED")


def library() -> Path | None:
    return next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


class Jumping:
    """`jump(seconds)`: how far the stack's wall clock is ahead of the machine's."""

    def __init__(self, stack):
        self.file = stack.tree.root / "clock"
        self.jump(0)
        stack.tree.write("app/sitecustomize.py", SLEEP)
        stack.tree.override("modules-enabled/clock.conf", "".join(f"env {name};\n" for name in NAMES))
        stack.environment |= {
            "LD_PRELOAD": str(library()),
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "PYTHONPATH": str(stack.tree.app),
        }

    def jump(self, seconds: int):
        self.file.write_text(f"{seconds:+d}\n")


class FakeClock(Single):
    """libfaketime moves the environment of the first program that it is in, and Swift's CommandLine looks for the arguments
    beside it: so that program is env(1)."""

    def start(self):
        self.clock = Jumping(self)
        runner = [self.binary("app-runner"), "load:application"]
        self.service("/usr/bin/env", *runner)
        return self.until_ready()

    def close(self):
        super().close()
        for service in self.services:
            for file in Path("/dev/shm").glob(f"*faketime_*_{service.program.pid}"):
                file.unlink()
