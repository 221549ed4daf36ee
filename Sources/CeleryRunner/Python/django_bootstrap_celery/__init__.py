"""The state of a Celery worker or beat for health checks, and the end of a worker's stop.

celery-runner loads this package into a worker with `--include django_bootstrap_celery` and into beat with `--scheduler
django_bootstrap_celery:Scheduler`. It writes a small file of `key=value` lines (CELERY_RUNNER_STATE), which
`celery-runner health` reads without starting Python.
"""

from __future__ import annotations

from typing import Any

from . import worker
from .scheduler import make_scheduler

__all__ = ["worker"]


def __getattr__(name: str) -> Any:
    """`Scheduler` is made when beat asks for it: only then is the project's application there."""
    if name != "Scheduler":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return make_scheduler()
