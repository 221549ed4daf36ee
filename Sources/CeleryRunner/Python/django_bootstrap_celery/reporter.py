"""The facts of this process, and the thread that writes them to the state file.

Nothing here may disturb Celery: a failure is reported once and ignored.
"""

from __future__ import annotations

import contextlib
import os
import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from celery.worker import state as worker_state

from . import state
from .log import one_line, say
from .state import running, write

WRITE_SECONDS = float(os.environ.get("CELERY_RUNNER_STATE_INTERVAL") or 2)


class Reporter:
    """The state file of this process: a thread writes it, others change what it will say."""

    def __init__(self, kind: str) -> None:
        self.pid = os.getpid()
        self.facts: dict[str, Any] = {"version": 1, "kind": kind, "pid": self.pid}
        # Signal handlers put into these: SimpleQueue.put() may interrupt itself, Event.set() would lock itself out.
        self.wake: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.stopping: queue.SimpleQueue[None] = queue.SimpleQueue()
        self.failed = False
        self.worker: Any = None
        self.cold_since: float | None = None
        self.qos: Any = None
        self.since: dict[str, float] = {}  # when each running task was first seen; the wall clock may jump

    def start(self, probe: Callable[[], None]) -> None:
        """Begin to write, and to ask the broker."""
        if not state.STATE_FILE:
            return
        self.write()
        threading.Thread(target=self._write_for_ever, name="health-writer", daemon=True).start()
        threading.Thread(target=probe, name="broker-prober", daemon=True).start()

    def tell(self, now: bool = False, **facts: Any) -> None:
        """Takes new facts; `now` has them written at once."""
        self.facts.update(facts)
        if now:
            self.wake.put(None)

    def _write_for_ever(self) -> None:
        while True:
            with contextlib.suppress(queue.Empty):
                self.wake.get(timeout=WRITE_SECONDS)
                while True:
                    self.wake.get_nowait()
            self.write()

    def write(self) -> None:
        if os.getpid() != self.pid:  # a pool's child has a copy of everything but the threads
            return
        try:
            write(state.STATE_FILE, {**self.facts, **self._tasks(), "written": time.monotonic()})
            self.failed = False
        except Exception as error:  # a full disk must not stop a worker
            if not self.failed:
                say(f"cannot write {state.STATE_FILE}: {one_line(error)}", "error")
            self.failed = True

    def _tasks(self) -> dict[str, Any]:
        if self.worker is None:
            return {}
        active = running()
        now = time.monotonic()
        self.since = {request.id: self.since.get(request.id, now) for request in active}
        return {
            "active": len(active),
            "oldest": min(self.since.values(), default=None),
            "tasks": ",".join(sorted({request.name for request in active})[:5]),
            "reserved": len(worker_state.reserved_requests),
            "concurrency": getattr(self.worker, "concurrency", None) or 1,
        }
