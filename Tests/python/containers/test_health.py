"""The images' HEALTHCHECK, whatever the container runs."""

import pytest
from testkit.containers.engine import eventually, podman
from testkit.containers.images import APP, EXAMPLES

MEMORY = {"CELERY_BROKER_URL": "memory://", "SECRET_KEY": "test"}


def says(container, *options) -> str:
    return podman("exec", container.name, "app-runner", "health", *options, check=False)


@pytest.mark.parametrize("kind", ["worker", "beat"])
@pytest.mark.parametrize("shape", ["single", "pod"])
def test_celery(run, shape, kind):
    container = run(EXAMPLES[shape], "celery", kind, **MEMORY)
    container.until_healthy()
    assert says(container).startswith(f"{kind} ok: ")
    assert container.stop() == 0


@pytest.mark.parametrize("options", [[], ["--user", "1234567:0"], ["--init"]], ids=["root", "any-user", "init"])
def test_the_app_image(run, options):
    """As root too: it has no user nginx."""
    container = run(EXAMPLES["pod"], options=options, SECRET_KEY="test")
    container.until_healthy()
    assert says(container) == "ok: the application answers 200\n"
    assert container.stop() == 0


WAITS = {"DATABASE_URL": "postgres://u:p@127.0.0.1:1/d", "DATABASE_WAIT_TIMEOUT": "60", "SECRET_KEY": "test"}


def test_a_one_shot(run):
    container = run(EXAMPLES["pod"], "migrate", **WAITS)
    container.until_healthy()
    assert says(container) == "ok: the one-shot runs\n"


COMMANDS = {"root": [], "read-only": ["--read-only", "--read-only-tmpfs=false"], "any-user": ["--user", "1234567:0"]}


@pytest.mark.parametrize("options", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command(run, options):
    container = run(APP, "sleep", "60", options=options)
    container.until_healthy()
    assert says(container) == "ok: the command runs\n"


def test_a_container_that_was_started_again(run):
    """Its /run has the state of the run before, with the same pid."""
    container = run(APP, "sh", "-c", "sleep 60")
    container.until_healthy()
    podman("restart", "--time", "1", container.name)
    eventually(container.is_healthy, "healthy again")
