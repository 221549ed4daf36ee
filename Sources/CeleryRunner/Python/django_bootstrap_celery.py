"""What a Celery worker or beat tells of itself, and the end of a worker's stop.

celery-runner loads this module into a worker with `--include django_bootstrap_celery` and into beat with `--scheduler
django_bootstrap_celery:Scheduler`. It writes a small file of `key=value` lines (CELERY_RUNNER_STATE) that
`celery-runner health` reads without starting Python. All times are seconds of the monotonic clock, which the processes
of a machine share. Nothing here may disturb Celery: what fails is said once and left at that.
"""

from __future__ import annotations

import contextlib
import os
import queue
import re
import select
import signal
import threading
import time
from typing import Any

from celery import bootsteps, current_app, signals
from celery.worker import state as worker_state

STATE_FILE = os.environ.get("CELERY_RUNNER_STATE", "")
WRITE_SECONDS = float(os.environ.get("CELERY_RUNNER_STATE_INTERVAL") or 2)
PROBE_SECONDS = float(os.environ.get("CELERY_RUNNER_PROBE_INTERVAL") or 10)
# A stop that does not end although nothing runs: billiard's child waits 30 s for a parent that has stopped listening
# (billiard/pool.py, GUARANTEE_MESSAGE_CONSUMPTION_RETRY_LIMIT), and a consumer waits for a broker that is away.
IDLE_STOP_SECONDS = 3.0
COLD_STOP_SECONDS = 2.0  # prefork's own takes up to 1.6
CUT_OFF = 1  # the exit status after a cold shutdown that cut off tasks: EX_FAILURE, as Celery's handler means it
PROBE_TIMEOUT = 10.0  # a broker that is frozen, or behind a dead network, answers nothing at all


def say(text: str) -> None:
    """One line to stderr, past Python's buffers: signal handlers may interrupt a write of the logging module's."""
    with contextlib.suppress(OSError):
        os.write(2, f"celery-runner: {text}\n".encode(errors="replace"))


def one_line(error: BaseException) -> str:
    """The error without line ends and without the user and password of a URL."""
    text = re.sub(r"://[^@/\s]*@", "://", f"{type(error).__name__}: {error}")
    return " ".join(text.split())[:200]


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

    def start(self, app: Any) -> None:
        if not STATE_FILE:
            return
        self.write()
        threading.Thread(target=self._write_for_ever, name="health-writer", daemon=True).start()
        threading.Thread(target=Prober(self, app).run, name="broker-prober", daemon=True).start()

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
        temporary = f"{STATE_FILE}.{self.pid}.new"
        try:
            facts = {**self.facts, **self._tasks(), "written": time.monotonic()}
            with open(temporary, "w", encoding="utf-8") as file:
                file.writelines(f"{key}={text(value)}\n" for key, value in facts.items())
            os.replace(temporary, STATE_FILE)
            self.failed = False
        except Exception as error:  # a full disk must not stop a worker
            if not self.failed:
                say(f"cannot write {STATE_FILE}: {one_line(error)}")
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


def text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else " ".join(str(value).split())


def running() -> list[Any]:
    """The requests that are being worked on. The set changes under our feet: another thread's doing."""
    for _ in range(10):
        with contextlib.suppress(RuntimeError):
            return list(worker_state.active_requests)
    return []


class Prober:
    """Asks the broker, on a connection of its own, whether it is there and how many messages wait."""

    def __init__(self, reporter: Reporter, app: Any) -> None:
        self.reporter = reporter
        self.app = app
        self.connection: Any = None
        self.waiting_since: float | None = None
        self.deliveries: float | None = None

    def run(self) -> None:
        while True:
            self.reporter.tell(broker_probe=time.monotonic())
            try:
                waiting = self._ask()
                self._note(waiting)
                self.reporter.tell(broker_ok=time.monotonic(), broker_error=None, broker_probe=None, waiting=waiting)
            except Exception as error:
                self._close()
                self.waiting_since = None
                self.reporter.tell(
                    now=True, broker_error=one_line(error), broker_probe=None, waiting=-1, waiting_since=None
                )
            time.sleep(PROBE_SECONDS)

    def _ask(self) -> int:
        if self.connection is None:
            connection = self.app.connection_for_read(heartbeat=0, connect_timeout=PROBE_TIMEOUT)
            connection.transport_options = {**connection.transport_options, **timeouts(connection.transport.driver_name)}
            connection.connect()
            self.connection = connection
        if self.reporter.worker is None:
            self.connection.channel().close()
            return -1
        return sum(self._length(name) for name in list(self.app.amqp.queues.consume_from))

    def _length(self, queue: str) -> int:
        channel = self.connection.channel()  # one each: a broker closes the channel when there is no such queue
        try:
            return channel.queue_declare(queue, passive=True).message_count
        except self.connection.channel_errors:
            return 0
        finally:
            with contextlib.suppress(Exception):
                channel.close()

    def _note(self, waiting: int) -> None:
        """Since when messages wait although this worker has nothing to do: "alive but not consuming"."""
        facts = self.reporter.facts
        moved = facts.get("delivery") != self.deliveries
        self.deliveries = facts.get("delivery")
        idle = len(running()) == 0 and facts.get("phase") == "ready"
        if waiting <= 0 or moved or not idle:
            self.waiting_since = None
        elif self.waiting_since is None:
            self.waiting_since = time.monotonic()
        self.reporter.tell(waiting_since=self.waiting_since)

    def _close(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None:
            with contextlib.suppress(Exception):
                connection.release()


def timeouts(driver: str) -> dict[str, float]:
    """Bounds for one question, in the words of each transport that has any."""
    if driver == "redis":
        return {"socket_timeout": PROBE_TIMEOUT, "socket_connect_timeout": PROBE_TIMEOUT}
    if driver == "py-amqp":
        return {"read_timeout": PROBE_TIMEOUT, "write_timeout": PROBE_TIMEOUT}
    return {}


class Connected(bootsteps.StartStopStep):
    """Part of the worker's consumer: started at every connection to the broker, stopped when it is lost."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def start(self, consumer: Any) -> None:
        reporter.qos = getattr(consumer.task_consumer.channel, "qos", None)
        reporter.tell(now=True, connected=1, loop=time.monotonic())
        # In the consumer's own loop, so that a loop that is stuck shows.
        consumer.timer.call_repeatedly(WRITE_SECONDS, lambda: reporter.tell(loop=time.monotonic()))

    def stop(self, consumer: Any) -> None:
        reporter.tell(now=True, connected=0)
        with contextlib.suppress(Exception):
            return_pending_reply(consumer)

    terminate = stop


def return_pending_reply(consumer: Any) -> None:
    """Redis may have popped a message for a worker that has just stopped looking. kombu reads such a reply when it closes
    the channel, finds no channel left to give it back with, and drops it (kombu 5.7, Transport._reject_inbound_message):
    the task is lost. Read while the channel is there and its consumer is not, the message goes back to its queue."""
    consumer.task_consumer.cancel()
    for channel in list(getattr(consumer.connection.transport, "channels", None) or ()):
        sock = getattr(getattr(channel, "_in_poll", None), "_sock", None)
        # BRPOP ends after a second, with a message or without; a broker that is away ends nothing.
        if sock is not None and select.select([sock], [], [], 1.5)[0]:
            channel._brpop_read()


reporter: Reporter


@signals.worker_init.connect
def worker_begins(sender: Any, **_: Any) -> None:
    """Sent when the settings are known and the pool is not made yet."""
    global reporter
    if not sender.app.conf.worker_concurrency and not (sender.options or {}).get("concurrency") and not autoscales(sender):
        sender.concurrency = 1  # a container costs the same on any host
    reporter = Reporter("worker")
    reporter.worker = sender
    pool = getattr(sender.pool_cls, "__module__", "").rsplit(".", 1)[-1]
    reporter.tell(phase="starting", connected=0, pool=pool)
    sender.app.steps["consumer"].add(Connected)
    reporter.start(sender.app)
    threading.Thread(target=watch_stop, name="stop-watcher", daemon=True).start()


def autoscales(worker: Any) -> bool:
    return bool(getattr(worker, "autoscale", None) or (worker.options or {}).get("autoscale"))


@signals.worker_ready.connect
def worker_is_ready(**_: Any) -> None:
    reporter.tell(now=True, phase="ready")
    install_quit_handler()


@signals.worker_shutting_down.connect
def worker_stops(how: str = "", **_: Any) -> None:
    count = len(running())
    say(f"{how.lower()} shutdown of the worker: {count} task{'' if count == 1 else 's'} running")
    reporter.tell(now=True, phase="stopping")
    reporter.stopping.put(None)


@signals.task_received.connect
def task_comes(**_: Any) -> None:
    reporter.tell(now=len(running()) == 0, delivery=time.monotonic())


@signals.heartbeat_sent.connect
def heartbeat_goes(**_: Any) -> None:
    reporter.tell(heartbeat=time.monotonic())


def install_quit_handler() -> None:
    """SIGQUIT is the cold shutdown. Celery's own handler does it for prefork and threads; in the solo pool it fails
    inside the running task, which then counts as failed and is acknowledged: an acks_late task would be lost."""
    if threading.current_thread() is not threading.main_thread():
        return
    celery_handler = signal.getsignal(signal.SIGQUIT)

    def cold(number: int, frame: Any) -> None:
        tasks = running()
        names = ", ".join(f"{request.name}[{request.id}]: {fate(request)}" for request in tasks) or "none"
        say(f"cold shutdown of the worker: {len(tasks)} running ({names}); unacknowledged messages go back to the broker")
        if reporter.facts["pool"] == "solo":
            leave(2, CUT_OFF if tasks else os.EX_OK)
        reporter.cold_since = time.monotonic()
        if tasks:  # Celery itself would end with 0 (WorkController.start, WorkerTerminate)
            reporter.worker.exitcode = CUT_OFF
        if callable(celery_handler):
            celery_handler(number, frame)

    signal.signal(signal.SIGQUIT, cold)


def watch_stop() -> None:
    """Ends a stop that nothing is left to wait for, before SIGKILL does: that would return no message."""
    reporter.stopping.get()
    idle_since = time.monotonic()
    while True:
        time.sleep(0.2)
        now = time.monotonic()
        if running():
            idle_since = now
        if reporter.cold_since is not None and now - reporter.cold_since > COLD_STOP_SECONDS:
            say(f"Celery's cold shutdown has not ended after {COLD_STOP_SECONDS:g} s: ends the worker without it")
            leave(0.7, CUT_OFF)
        if now - idle_since > IDLE_STOP_SECONDS:
            say(f"Celery's shutdown has not ended, and no task has run for {IDLE_STOP_SECONDS:g} s: ends the worker")
            leave(2, os.EX_OK if reporter.cold_since is None else CUT_OFF)


def fate(request: Any) -> str:
    """What becomes of a task that is cut off: Celery acknowledges it before it begins, unless it is `acks_late`."""
    if getattr(request.task, "acks_late", False):
        return "goes back to the broker"
    return "lost, acknowledged before it began"


def leave(seconds: float, status: int) -> None:
    """Returns what is not acknowledged to the broker and ends the process with the status. RabbitMQ takes messages back by
    itself when the connection ends; for Redis, kombu has to do it, and on a thread: a broker that is away must not hold up
    the stop."""
    closer = threading.Thread(target=return_quietly, daemon=True)
    closer.start()
    closer.join(seconds)
    os._exit(status)


def return_quietly() -> None:
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
        say(f"cannot return messages to the broker: {one_line(error)}")


def __getattr__(name: str) -> Any:
    """`Scheduler`: the project's own scheduler, made to tell of its ticks."""
    if name != "Scheduler":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from celery.utils.imports import load_extension_class_names, symbol_by_name

    chosen = os.environ.get("CELERY_RUNNER_BEAT_SCHEDULER") or current_app.conf.beat_scheduler
    base = symbol_by_name(chosen, aliases=dict(load_extension_class_names("celery.beat_schedulers")))
    return reporting(base)


def reporting(base: Any) -> Any:
    class Scheduler(base):
        reporter: Reporter | None = None

        def tick(self, *arguments: Any, **options: Any) -> Any:
            if self.reporter is None:
                self.reporter = Reporter("beat")
                self.reporter.start(self.app)
            interval = super().tick(*arguments, **options)
            now = time.monotonic()
            self.reporter.tell(now=True, tick=now, next=now + float(interval or 0), max_interval=self.max_interval)
            return interval

    # The banner and the log name the project's scheduler (celery.utils.imports.qualname).
    Scheduler.__module__, Scheduler.__name__, Scheduler.__qualname__ = base.__module__, base.__name__, base.__qualname__
    return Scheduler
