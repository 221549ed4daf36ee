"""The helper's lines: text as ever, and JSON objects with BOOTSTRAP_LOG_FORMAT=json."""

from __future__ import annotations

import json
import re

import pytest
from testkit.bootstrap import GUNICORN_CONFIG, Project

from django_bootstrap import gunicorn_launcher, report

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def objects(text: str) -> list[dict[str, str]]:
    """Every line is an object with the members of app-runner's own, in their order."""
    found = [json.loads(line) for line in text.splitlines()]
    for members in found:
        assert list(members) == ["time", "level", "program", "message"]
        assert STAMP.fullmatch(members["time"])
    return found


def test_text(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "IS_JSON", False)
    report.say("database default answers")
    report.warn("no migration lock")
    report.fail("cannot migrate: x")
    report.trace("Traceback\n  x\n")
    lines = "bootstrap: database default answers\nbootstrap: warning: no migration lock\nbootstrap: cannot migrate: x\n"
    assert capsys.readouterr().err == lines + "Traceback\n  x\n"


def test_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "IS_JSON", True)
    report.say('a "quoted" text: ü')
    report.warn("no migration lock")
    report.fail("one\ntwo")
    report.trace("Traceback\n  x\n")
    found = [(members["level"], members["message"]) for members in objects(capsys.readouterr().err)]
    assert found == [
        ("info", 'a "quoted" text: ü'),
        ("warning", "no migration lock"),
        ("error", "one\ntwo"),
        ("error", "Traceback\n  x"),
    ]


def test_a_start(project: Project) -> None:
    """Warnings and what a migration says of itself; Django's own output is on stdout."""
    result = project.bootstrap("--wait", "0", "--migrate", "--superuser", BOOTSTRAP_LOG_FORMAT="JSON", SUPERUSER_PASSWORD="x")
    assert result.returncode == 0
    (made,) = objects(result.stderr)
    assert (made["level"], made["program"], made["message"]) == ("info", "bootstrap", 'superuser "admin" created')


@pytest.mark.parametrize("level", ["info", "debug"])
def test_a_failure_with_its_traceback(project: Project, level: str) -> None:
    project.configure("import no_such_thing")
    result = project.bootstrap("--migrate", BOOTSTRAP_LOG_FORMAT="json", BOOTSTRAP_LOG_LEVEL=level)
    assert result.returncode == 78
    found = objects(result.stderr)
    assert [members["level"] for members in found] == ["error"] * (2 if level == "debug" else 1)
    assert found[-1]["message"].startswith("cannot load the settings mysite.settings: ModuleNotFoundError")


def test_the_watchdog(project: Project) -> None:
    project.configure("import threading\nthreading.Event().wait()\n")
    result = project.bootstrap("--migrate", "--start-timeout", "1", BOOTSTRAP_LOG_FORMAT="json")
    (found,) = objects(result.stderr)
    assert result.returncode == 69 and found["level"] == "error" and found["message"].startswith("cannot finish the import")


def test_the_projects_change_of_the_variable_changes_nothing(project: Project) -> None:
    project.configure("import os\nos.environ['BOOTSTRAP_LOG_FORMAT'] = 'text'\nimport no_such_thing\n")
    assert objects(project.bootstrap("--migrate", BOOTSTRAP_LOG_FORMAT="json").stderr)


def test_gunicorns_launcher(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BOOTSTRAP_LOG_FORMAT", raising=False)
    assert gunicorn_launcher.line("cannot start Gunicorn: x") == "gunicorn: cannot start Gunicorn: x"
    monkeypatch.setenv("BOOTSTRAP_LOG_FORMAT", "json")
    (found,) = objects(gunicorn_launcher.line("cannot start Gunicorn: x"))
    assert (found["level"], found["program"], found["message"]) == ("error", "gunicorn", "cannot start Gunicorn: x")


def test_gunicorns_configuration_stands_alone() -> None:
    assert "import django_bootstrap" not in GUNICORN_CONFIG.read_text()
