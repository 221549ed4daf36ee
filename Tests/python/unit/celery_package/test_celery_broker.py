"""The broker's probe, with a broker that a test plays."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest

from django_bootstrap_celery import broker
from django_bootstrap_celery.broker import Prober, timeouts
from django_bootstrap_celery.reporter import Reporter


class End(BaseException):
    """Ends the probe's endless loop."""


class Connection:
    """A connection whose queues have these lengths; a queue of another name closes the channel."""

    channel_errors = (KeyError,)

    def __init__(self, lengths: dict[str, int]) -> None:
        self.lengths = lengths
        self.transport_options: dict[str, Any] = {"visibility_timeout": 5}
        self.transport = SimpleNamespace(driver_name="redis")
        self.connected = self.released = False
        self.closed = 0

    def connect(self) -> None:
        self.connected = True

    def release(self) -> None:
        self.released = True

    def channel(self) -> Any:
        return self

    def close(self) -> None:
        self.closed += 1

    def queue_declare(self, name: str, passive: bool) -> Any:
        assert passive, "a probe makes no queue"
        return SimpleNamespace(message_count=self.lengths[name])


def prober(connection: Connection, *queues: str, worker: Any = "worker") -> Prober:
    reporter = Reporter("worker")
    reporter.worker = worker
    app = SimpleNamespace(
        connection_for_read=lambda **_: connection, amqp=SimpleNamespace(queues=SimpleNamespace(consume_from=queues))
    )
    return Prober(reporter, app)


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    def end(seconds: float) -> None:
        raise End

    monkeypatch.setattr(broker.time, "sleep", end)


def test_the_messages_that_wait(once: None) -> None:
    connection = Connection({"celery": 3, "mail": 4})
    probe = prober(connection, "celery", "mail", "missing")
    with pytest.raises(End):
        probe.run()
    facts = probe.reporter.facts
    assert facts["waiting"] == 7 and facts["broker_error"] is None and facts["broker_probe"] is None
    assert facts["broker_ok"] <= time.monotonic() and connection.closed == 3
    assert connection.transport_options["socket_timeout"] == broker.PROBE_TIMEOUT
    assert connection.transport_options["visibility_timeout"] == 5, "the project's own options stay"


def test_beat_only_connects(once: None) -> None:
    connection = Connection({})
    probe = prober(connection, "celery", worker=None)
    with pytest.raises(End):
        probe.run()
    assert connection.connected and probe.reporter.facts["waiting"] == -1


def test_a_broker_that_is_away(once: None) -> None:
    connection = Connection({})
    connection.connect = lambda: (_ for _ in ()).throw(OSError("amqp://u:p@h refused"))  # type: ignore[method-assign]
    probe = prober(connection, "celery")
    with pytest.raises(End):
        probe.run()
    facts = probe.reporter.facts
    assert facts["broker_error"] == "OSError: amqp://h refused" and facts["waiting"] == -1
    assert probe.connection is None and not probe.reporter.wake.empty()


def test_messages_that_wait_for_an_idle_worker(requests: list[Any], request_of: Any) -> None:
    probe = prober(Connection({}))
    probe.reporter.tell(phase="ready")
    probe._note(2)
    since = probe.waiting_since
    assert since is not None
    probe._note(5)
    assert probe.waiting_since == since, "the time of the first look stays"
    probe.reporter.tell(delivery=1.0)
    probe._note(5)
    assert probe.waiting_since is None, "a task was delivered"
    probe._note(5)
    assert probe.waiting_since is not None
    requests.append(request_of("shop.note"))
    probe._note(5)
    assert probe.waiting_since is None, "a worker that works is not idle"


@pytest.mark.parametrize(("driver", "names"), [("redis", 2), ("py-amqp", 2), ("pyro", 0)])
def test_the_limits_of_a_question(driver: str, names: int) -> None:
    assert set(timeouts(driver).values()) <= {broker.PROBE_TIMEOUT} and len(timeouts(driver)) == names
