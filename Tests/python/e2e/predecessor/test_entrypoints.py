"""`django-entrypoint.sh` is app-runner; `celery-entrypoint.sh` is celery-runner, or any other program."""

import os

import pytest


def test_django(call):
    assert call("django-entrypoint.sh", "echo", "as it is").stdout.text() == "as it is"
    assert call("django-entrypoint.sh", "--help").stdout.text().startswith("usage: gunicorn")


@pytest.mark.parametrize("arguments", [["worker", "--help"], ["celery", "worker", "--help"]])
def test_celery(call, arguments):
    ended = call("celery-entrypoint.sh", *arguments)
    assert ended.status == 0 and "Usage: celery" in ended.stdout.text(), ended.output()


def test_celery_by_dinit(call, names):
    path = f"{names('tini').parent}:{os.environ['PATH']}"
    assert call("dinit", "celery-entrypoint.sh", "--version", PATH=path).stdout.text().startswith("5.")


def test_another_program(call):
    ended = call("celery-entrypoint.sh", "sh", "-c", "echo other; exit 4")
    assert (ended.status, ended.stdout.text()) == (4, "other")
