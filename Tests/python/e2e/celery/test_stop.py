"""What becomes of tasks when their worker is stopped."""

import subprocess
import sys
import time

import pytest
from testkit.ports import eventually

POOLS = ["prefork", "solo", "threads"]
BUDGET = {"SHUTDOWN_TIMEOUT": "6"}


def stopped(worker) -> str:
    assert worker.stop(30) == 0
    text = worker.stderr.text()
    assert "kills" not in text, text
    return text


@pytest.mark.parametrize("late", ["0", "1"])
@pytest.mark.parametrize("pool", POOLS)
def test_a_task_that_ends_in_time(shop, pool, late):
    worker = shop.worker("--pool", pool, LATE=late, **BUDGET)
    shop.send("work", "short", 1)
    shop.until_logged("begin short")
    text = stopped(worker)
    assert "warm shutdown of the worker: 1 task running" in text and "cold shutdown" not in text
    assert shop.log == ["begin short", "end short"]
    assert (shop.broker.queued(), shop.broker.unacknowledged()) == (0, 0)


@pytest.mark.parametrize("late", ["0", "1"])
@pytest.mark.parametrize("pool", POOLS)
def test_a_task_that_does_not(shop, pool, late):
    worker = shop.worker("--pool", pool, LATE=late, **BUDGET)
    shop.send("work", "long", 60, LATE=late)
    shop.until_logged("begin long")
    shop.send("note", "waits", LATE=late)
    text = stopped(worker)
    assert "cold shutdown of the worker: 1 running (shop.work[" in text
    assert shop.log == ["begin long"]
    assert shop.broker.unacknowledged() == 0
    # At least once, or at most once: the task itself says which. What had not begun goes back in either case.
    assert shop.broker.queued() == (2 if late == "1" else 1)


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_rabbitmq_gets_the_task_back(rabbit_shop, pool):
    queue = f"stop-{pool}"
    shop = rabbit_shop
    shop.tree.write("app/shop.py", (shop.tree.app / "shop.py").read_text() + f"\napp.conf.task_default_queue = '{queue}'\n")
    worker = shop.worker("--pool", pool, LATE="1", **BUDGET)
    shop.send("work", "long", 60, LATE="1")
    shop.until_logged("begin long")
    assert "cold shutdown of the worker: 1 running" in stopped(worker)
    eventually(lambda: shop.broker.queues().get(queue) == 1, "the message")


def test_a_second_signal_is_the_cold_shutdown(shop):
    worker = shop.worker(LATE="1", SHUTDOWN_TIMEOUT="120")
    shop.send("work", "long", 60, LATE="1")
    shop.until_logged("begin long")
    worker.signal(15)
    worker.stderr.wait_for("warm shutdown of the worker")
    time.sleep(0.2)  # two signals within a tenth of a second count as one
    worker.signal(15)
    worker.stderr.wait_for("cold shutdown of the worker")
    assert worker.wait() == 0
    assert shop.broker.queued() == 1


@pytest.mark.parametrize("pool", ["prefork", "solo"])
def test_nothing_is_lost_over_ten_restarts(shop, pool):
    code = "import shop; [shop.work.delay(i, 0.01) for i in range(200)]"
    environment = shop.tree.environment(**(shop.environment | {"LATE": "1"}))
    subprocess.run([sys.executable, "-c", code], cwd=shop.tree.app, env=environment, check=True)
    for cycle in range(10):
        worker = shop.run("worker", "--pool", pool, LATE="1", SHUTDOWN_TIMEOUT="10")
        done = 15 * (cycle + 1)
        eventually(lambda done=done: sum(line.startswith("end") for line in shop.log) >= done, f"{done} tasks")
        text = stopped(worker)
        assert shop.broker.unacknowledged() == 0, text
        finished = {line for line in shop.log if line.startswith("end")}
        assert shop.broker.queued() >= 200 - len(finished), text
    last = shop.worker("--pool", pool, LATE="1")
    wanted = {f"end {i}" for i in range(200)}
    eventually(lambda: wanted <= set(shop.log) or not last.running, "all tasks", timeout=60)
    assert wanted <= set(shop.log), last.output()
