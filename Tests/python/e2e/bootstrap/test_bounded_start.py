"""No part of the start hangs without a line: the limits of the settings, and the place in the project's code."""

import socket
from pathlib import Path

import pytest
from testkit import unprivileged
from testkit.app import nothing_left
from testkit.site import APPLICATION, SITE, add_settings

READY = """
from django.apps import AppConfig
from django.db import connection


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self):
        connection.ensure_connection()
"""
POSTGRESQL = """
INSTALLED_APPS += ["shop.apps.ShopConfig"]
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "site", "USER": "site", "PASSWORD": "pg-word-78",
    "HOST": "127.0.0.1", "PORT": {port},
}}}}
"""
SWITCHES = {"migrations": {}, "collectstatic alone": {"SKIP_MIGRATIONS": "1", "RUN_COLLECTSTATIC": "1"}}


@pytest.mark.parametrize("switches", SWITCHES.values(), ids=SWITCHES.keys())
def test_a_silent_database_that_the_start_up_code_asks(site, run, switches):
    site.write("app/shop/__init__.py")
    site.write("app/shop/apps.py", READY)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        add_settings(site, POSTGRESQL.format(port=silent.getsockname()[1]))
        ended = run(site, APPLICATION, DATABASE_WAIT_TIMEOUT="1", **switches, **SITE)
    assert ended.status == 69, ended.output()
    assert "cannot finish django.setup(): a database query" in ended.stderr.text()
    assert "(in shop/apps.py:10)" in ended.stderr.text() and "pg-word-78" not in ended.output()
    nothing_left(site.root)


def test_an_import_that_never_ends(site, run):
    site.write("app/site1/wsgi.py", "import threading\nthreading.Event().wait()\n")
    ended = run(site, APPLICATION, START_TIMEOUT="3", **SITE)
    assert ended.status == 69, ended.output()
    assert "cannot finish the import of the application: not done after 3 s (in site1/wsgi.py:2)" in ended.stderr.text()


def test_static_files_that_an_ordinary_user_cannot_collect(site, binary, start):
    """`--user` with an image whose /app is root's."""
    unprivileged.open_to_all(site)
    for folder in (site.run, site.app / "data"):
        unprivileged.give(folder)
    (site.app / "static").mkdir(mode=0o555)
    command = [*unprivileged.as_nobody(), binary("app-runner")]
    environment = SITE | unprivileged.tools(site.root / "bin") | {"SKIP_MIGRATIONS": "1", "RUN_COLLECTSTATIC": "1"}
    program = start(site, Path(command[0]), *command[1:], APPLICATION, **environment)
    assert program.wait() == 78, program.output()
    lines = [line for line in program.stderr.text().splitlines() if "STATIC_ROOT" in line]
    assert len(lines) == 1 and f"folder {site.app}/static belongs to " in lines[0] and "the process runs as " in lines[0]
    assert "Traceback" not in program.output()
