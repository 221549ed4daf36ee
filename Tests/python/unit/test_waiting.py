"""--wait: until the database answers, with the reason and without the password."""

from __future__ import annotations

import socket
import time

import pytest
from testkit.bootstrap import Project
from testkit.databases import PASSWORD, PostgreSQL
from testkit.ports import free_port


def refused(project: Project) -> int:
    port = free_port()
    project.use_postgresql(port, PASSWORD)
    return port


def test_zero_seconds_try_once(project: Project) -> None:
    port = refused(project)
    result = project.bootstrap("--wait", "0")
    assert result.returncode == 69
    assert result.stderr.startswith(f"bootstrap: cannot reach database default at 127.0.0.1:{port}: ")
    assert "Connection refused" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_time_runs_out(project: Project) -> None:
    port = refused(project)
    start = time.monotonic()
    result = project.bootstrap("--wait", "1")
    assert result.returncode == 69
    assert time.monotonic() - start >= 1
    first, last = result.stderr.splitlines()
    assert first.startswith(f"bootstrap: waiting for database default at 127.0.0.1:{port}: ")
    assert first.endswith("(0 s of 1 s)")
    assert "cannot reach database default" in last
    assert PASSWORD not in result.stderr


def test_the_database_comes_later(project: Project, postgresql: PostgreSQL) -> None:
    project.database = postgresql.settings("comes_later")
    project.configure()
    helper = project.start_bootstrap("--wait", "30", "--migrate")
    helper.wait_for('database "comes_later" does not exist')
    postgresql.create_database("comes_later")
    assert helper.wait() == 0
    assert "database default answers" in helper.output
    assert PASSWORD not in helper.output


def test_a_wrong_password_is_said_but_not_shown(project: Project, postgresql: PostgreSQL) -> None:
    project.database = {**postgresql.settings(), "PASSWORD": "not-the-right-one"}
    project.configure()
    result = project.bootstrap("--wait", "0")
    assert result.returncode == 69
    assert "password authentication failed" in result.stderr
    assert "not-the-right-one" not in result.stderr


def test_a_driver_that_repeats_the_password(project: Project) -> None:
    refused(project)
    project.write("talkative/__init__.py", "")
    project.write(
        "talkative/base.py",
        "from django.db.backends.postgresql.base import DatabaseWrapper as Wrapper, Database\n"
        "class DatabaseWrapper(Wrapper):\n"
        "    def get_new_connection(self, parameters):\n"
        "        raise Database.OperationalError(f'cannot use {parameters}')\n",
    )
    project.database["ENGINE"] = "talkative"
    project.configure()
    result = project.bootstrap("--wait", "0")
    assert result.returncode == 69
    assert "'password': '…'" in result.stderr
    assert PASSWORD not in result.stderr


def test_a_silent_database(project: Project) -> None:
    """It accepts connections, by the kernel, and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        refused(project)
        project.database["PORT"] = server.getsockname()[1]
        project.configure()
        result = project.bootstrap("--wait", "1")
    assert result.returncode == 69
    assert "no answer in 1 s" in result.stderr


@pytest.mark.parametrize("wait", ["0", "600"])
def test_no_server_will_bring_an_sqlite_file(project: Project, wait: str) -> None:
    project.database["NAME"] = "/no/such/directory/db.sqlite3"
    project.configure()
    result = project.bootstrap("--wait", wait)
    assert result.returncode == 69
    assert result.stderr == (
        "bootstrap: cannot use database default at /no/such/directory/db.sqlite3: "
        "unable to open database file\n"
    )


def test_options_that_no_driver_knows_are_not_waited_for(project: Project, postgresql: PostgreSQL) -> None:
    project.database = {**postgresql.settings(), "OPTIONS": {"no_such_option": 1}}
    project.configure()
    result = project.bootstrap("--wait", "600")
    assert result.returncode == 78
    assert "no_such_option" in result.stderr


def test_a_driver_that_is_missing(project: Project) -> None:
    project.configure("DATABASES['default']['ENGINE'] = 'django.db.backends.mysql'")
    result = project.bootstrap("--wait", "600")
    assert result.returncode == 78
    assert "ImproperlyConfigured: Error loading MySQLdb module." in result.stderr


def test_a_project_without_a_database(project: Project) -> None:
    project.configure("DATABASES = {}\nINSTALLED_APPS = []")
    result = project.bootstrap("--wait", "600")
    assert (result.returncode, result.stderr) == (0, "")


def test_start_up_code_that_needs_the_database(project: Project, postgresql: PostgreSQL) -> None:
    """Django advises against it, and it is done: then the wait comes first, in a fresh process."""
    project.database = postgresql.settings("needed_early")
    project.write("early/__init__.py", "")
    project.write(
        "early/apps.py",
        "from django.apps import AppConfig\nclass Early(AppConfig):\n    name = 'early'\n"
        "    def ready(self):\n"
        "        from django.db import connection\n        connection.cursor().execute('SELECT 1')\n",
    )
    project.apps.append("early")
    project.configure()
    helper = project.start_bootstrap(
        *("--check-gunicorn", "--wait", "30", "--migrate", "--superuser", "--", "mysite.wsgi:application"),
        SUPERUSER_PASSWORD="a",
    )
    helper.wait_for("the project's start-up code needs the database, so that comes first")
    helper.wait_for("waiting for database default")
    postgresql.create_database("needed_early")
    assert helper.wait() == 0, helper.output
    assert 'superuser "admin" created' in helper.output


def test_it_tries_until_the_time_is_over(project: Project) -> None:
    """The next attempt would begin after 3.1 s: the last one begins when the 3 s are over."""
    refused(project)
    start = time.monotonic()
    result = project.bootstrap("--wait", "3")
    assert result.returncode == 69
    assert time.monotonic() - start > 3
    assert "(after 3 s)" in result.stderr
