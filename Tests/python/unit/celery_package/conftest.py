"""Celery's package, imported as it lies in the source tree; no broker is needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from testkit.tree import ROOT

sys.dont_write_bytecode = True  # a folder of caches has no place beside embedded files
sys.path.insert(0, str(ROOT / "Sources/CeleryRunner/Python"))


@pytest.fixture
def state_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from django_bootstrap_celery import state

    monkeypatch.setattr(state, "STATE_FILE", str(tmp_path / "worker.state"))
    return tmp_path / "worker.state"


@pytest.fixture
def requests() -> Iterator[list[Any]]:
    """Requests that Celery's worker holds for running; a test appends to the list before it asks."""
    from celery.worker import state as worker_state

    before = worker_state.active_requests
    running: list[Any] = []
    worker_state.active_requests = running
    yield running
    worker_state.active_requests = before


@pytest.fixture
def request_of() -> Any:
    def make(name: str, number: int = 1, late: bool = False) -> Any:
        acknowledged: list[str] = []
        message = SimpleNamespace(ack=lambda: acknowledged.append(name))
        task = SimpleNamespace(acks_late=late)
        return SimpleNamespace(id=f"id-{number}", name=name, task=task, message=message, acknowledged=acknowledged)

    return make
