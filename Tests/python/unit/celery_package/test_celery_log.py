"""The package's lines, and errors without passwords."""

from __future__ import annotations

import json

import pytest

from django_bootstrap_celery import log


def test_text(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "IS_JSON", False)
    log.say("warm shutdown of the worker: 1 task running")
    log.say("cannot write x", "error")
    assert capfd.readouterr().err == (
        "celery-runner: warm shutdown of the worker: 1 task running\ncelery-runner: cannot write x\n"
    )


def test_json(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "IS_JSON", True)
    log.say('a "text"\nof two lines', "warning")
    (line,) = capfd.readouterr().err.splitlines()
    members = json.loads(line)
    assert list(members) == ["time", "level", "program", "message"]
    assert members["time"].endswith("Z") and len(members["time"]) == len("2026-01-31T23:59:59.123Z")
    assert (members["level"], members["program"]) == ("warning", "celery-runner")
    assert members["message"] == 'a "text"\nof two lines'


def test_an_error_has_no_password_and_one_line() -> None:
    error = OSError("cannot reach\n amqp://user:pa55@broker:5672//")
    assert log.one_line(error) == "OSError: cannot reach amqp://broker:5672//"
    assert len(log.one_line(OSError("x" * 999))) == 200
