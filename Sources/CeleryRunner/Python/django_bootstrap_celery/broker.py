"""The broker: whether it answers, how many messages wait, and whether the worker is connected to it."""

from __future__ import annotations

import contextlib
import os
import select
import time
from typing import Any

from celery import bootsteps

from .log import one_line
from .reporter import WRITE_SECONDS, Reporter
from .state import running

PROBE_SECONDS = float(os.environ.get("CELERY_RUNNER_PROBE_INTERVAL") or 10)
PROBE_TIMEOUT = 10.0  # a broker that is frozen, or behind a dead network, answers nothing at all


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
            connection.transport_options = {
                **connection.transport_options,
                **timeouts(connection.transport.driver_name),
            }
            connection.connect()
            self.connection = connection
        if self.reporter.worker is None:
            self.connection.channel().close()
            return -1
        return sum(self._length(name) for name in list(self.app.amqp.queues.consume_from))

    def _length(self, name: str) -> int:
        channel = self.connection.channel()  # one each: a broker closes the channel when there is no such queue
        try:
            return int(channel.queue_declare(name, passive=True).message_count)
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
    """The options that bound one question, for the transports that have any."""
    if driver == "redis":
        return {"socket_timeout": PROBE_TIMEOUT, "socket_connect_timeout": PROBE_TIMEOUT}
    if driver == "py-amqp":
        return {"read_timeout": PROBE_TIMEOUT, "write_timeout": PROBE_TIMEOUT}
    return {}


def connected(reporter: Reporter) -> type:
    """A part of the worker's consumer: started at every connection to the broker, stopped when it is lost."""

    class Connected(bootsteps.StartStopStep):  # type: ignore[misc]
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

    return Connected


def return_pending_reply(consumer: Any) -> None:
    """Redis may have popped a message for a worker that has just stopped looking. kombu reads such a reply when it
    closes the channel, finds no channel left to give it back with, and drops it (kombu 5.7,
    Transport._reject_inbound_message): the task is lost. Read while the channel is there and its consumer is not, the
    message goes back to its queue."""
    consumer.task_consumer.cancel()
    for channel in list(getattr(consumer.connection.transport, "channels", None) or ()):
        sock = getattr(getattr(channel, "_in_poll", None), "_sock", None)
        # BRPOP ends after a second, with a message or without; a broker that is away ends nothing.
        if sock is not None and select.select([sock], [], [], 1.5)[0]:
            channel._brpop_read()
