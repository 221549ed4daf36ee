"""A start that cannot work: its own error, its status, no Gunicorn; and the database untouched if it could be known."""

import socket
import time

import pytest
from testkit.app import nothing_left
from testkit.ports import free_port
from testkit.site import APPLICATION, SITE, add_settings, add_static_file

BAD_MIGRATION = """
from django.db import migrations


def explode(apps, schema_editor):
    raise ValueError("the data is not as it should be")


class Migration(migrations.Migration):
    dependencies = []
    operations = [migrations.RunPython(explode)]
"""


def test_a_failing_migration(site, run):
    site.write("app/broken/__init__.py")
    site.write("app/broken/migrations/__init__.py")
    site.write("app/broken/migrations/0001_initial.py", BAD_MIGRATION)
    add_settings(site, 'INSTALLED_APPS += ["broken"]\n')
    ended = run(site, APPLICATION, SUPERUSER_PASSWORD="never", **SITE)
    assert ended.status == 1
    assert "the data is not as it should be" in ended.stderr.text()
    assert "superuser" not in ended.stderr.text(), "the next step ran"
    assert "gunicorn" not in ended.output().lower().replace("--check-gunicorn", "")
    nothing_left(site.root)


def test_a_failing_collectstatic(site, run):
    add_static_file(site)
    # STATIC_ROOT is unset, and the folders that would take its place have the project's sources.
    for name in ("static", "staticfiles"):
        site.write(f"app/{name}/a.css", "")
    add_settings(site, "STATIC_ROOT = None\nSTATICFILES_DIRS = [BASE_DIR / 'static', BASE_DIR / 'staticfiles']\n")
    ended = run(site, APPLICATION, RUN_COLLECTSTATIC="1", SKIP_MIGRATIONS="1", **SITE)
    assert ended.status in (1, 78)
    assert "STATIC_ROOT" in ended.stderr.text()


KNOWN_BEFORE = {
    "module-not-there": (["no_such.module:application"], {}, 3, "no_such"),
    "callable-not-there": (["site1.wsgi:nothing"], {}, 3, "nothing"),
    "unknown-option": (["--no-such-option", APPLICATION], {}, 64, "--no-such-option"),
    "unknown-option-in-the-variable": ([APPLICATION], {"GUNICORN_CMD_ARGS": "--no-such-option"}, 64, "GUNICORN_CMD_ARGS"),
    "bad-value-of-an-option": (["--workers", "many", APPLICATION], {}, 64, "workers"),
    "settings-not-there": ([APPLICATION], {"DJANGO_SETTINGS_MODULE": "site1.wrong"}, 78, "site1.wrong"),
}


@pytest.mark.parametrize(("command", "environment", "status", "named"), KNOWN_BEFORE.values(), ids=KNOWN_BEFORE.keys())
def test_what_is_wrong_is_said_before_the_database_is_touched(site, database, run, command, environment, status, named):
    ended = run(site, *command, **(SITE | environment))
    assert (ended.status, named in ended.stderr.text()) == (status, True), ended.output()
    assert "Traceback" not in ended.stderr.text()
    assert not database.exists()


def test_no_application_anywhere(site, database, run):
    add_settings(site, "WSGI_APPLICATION = None\n")
    ended = run(site, **SITE)
    assert ended.status == 78 and "no application module" in ended.stderr.text(), ended.output()
    assert not database.exists()


def test_no_settings_named_anywhere(site, database, run):
    site.write("app/site1/wsgi.py", "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n")
    ended = run(site, APPLICATION, **(SITE | {"DJANGO_SETTINGS_MODULE": ""}))
    assert ended.status == 78 and "DJANGO_SETTINGS_MODULE is not set" in ended.stderr.text(), ended.output()
    assert not database.exists()


def test_a_module_that_raises(site, database, run):
    site.write("app/site1/wsgi.py", "raise RuntimeError('half a deployment')\n")
    ended = run(site, APPLICATION, **SITE)
    assert ended.status == 3
    assert "half a deployment" in ended.stderr.text() and "site1/wsgi.py:1" in ended.stderr.text()
    assert not database.exists()


def test_settings_that_raise(site, database, run):
    add_settings(site, "import no_such_package\n")
    ended = run(site, APPLICATION, **SITE)
    assert ended.status == 78
    assert "no_such_package" in ended.stderr.text() and "site1/settings.py:" in ended.stderr.text()
    assert not database.exists()


POSTGRESQL = """
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "site", "USER": "site", "PASSWORD": "pg-word-77",
    "HOST": "127.0.0.1", "PORT": {port},
}}}}
"""


def test_a_database_that_is_down(site, run):
    port = free_port()
    add_settings(site, POSTGRESQL.format(port=port))
    begin = time.monotonic()
    ended = run(site, APPLICATION, DATABASE_WAIT_TIMEOUT="2", **SITE)
    assert time.monotonic() - begin >= 2
    assert ended.status == 69
    assert f"127.0.0.1:{port}" in ended.stderr.text() and "pg-word-77" not in ended.output()
    assert "(0 s of 2 s)" in ended.stderr.text(), "for the time that was asked for"


def test_a_database_that_never_answers(site, run):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        add_settings(site, POSTGRESQL.format(port=silent.getsockname()[1]))
        ended = run(site, APPLICATION, DATABASE_WAIT_TIMEOUT="1", **SITE)
    assert ended.status == 69, ended.output()
