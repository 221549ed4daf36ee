"""The named steps of a project's way: each is timed, and a failure says in which it happened."""

import time
from collections.abc import Callable
from contextlib import contextmanager

NAMES = ("generate", "init", "build", "run", "login", "static", "upload", "celery", "stop")


class Stages:
    """`explain()` is what helps to understand a failure: the container's log, where there is one."""

    def __init__(self, explain: Callable[[], str] = lambda: ""):
        self.explain = explain
        self.seconds: dict[str, float] = {}
        self.failed: str | None = None

    @contextmanager
    def __call__(self, name: str):
        assert name in NAMES, f"no stage {name}"
        started = time.monotonic()
        try:
            yield
        except Exception as error:
            self.failed = name
            raise AssertionError(f"stage {name}: {error}\n{self.explain()}") from error
        self.seconds[name] = round(time.monotonic() - started, 2)
