"""Beat: where its files go, what cannot stop it, whose scheduler it uses, and how it is."""

import os
import signal

import psutil
import pytest
from testkit.ports import eventually

SCHEDULER = """
    from celery.beat import PersistentScheduler


    class OwnScheduler(PersistentScheduler):
        def setup_schedule(self):
            super().setup_schedule()
            __import__("shop").write("own scheduler")
"""


@pytest.fixture
def stranger():
    """A living process that has nothing to do with Celery."""
    process = psutil.Popen(["sleep", "1000"])
    yield process
    process.kill()
    process.wait()


def test_it_ticks_in_its_directory_whatever_pidfile_is_left(shop, stranger):
    pidfile = shop.tree.write("run/celery/celerybeat.pid", f"{stranger.pid}\n")
    beat = shop.run("beat", "--pidfile", "celerybeat.pid")
    shop.worker()
    shop.until_logged("note beat")
    shop.until("ok", kind="beat")
    assert list((shop.tree.run / "celery").glob("celerybeat-schedule*"))
    assert int(pidfile.read_text()) == shop.main(beat).pid
    assert stranger.is_running()
    assert beat.stop() == 0


def test_a_pidfile_that_its_predecessor_left(shop):
    first = shop.run("beat", "--pidfile", "celerybeat.pid")
    shop.until("ok", kind="beat")
    shop.main(first).kill()
    assert first.wait() == 137
    assert (shop.tree.run / "celery" / "celerybeat.pid").exists()
    second = shop.run("beat", "--pidfile", "celerybeat.pid")
    shop.until("ok", kind="beat")
    assert second.stop() == 0


def test_a_schedule_file_of_the_user_s(shop):
    beat = shop.run("beat", "--schedule", str(shop.tree.root / "own-schedule"))
    shop.until("ok", kind="beat")
    assert beat.stop() == 0
    assert list(shop.tree.root.glob("own-schedule*"))
    assert not list((shop.tree.run / "celery").glob("celerybeat-schedule*"))


@pytest.mark.parametrize("option", [["--scheduler", "own:OwnScheduler"], ["-S", "own:OwnScheduler"]])
def test_a_scheduler_of_the_user_s(shop, option):
    shop.write("own", SCHEDULER)
    beat = shop.run("beat", *option)
    shop.until_logged("own scheduler")
    shop.until("ok", kind="beat")
    eventually(lambda: shop.broker.queued() > 0, "a task")
    assert beat.stop() == 0


def test_a_scheduler_of_the_settings(shop):
    shop.write("own", SCHEDULER)
    shop.extend("app.conf.beat_scheduler = 'own:OwnScheduler'")
    beat = shop.run("beat")
    shop.until_logged("own scheduler")
    shop.until("ok", kind="beat")
    assert beat.stop() == 0


def test_frozen_it_is_hung(shop):
    beat = shop.run("beat")
    shop.until("ok", kind="beat")
    pid = shop.main(beat).pid
    os.kill(pid, signal.SIGSTOP)
    try:
        shop.until("hung", kind="beat", CELERY_HEALTH_BEAT_LIMIT="2")
        assert shop.health("--live", CELERY_HEALTH_BEAT_LIMIT="2")[0] == 1
    finally:
        os.kill(pid, signal.SIGCONT)
    shop.until("ok", kind="beat")


@pytest.mark.parametrize(("away", "back"), [("freeze", "thaw"), ("kill", "start")])
def test_a_broker_that_goes_away_is_no_reason_to_restart_it(shop, redis, away, back):
    """Beat cannot send, and its tick may hang in the attempt; a restart would not bring the broker back."""
    limits = {"CELERY_HEALTH_BEAT_LIMIT": "1", "CELERY_HEALTH_DISCONNECTED_AFTER": "1"}
    shop.run("beat")
    shop.until("ok", kind="beat")
    getattr(redis, away)()
    shop.until("disconnected", kind="beat", **limits)
    assert shop.health("--live", **limits)[0] == 0 and shop.health(**limits)[0] == 1
    getattr(redis, back)()
    shop.until("ok", kind="beat", **limits)
