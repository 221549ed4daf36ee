"""Databases: silence is a note, a refusal a warning; migrations where one answers."""

from __future__ import annotations

import socket

from testkit.bootstrap import Project
from testkit.databases import PostgreSQL

from .conftest import Checked


def test_a_database_that_is_not_there(check: Checked) -> None:
    check.project.use_postgresql(1, "a-secret-password")
    check.settings("")
    report = check()
    found = report.one("database")
    assert (found["level"], found["place"]) == ("note", check.line("DATABASES"))
    assert "127.0.0.1:1" in found["title"] and "a-secret" not in report.ended.stdout


def test_a_silent_one(check: Checked) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        check.project.use_postgresql(server.getsockname()[1], "a-secret-password")
        check.settings("")
        assert check().one("database")["level"] == "note"


def test_migrations(check: Checked, project: Project) -> None:
    assert project.bootstrap("--wait", "1", "--migrate").returncode == 0
    assert not check().of("database")
    project.add_app("shop", **{"m0001_initial": "    operations = []\n"})
    check.settings("")
    assert "1 migrations are pending" in check().one("database")["title"]
    assert check(facts={"migrates": False}).one("database")["level"] == "warning"


def test_a_server_that_refuses(check: Checked, postgresql: PostgreSQL) -> None:
    check.project.use_postgresql(postgresql.port, "a-secret-password")
    check.settings("DATABASES['default'] |= {'NAME': 'no_such_database', 'USER': 'postgres'}")
    report = check()
    assert report.one("database")["level"] == "warning" and "a-secret" not in report.ended.stdout
