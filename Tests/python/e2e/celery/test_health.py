"""The verdicts, on real workers and brokers that are killed and frozen."""

import os
import signal

import pytest
from testkit.ports import eventually

HUNG = {"CELERY_HEALTH_HUNG_AFTER": "5"}
IDLE = {"CELERY_HEALTH_IDLE_LIMIT": "5"}

DEAFEN = """
    from celery.worker.control import control_command


    @control_command()
    def deafen(state):
        state.consumer.task_consumer.cancel()
        print("deaf now", file=__import__("sys").stderr, flush=True)
"""


def test_before_anything(shop):
    assert shop.health()[0] == 1
    status, text = shop.health("--live")
    assert status == 0 and text.startswith("worker starting:")


@pytest.mark.parametrize("pool", ["prefork", "solo", "threads"])
def test_ok_and_busy(shop, pool):
    shop.worker("--pool", pool)
    assert shop.health()[0] == 0
    shop.send("work", "one", 3)
    assert "shop.work" in shop.until("busy", kind="worker")
    assert shop.health()[0] == 0
    shop.until_logged("end one")
    shop.until("ok", kind="worker")


def test_a_frozen_worker_is_hung(shop):
    worker = shop.worker()
    pid = shop.main(worker).pid
    os.kill(pid, signal.SIGSTOP)
    try:
        shop.until("hung", kind="worker", **HUNG)
        assert shop.health(**HUNG)[0] == 1 and shop.health("--live", **HUNG)[0] == 1
    finally:
        os.kill(pid, signal.SIGCONT)
    shop.until("ok", kind="worker", **HUNG)


def test_a_killed_worker_ends_its_container(shop):
    worker = shop.worker()
    os.kill(shop.main(worker).pid, signal.SIGKILL)
    assert worker.wait() == 137
    assert shop.health("--live")[1].startswith("worker starting:")


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_a_broker_that_goes_and_comes_back(shop, redis, pool):
    shop.worker("--pool", pool)
    redis.kill()
    shop.until("disconnected", kind="worker")
    assert shop.health()[0] == 1 and shop.health("--live")[0] == 0
    redis.start()
    shop.until("ok", kind="worker", timeout=60)
    shop.send("note", "again")
    shop.until_logged("note again")


def test_a_frozen_broker_is_a_disconnection(shop, redis):
    limits = {"CELERY_HEALTH_DISCONNECTED_AFTER": "2"}
    shop.worker()
    redis.freeze()
    shop.until("disconnected", kind="worker", **limits)
    assert shop.health("--live", **limits)[0] == 0
    redis.thaw()
    shop.until("ok", kind="worker", timeout=60, **limits)


def test_a_long_task_in_the_solo_pool_is_busy_until_its_limit(shop):
    shop.worker("--pool", "solo")
    shop.send("work", "long", 9)
    shop.until_logged("begin long")

    def still():
        return shop.health(**HUNG, CELERY_HEALTH_TASK_LIMIT="3")[1].startswith("worker hung:")

    eventually(still, "the task beyond its limit")
    status, text = shop.health(**HUNG)
    assert status == 0 and text.startswith("worker busy:")
    shop.until_logged("end long")


def test_messages_that_wait_beside_an_idle_worker(shop):
    """Alive, connected, and it gets nothing: no recipe leads to that state, so its file is written by hand."""
    worker = shop.worker()
    state = shop.tree.run / "celery" / "worker.state"
    facts = dict(line.split("=", 1) for line in state.read_text().splitlines())
    assert worker.stop() == 0
    facts |= {"pid": str(os.getpid()), "waiting": "7", "waiting_since": "1.0", "phase": "ready"}
    facts |= dict.fromkeys(("written", "loop"), open("/proc/uptime").read().split()[0])
    state.write_text("".join(f"{name}={value}\n" for name, value in facts.items()))
    status, text = shop.health("--live", CELERY_HEALTH_IDLE_LIMIT="5")
    assert status == 1 and "7 messages wait" in text


def test_an_unknown_kind(shop):
    status, text = shop.health("--kind", "flower")
    assert status == 64 and "--kind is worker or beat" in text


def test_a_worker_that_has_gone_deaf(shop):
    """Alive and connected, and its consumer is gone: a way for "it runs, but nothing gets done" to come about."""
    shop.extend(DEAFEN)
    worker = shop.worker()
    shop.ask("app.control.broadcast('deafen')")
    worker.stderr.wait_for("deaf now")
    assert shop.health("--live", **IDLE)[0] == 0, "no message waits"
    shop.send("note", "unheard")
    assert "1 messages wait" in shop.until("hung", kind="worker", **IDLE)
    assert shop.health("--live", **IDLE)[0] == 1


def test_a_queue_that_was_cancelled_on_purpose(shop):
    worker = shop.worker()
    shop.ask("app.control.cancel_consumer('celery')")
    worker.stderr.wait_for("Canceling queue celery")
    shop.send("note", "for others")
    probed = shop.state("broker_ok")
    eventually(lambda: float(shop.state("broker_ok")) > float(probed) + float(IDLE["CELERY_HEALTH_IDLE_LIMIT"]), "time")
    assert shop.health(**IDLE)[0] == 0
