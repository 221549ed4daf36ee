"""The project's own beat scheduler, with a report of its ticks."""

from __future__ import annotations

import os
import time
from typing import Any

from celery import current_app

from .broker import Prober
from .reporter import Reporter


def make_scheduler() -> Any:
    """The class for `--scheduler`: it reports each tick of the scheduler that the project has chosen."""
    from celery.utils.imports import load_extension_class_names, symbol_by_name

    chosen = os.environ.get("CELERY_RUNNER_BEAT_SCHEDULER") or current_app.conf.beat_scheduler
    return reporting(symbol_by_name(chosen, aliases=dict(load_extension_class_names("celery.beat_schedulers"))))


def reporting(base: Any) -> Any:
    class Scheduler(base):  # type: ignore[misc]
        reporter: Reporter | None = None

        def tick(self, *arguments: Any, **options: Any) -> Any:
            if self.reporter is None:
                self.reporter = Reporter("beat")
                self.reporter.start(Prober(self.reporter, self.app).run)
            interval = super().tick(*arguments, **options)
            now = time.monotonic()
            self.reporter.tell(now=True, tick=now, next=now + float(interval or 0), max_interval=self.max_interval)
            return interval

    # The banner and the log name the project's scheduler (celery.utils.imports.qualname).
    Scheduler.__module__, Scheduler.__name__, Scheduler.__qualname__ = base.__module__, base.__name__, base.__qualname__
    return Scheduler
