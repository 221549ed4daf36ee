"""The end of a worker's stop: the cold shutdown, and a stop that nothing is left to wait for."""

from __future__ import annotations

import os
import signal
import threading
import time
from types import FrameType
from typing import Any

from .log import one_line, say
from .reporter import Reporter
from .state import running

# A stop that does not end although nothing runs: billiard's child waits 30 s for a parent that has stopped listening
# (billiard/pool.py, GUARANTEE_MESSAGE_CONSUMPTION_RETRY_LIMIT), and a consumer waits for a broker that is away.
IDLE_STOP_SECONDS = 3.0
COLD_STOP_SECONDS = 2.0  # prefork's own takes up to 1.6
CUT_OFF = 1  # the exit status after a cold shutdown that cut off tasks: EX_FAILURE, as Celery's handler means it


def install_quit_handler(reporter: Reporter) -> None:
    """SIGQUIT is the cold shutdown. Celery's own handler does it for prefork and threads; in the solo pool it fails
    inside the running task, which then counts as failed and is acknowledged: an acks_late task would be lost."""
    if threading.current_thread() is not threading.main_thread():
        return
    celery_handler = signal.getsignal(signal.SIGQUIT)

    def cold(number: int, frame: FrameType | None) -> None:
        tasks = running()
        names = ", ".join(f"{request.name}[{request.id}]: {fate(request)}" for request in tasks) or "none"
        say(
            f"cold shutdown of the worker: {len(tasks)} running ({names}); unacknowledged messages go back to the "
            "broker"
        )
        if reporter.facts["pool"] == "solo":
            leave(reporter, 2, CUT_OFF if tasks else os.EX_OK)
        reporter.cold_since = time.monotonic()
        if tasks:  # Celery itself would end with 0 (WorkController.start, WorkerTerminate)
            reporter.worker.exitcode = CUT_OFF
        if callable(celery_handler):
            celery_handler(number, frame)

    signal.signal(signal.SIGQUIT, cold)


def watch_stop(reporter: Reporter) -> None:
    """Ends a stop that nothing is left to wait for, before SIGKILL does: that would return no message."""
    reporter.stopping.get()
    idle_since = time.monotonic()
    while True:
        time.sleep(0.2)
        now = time.monotonic()
        if running():
            idle_since = now
        if reporter.cold_since is not None and now - reporter.cold_since > COLD_STOP_SECONDS:
            say(
                f"Celery's cold shutdown has not ended after {COLD_STOP_SECONDS:g} s: ends the worker without it",
                "warning",
            )
            leave(reporter, 0.7, CUT_OFF)
        if now - idle_since > IDLE_STOP_SECONDS:
            say(
                f"Celery's shutdown has not ended, and no task has run for {IDLE_STOP_SECONDS:g} s: ends the worker",
                "warning",
            )
            leave(reporter, 2, os.EX_OK if reporter.cold_since is None else CUT_OFF)


def fate(request: Any) -> str:
    """What becomes of a task that is cut off: Celery acknowledges it before it begins, unless it is `acks_late`."""
    if getattr(request.task, "acks_late", False):
        return "goes back to the broker"
    return "lost, acknowledged before it began"


def leave(reporter: Reporter, seconds: float, status: int) -> None:
    """Returns what is not acknowledged to the broker and ends the process with the status. RabbitMQ takes messages back
    by itself when the connection ends; for Redis, kombu has to do it, and on a thread: a broker that is away must not
    hold up the stop."""
    closer = threading.Thread(target=return_quietly, args=(reporter,), daemon=True)
    closer.start()
    closer.join(seconds)
    os._exit(status)


def return_quietly(reporter: Reporter) -> None:
    try:
        for request in running():
            if not request.task.acks_late:
                # Acknowledged before it began, by the rules; the solo pool sends that only when the task has ended.
                request.message.ack()
        # Kept since the connection was made: a consumer that has stopped knows its channel no longer, and what kombu
        # registers to be done at exit is not done at os._exit().
        restore = getattr(reporter.qos, "restore_unacked_once", None)
        if restore is not None:
            restore()
    except Exception as error:
        say(f"cannot return messages to the broker: {one_line(error)}", "error")
