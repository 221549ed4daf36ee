"""Which commands bootstrap the project first."""

import pytest
from testkit.site import APPLICATION, SITE, write_site


@pytest.fixture
def database(tree):
    return write_site(tree).app / "db.sqlite3"


@pytest.mark.parametrize("command", [["gunicorn", APPLICATION], ["site1.wsgi"], ["serve", APPLICATION]], ids=" ".join)
def test_gunicorn_in_every_spelling(tree, database, serve, command):
    serve(tree, *command, **SITE)
    assert database.exists()


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["--help"], "usage: gunicorn"), (["gunicorn", "--help"], "usage: gunicorn"), (["-h"], "usage: gunicorn"),
        (["--version"], "gunicorn (version"), (["gunicorn", "-v"], "gunicorn (version"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_questions_about_gunicorn(tree, database, run, command, expected):
    ended = run(tree, *command, **SITE)
    assert (ended.status, expected in ended.stdout.text()) == (0, True), ended.output()
    assert not database.exists() and not tree.socket.exists()


def test_other_commands(tree, database, run):
    ended = run(tree, "python", "-c", "print('mine')", SUPERUSER_PASSWORD="unused", **SITE)
    assert (ended.status, ended.stdout.text(), ended.stderr.text()) == (0, "mine", "")
    assert not database.exists() and not list(tree.run.iterdir())


def test_django_admin(tree, database, run):
    ended = run(tree, "django-admin", "check", PYTHONPATH=tree.app, **SITE)
    assert ended.status == 0 and "no issues" in ended.stdout.text()
    assert not database.exists()
