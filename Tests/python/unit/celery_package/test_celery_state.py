"""The state file: what is in it, how it is written, and a disk that is full."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from django_bootstrap_celery import reporter as module
from django_bootstrap_celery import state
from django_bootstrap_celery.reporter import Reporter


def read(path: Path) -> dict[str, str]:
    return dict(line.partition("=")[::2] for line in path.read_text().splitlines())


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (1.23456, "1.235"), (2, "2"), ("two\nlines  here", "two lines here")]
)
def test_values(value: Any, text: str) -> None:
    assert state.text(value) == text


def test_the_first_file(state_file: Path) -> None:
    Reporter("beat").write()
    found = read(state_file)
    assert (found["version"], found["kind"], found["pid"]) == ("1", "beat", str(os.getpid()))
    assert float(found["written"]) > 0 and "active" not in found
    assert [path.name for path in state_file.parent.iterdir()] == ["worker.state"], "no temporary file is left"


def test_a_workers_tasks(state_file: Path, requests: list[Any], request_of: Any) -> None:
    reporter = Reporter("worker")
    reporter.worker = SimpleNamespace(concurrency=4)
    requests += [request_of("shop.note", 1), request_of("shop.mail", 2), request_of("shop.note", 3)]
    reporter.write()
    found = read(state_file)
    assert (found["active"], found["tasks"], found["concurrency"]) == ("3", "shop.mail,shop.note", "4")
    oldest = float(found["oldest"])
    requests.pop(0)
    reporter.write()
    assert float(read(state_file)["oldest"]) == pytest.approx(oldest, abs=0.001), "a task keeps its time"
    requests.clear()
    reporter.write()
    assert read(state_file)["oldest"] == ""


def test_new_facts_wake_the_writer(state_file: Path) -> None:
    reporter = Reporter("worker")
    reporter.tell(loop=1.0)
    assert reporter.wake.empty()
    reporter.tell(now=True, phase="ready")
    assert not reporter.wake.empty() and reporter.facts["phase"] == "ready"


def test_a_child_of_the_pool_writes_nothing(state_file: Path) -> None:
    reporter = Reporter("worker")
    reporter.pid += 1
    reporter.write()
    assert not state_file.exists()


def test_a_failure_is_said_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    said: list[str] = []
    monkeypatch.setattr(module, "say", lambda text, level="info": said.append(text))
    monkeypatch.setattr(state, "STATE_FILE", str(tmp_path / "none/worker.state"))
    reporter = Reporter("worker")
    reporter.write()
    reporter.write()
    assert len(said) == 1 and said[0].startswith("cannot write ") and "FileNotFoundError" in said[0]
    (tmp_path / "none").mkdir()
    reporter.write()
    os.rename(tmp_path / "none", tmp_path / "other")
    reporter.write()
    assert len(said) == 2, "said again after it worked"


def test_without_a_state_file_nothing_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "STATE_FILE", "")
    Reporter("worker").start(lambda: pytest.fail("asks the broker"))
