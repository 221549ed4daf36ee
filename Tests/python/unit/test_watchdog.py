"""Every part of the start has a progress line and, before the database has answered, a limit."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from testkit.bootstrap import Project

READY = """
from django.apps import AppConfig
class ShopConfig(AppConfig):
    name = "shop"
    def ready(self):
        {code}
"""
QUERY = """from django.db import connection
        connection.ensure_connection()
"""


def add_ready(project: Project, code: str) -> None:
    """An app whose ready() runs the code: as line 6 of shop/apps.py and on."""
    project.write("shop/__init__.py", "")
    project.write("shop/apps.py", READY.format(code=code))
    project.apps.append("shop.apps.ShopConfig")
    project.configure()


@pytest.fixture
def silent(project: Project) -> Iterator[int]:
    """The project's database: a port that accepts and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        project.use_postgresql(port, "never-shown")
        yield port


@pytest.mark.parametrize("flags", [("--wait", "1", "--migrate"), ("--database-timeout", "1", "--collectstatic")])
def test_a_silent_database_that_ready_asks(project: Project, silent: int, flags: tuple[str, ...]) -> None:
    add_ready(project, QUERY)
    result = project.bootstrap(*flags)
    assert result.returncode == 69
    (line,) = result.stderr.splitlines()
    assert line.startswith("bootstrap: cannot finish django.setup(): a database query of the start-up code")
    assert "(in shop/apps.py:7)" in line and "DATABASE_WAIT_TIMEOUT" in line
    assert "never-shown" not in result.stderr
    assert not list(project.temporary.glob("bootstrap-*")), "its folder for metrics is left behind"


def test_a_silent_database_that_the_settings_ask(project: Project, silent: int) -> None:
    project.configure("import psycopg\npsycopg.connect(host='127.0.0.1', port=DATABASES['default']['PORT'])\n")
    result = project.bootstrap("--wait", "1", "--migrate")
    assert result.returncode == 69
    assert "cannot finish the import of the settings mysite.settings: " in result.stderr
    assert "(in mysite/settings.py:" in result.stderr


def test_what_takes_long_without_a_database_is_not_ended_by_its_limit(project: Project) -> None:
    add_ready(project, "import time; time.sleep(6)")
    result = project.bootstrap("--wait", "0", "--migrate", "--start-timeout", "0")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("module", "flags", "part", "place"),
    [
        ("mysite/settings.py", ("--wait", "9", "--migrate"), "the import of the settings mysite.settings", "mysite/settings.py"),
        ("mysite/wsgi.py", ("--check-gunicorn", "--", "mysite.wsgi"), "the import of the application", "mysite/wsgi.py"),
        ("mysite/celery.py", ("--check-celery",), "the import of CELERY_APP mysite", "mysite/celery.py"),
    ],
)
def test_the_limit_of_a_part(project: Project, module: str, flags: tuple[str, ...], part: str, place: str) -> None:
    path = project.directory / module
    before = path.read_text() if path.exists() else ""
    project.write(module, before + "\nimport threading\nthreading.Event().wait()\n")
    result = project.bootstrap("--start-timeout", "2", *flags, CELERY_APP="mysite")
    assert result.returncode == 69
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"bootstrap: cannot finish {part}: not done after 2 s (in {place}:")
    assert line.endswith("or set START_TIMEOUT (seconds, 0 for no limit)")


def test_a_long_migration_has_progress_lines_and_no_limit(project: Project) -> None:
    body = """    operations = [migrations.RunPython(lambda *_: wait())]
def wait():
    import pathlib, time
    while not pathlib.Path("go").exists():
        time.sleep(0.05)
"""
    project.add_app("shop", **{"m0001_slow": body})
    helper = project.start_bootstrap("--start-timeout", "1", "--wait", "1", "--migrate")
    helper.wait_for("migrate has been running for 10 s (in shop/migrations/m0001_slow.py:")
    project.write("go", "")
    assert helper.wait() == 0


def test_the_watchdog_survives_a_project_that_replaces_sleep(project: Project) -> None:
    """gevent's monkey patch replaces functions of `time` and `threading`."""
    code = "import threading, time; time.sleep = time.monotonic = None; threading.Event().wait()"
    add_ready(project, code)
    helper = project.start_bootstrap("--start-timeout", "1", "--wait", "9")
    helper.wait_for("cannot finish django.setup()")
    assert helper.wait() == 69
