"""The worker's concurrency and pool, and the scheduler of beat."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from celery import Celery
from celery.beat import PersistentScheduler

import django_bootstrap_celery
from django_bootstrap_celery import scheduler, state, worker


@pytest.fixture
def begin(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`worker_init` of a worker with these options."""
    monkeypatch.setattr(state, "STATE_FILE", "")
    monkeypatch.setattr(worker.threading.Thread, "start", lambda thread: None)

    def start(configured: int | None = None, **options: Any) -> Any:
        app = SimpleNamespace(conf=SimpleNamespace(worker_concurrency=configured), steps={"consumer": set()})
        sender = SimpleNamespace(app=app, options=options, concurrency="default", pool_cls=Pool, autoscale=None)
        worker.worker_begins(sender)
        return sender

    return start


class Pool:
    __module__ = "celery.concurrency.prefork"


def test_one_process_where_nothing_is_chosen(begin: Any) -> None:
    assert begin().concurrency == 1
    assert (worker.reporter.facts["pool"], worker.reporter.facts["phase"]) == ("prefork", "starting")


@pytest.mark.parametrize("chosen", [{"configured": 3}, {"concurrency": 3}, {"autoscale": "3,1"}])
def test_a_choice_stays(begin: Any, chosen: dict[str, Any]) -> None:
    assert begin(**chosen).concurrency == "default"


def test_the_consumer_reports_its_connection(begin: Any) -> None:
    (step,) = begin().app.steps["consumer"]
    calls: list[Any] = []
    consumer = SimpleNamespace(
        task_consumer=SimpleNamespace(channel=SimpleNamespace(qos="qos"), cancel=lambda: None),
        timer=SimpleNamespace(call_repeatedly=lambda seconds, call: calls.append(call)),
        connection=SimpleNamespace(transport=SimpleNamespace(channels=None)),
    )
    part = step(consumer)
    part.start(consumer)
    assert worker.reporter.facts["connected"] == 1 and worker.reporter.qos == "qos"
    worker.reporter.facts["loop"] = None
    calls[0]()
    assert worker.reporter.facts["loop"] > 0
    part.stop(consumer)
    assert worker.reporter.facts["connected"] == 0


def test_the_scheduler_is_the_projects(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CELERY_RUNNER_BEAT_SCHEDULER", raising=False)
    made = django_bootstrap_celery.Scheduler
    assert issubclass(made, PersistentScheduler) and made.__qualname__ == PersistentScheduler.__qualname__
    with pytest.raises(AttributeError):
        django_bootstrap_celery.Other  # noqa: B018


def test_each_tick_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "STATE_FILE", "")

    class Own:
        app, max_interval = Celery("x"), 5

        def tick(self) -> int:
            return 3

    beat = scheduler.reporting(Own)()
    assert beat.tick() == 3
    facts = beat.reporter.facts
    assert facts["kind"] == "beat" and facts["max_interval"] == 5
    assert facts["next"] == pytest.approx(facts["tick"] + 3)
