"""What goes wrong at a start: one clear message on stderr, and the right exit status."""

import subprocess

import pytest
from testkit.containers.engine import podman

EXAMPLE = "django-bootstrap-example:single"
DATABASE = "postgres://user:hunter2@127.0.0.1:1/db"


@pytest.mark.parametrize(
    ("arguments", "environment", "options", "status", "message"),
    [
        (["nope.wsgi:application"], {}, [], 3, "cannot import nope.wsgi:application"),
        ([], {"PORT": "http", "SHUTDOWN_TIMEOUT": "-1"}, [], 78, "SHUTDOWN_TIMEOUT"),
        ([], {"DATABASE_URL": DATABASE, "DATABASE_WAIT_TIMEOUT": "1"}, [], 69, "cannot reach database default at 127.0.0.1:1"),
        ([], {"SECRET_KEY": "x"}, ["--tmpfs", "/app/state:ro"], 78, "/app/state is on a read-only file system; mount a writable"),
        ([], {"CELERY_WORKER": "1", "CELERY_APP": ""}, [], 78, "CELERY_APP is not set"),
        (["publish-static"], {}, [], 78, "STATIC_PUBLISH_DIR is not set"),
        (["no-such-program"], {}, [], 127, "no-such-program"),
    ],
)
def test_a_start_that_cannot_be(run, arguments, environment, options, status, message):
    container = run(EXAMPLE, *arguments, options=options, **environment)
    assert container.wait() == status
    assert message in container.errors()
    assert "hunter2" not in container.logs() and "Fatal error" not in container.logs()


def test_without_settings(run):
    """The base image as it is: nothing says what to run."""
    container = run("django-bootstrap:py3.13")
    assert container.wait() == 78
    assert "DJANGO_SETTINGS_MODULE is not set" in container.errors()


def test_without_an_application(run):
    """Neither a command nor the settings name one."""
    build = f"FROM {EXAMPLE}\nRUN echo 'WSGI_APPLICATION = None' >> /app/mysite/settings.py\nCMD []\n"
    subprocess.run(["podman", "build", "--quiet", "--tag", "bootstrap-test-nothing", "-"], input=build, text=True, check=True)
    container = run("bootstrap-test-nothing")
    assert container.wait() == 78
    assert "no application module; name it in the container's command" in container.errors()
    assert "Applying" not in container.logs(), "the database was not touched"


def test_a_volume_that_cannot_be_written(run):
    options = ["--user", "104:107", "--read-only", "--tmpfs", "/tmp", "--tmpfs", "/run:ro"]
    container = run(EXAMPLE, options=options)
    assert container.wait() == 78
    assert "cannot make folder /run" in container.errors() or "cannot write to /run" in container.errors()


def test_a_static_volume_that_cannot_be_written(run):
    options = ["--user", "104:107", "--tmpfs", "/srv/static:ro"]
    container = run("django-bootstrap-example:pod", "publish-static", options=options, STATIC_PUBLISH_DIR="/srv/static")
    assert container.wait() == 78
    assert "cannot write to /srv/static: " in container.errors()


def test_what_is_wrong_leaves_nothing_behind():
    name = podman("create", EXAMPLE, "nope.wsgi:application").strip()
    try:
        podman("start", name)
        podman("wait", name)
        assert podman("top", name, check=False) == ""
    finally:
        podman("rm", "--force", name)
