"""The end of a worker's stop: what is said, what is acknowledged, and with which status it ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from django_bootstrap_celery import shutdown, worker
from django_bootstrap_celery.reporter import Reporter


class Left(BaseException):
    """The process would have ended with this status."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    for module in (shutdown, worker):
        monkeypatch.setattr(module, "say", lambda text, level="info": lines.append(text))
    return lines


@pytest.fixture
def quit_handler() -> Iterator[None]:
    before = signal.getsignal(signal.SIGQUIT)
    yield
    signal.signal(signal.SIGQUIT, before)


@pytest.fixture
def leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(reporter: Reporter, seconds: float, status: int) -> None:
        raise Left(status)

    monkeypatch.setattr(shutdown, "leave", leave)


def test_what_becomes_of_a_task(request_of: Any) -> None:
    assert shutdown.fate(request_of("a", late=True)) == "goes back to the broker"
    assert shutdown.fate(request_of("a")) == "lost, acknowledged before it began"


@pytest.mark.parametrize("running", [0, 1])
def test_sigquit_in_the_solo_pool(
    said: list[str], leaves: None, quit_handler: None, requests: list[Any], request_of: Any, running: int
) -> None:
    reporter = Reporter("worker")
    reporter.tell(pool="solo")
    requests += [request_of("shop.note")] * running
    shutdown.install_quit_handler(reporter)
    with pytest.raises(Left) as left:
        os.kill(os.getpid(), signal.SIGQUIT)
    assert left.value.args == (running,)
    assert said[0].startswith(f"cold shutdown of the worker: {running} running")


def test_sigquit_in_another_pool_is_celerys(
    said: list[str], quit_handler: None, requests: list[Any], request_of: Any
) -> None:
    called: list[int] = []
    signal.signal(signal.SIGQUIT, lambda number, frame: called.append(number))
    reporter = Reporter("worker")
    reporter.tell(pool="prefork")
    reporter.worker = SimpleNamespace(exitcode=None)
    requests.append(request_of("shop.note", late=True))
    shutdown.install_quit_handler(reporter)
    os.kill(os.getpid(), signal.SIGQUIT)
    assert called == [signal.SIGQUIT]
    assert reporter.cold_since is not None and reporter.worker.exitcode == shutdown.CUT_OFF
    assert "shop.note[id-1]: goes back to the broker" in said[0]


def test_a_stop_that_nothing_is_left_to_wait_for(
    said: list[str], leaves: None, requests: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutdown, "IDLE_STOP_SECONDS", 0.1)
    reporter = Reporter("worker")
    reporter.stopping.put(None)
    with pytest.raises(Left) as left:
        shutdown.watch_stop(reporter)
    assert left.value.args == (os.EX_OK,) and "no task has run for 0.1 s" in said[0]


def test_a_cold_stop_that_does_not_end(
    said: list[str], leaves: None, requests: list[Any], request_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutdown, "COLD_STOP_SECONDS", 0.1)
    reporter = Reporter("worker")
    reporter.cold_since = 0.0
    requests.append(request_of("shop.note"))
    reporter.stopping.put(None)
    with pytest.raises(Left) as left:
        shutdown.watch_stop(reporter)
    assert left.value.args == (shutdown.CUT_OFF,) and "cold shutdown has not ended" in said[0]


def test_messages_go_back(requests: list[Any], request_of: Any) -> None:
    early, late = request_of("early"), request_of("late", 2, late=True)
    requests += [early, late]
    restored: list[bool] = []
    reporter = Reporter("worker")
    reporter.qos = SimpleNamespace(restore_unacked_once=lambda: restored.append(True))
    shutdown.return_quietly(reporter)
    assert early.acknowledged == ["early"] and late.acknowledged == [] and restored == [True]


def test_a_broker_that_takes_nothing_back(said: list[str], requests: list[Any]) -> None:
    reporter = Reporter("worker")
    reporter.qos = SimpleNamespace(restore_unacked_once=lambda: 1 / 0)
    shutdown.return_quietly(reporter)
    assert said == ["cannot return messages to the broker: ZeroDivisionError: division by zero"]


def test_the_signal_of_a_stop(said: list[str], requests: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "reporter", Reporter("worker"), raising=False)
    worker.worker_stops(how="Warm")
    assert said == ["warm shutdown of the worker: 0 tasks running"]
    assert worker.reporter.facts["phase"] == "stopping" and not worker.reporter.stopping.empty()
