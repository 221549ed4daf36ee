"""What the signals of a Celery worker change in its report."""

from __future__ import annotations

import threading
import time
from typing import Any

from celery import signals

from .broker import Prober, connected
from .log import say
from .reporter import Reporter
from .shutdown import install_quit_handler, watch_stop
from .state import running

reporter: Reporter  # of this process, from worker_init on


@signals.worker_init.connect
def worker_begins(sender: Any, **_: object) -> None:
    """Sent when the settings are known and the pool is not made yet."""
    global reporter
    chosen = sender.app.conf.worker_concurrency or (sender.options or {}).get("concurrency")
    if not chosen and not autoscales(sender):
        sender.concurrency = 1  # a container costs the same on any host
    reporter = Reporter("worker")
    reporter.worker = sender
    pool = getattr(sender.pool_cls, "__module__", "").rsplit(".", 1)[-1]
    reporter.tell(phase="starting", connected=0, pool=pool)
    sender.app.steps["consumer"].add(connected(reporter))
    reporter.start(Prober(reporter, sender.app).run)
    threading.Thread(target=watch_stop, args=(reporter,), name="stop-watcher", daemon=True).start()


def autoscales(worker: Any) -> bool:
    return bool(getattr(worker, "autoscale", None) or (worker.options or {}).get("autoscale"))


@signals.worker_ready.connect
def worker_is_ready(**_: object) -> None:
    reporter.tell(now=True, phase="ready")
    install_quit_handler(reporter)


@signals.worker_shutting_down.connect
def worker_stops(how: str = "", **_: object) -> None:
    count = len(running())
    say(f"{how.lower()} shutdown of the worker: {count} task{'' if count == 1 else 's'} running")
    reporter.tell(now=True, phase="stopping")
    reporter.stopping.put(None)


@signals.task_received.connect
def task_comes(**_: object) -> None:
    reporter.tell(now=len(running()) == 0, delivery=time.monotonic())


@signals.heartbeat_sent.connect
def heartbeat_goes(**_: object) -> None:
    reporter.tell(heartbeat=time.monotonic())
