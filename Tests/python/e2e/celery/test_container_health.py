"""`app-runner health` in containers with Celery: alone, and beside Gunicorn."""

import os
import signal

import pytest

from .conftest import child

HUNG = {"CELERY_HEALTH_HUNG_AFTER": "5"}


@pytest.mark.parametrize("shape", ["pod", "single"])
def test_a_worker_alone(shop, health, shape):
    """The images' HEALTHCHECK, in a container whose command is `celery worker`."""
    worker = shop.run("worker", "--loglevel", "INFO", BOOTSTRAP_SHAPE=shape)
    assert health("--live", BOOTSTRAP_SHAPE=shape)[0] == 0, "it starts"
    shop.until("ok", kind="worker")
    status, text = health(BOOTSTRAP_SHAPE=shape)
    assert status == 0 and text.startswith("worker ok: ")
    pid = shop.main(worker).pid
    os.kill(pid, signal.SIGSTOP)
    try:
        shop.until("hung", kind="worker", **HUNG)
        assert health("--live", **HUNG)[0] == 1
    finally:
        os.kill(pid, signal.SIGCONT)


def test_beat_alone(shop, health):
    shop.run("beat", "--loglevel", "INFO")
    shop.until("ok", kind="beat")
    status, text = health()
    assert status == 0 and text.startswith("beat ok: ")


def test_what_an_earlier_worker_told_is_no_verdict_on_beat(shop, health):
    """A volume at /run/celery that keeps the files."""
    folder = shop.tree.run / "celery"
    folder.mkdir(parents=True)
    (folder / "worker.state").write_text(f"pid={os.getpid()}\nphase=ready\nconnected=1\nwritten=1\nloop=1\n")
    shop.run("beat", "--loglevel", "INFO")
    shop.until("ok", kind="beat")
    assert shop.health()[0] == 0 and health()[0] == 0
    assert shop.health("--kind", "worker")[1] == "worker starting: the state file is from an earlier run\n"


def test_worker_and_beat_count_beside_gunicorn(container, tree, health):
    single = {"BOOTSTRAP_SHAPE": "single"}
    shop, program = container()
    shop.until("ok", kind="worker")
    shop.until("ok", kind="beat")
    status, text = health(**single)
    assert status == 0 and [line.split(":")[0] for line in text.splitlines()] == ["ok", "worker ok", "beat ok"]
    pid = child(program, "worker").pid
    os.kill(pid, signal.SIGSTOP)
    try:
        shop.until("hung", kind="worker", **HUNG)
        assert health(**single, **HUNG)[0] == 1 and health("--live", **single, **HUNG)[0] == 1
    finally:
        os.kill(pid, signal.SIGCONT)
    shop.until("ok", kind="worker", **HUNG)
