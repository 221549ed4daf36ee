"""A clean project: every check passes, nothing is left behind, and nothing is printed but records."""

from __future__ import annotations

from .conftest import Checked


def test_nothing_is_found(check: Checked) -> None:
    report = check()
    assert report.findings == [], report.ended.stderr
    assert set(report.passed) == set(report.planned)
    assert report.facts["application"] == "mysite.wsgi:application"


def test_nothing_is_left_behind(check: Checked) -> None:
    before = check.files
    check.settings("LOGGING = {'version': 1, 'handlers': {'file': {'class': 'logging.FileHandler', 'filename': 'app.log'}}}")
    report = check()
    assert report.findings == []
    assert check.files == before, "no database, no log file, no byte code"


def test_what_the_project_prints_is_no_record(check: Checked) -> None:
    check.settings("print('finding\\tx')\nimport os\nos.write(1, b'from below\\n')")
    report = check()
    assert report.findings == []
    assert "finding\tx" in report.ended.stderr and "from below" in report.ended.stderr
