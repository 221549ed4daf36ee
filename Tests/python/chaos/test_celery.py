"""kill -9 of the Celery worker inside the single container, under HTTP load and with tasks under way."""

import os
import subprocess
import sys
from textwrap import dedent

import psutil
import pytest
from chaos.rig.controls import control
from chaos.rig.ours import Single
from testkit.app import processes_of
from testkit.brokers import Redis
from testkit.ports import eventually
from testkit.processes import words

TASKS = 30
# Seconds after which the message of a worker that died is handed out again; an hour where nothing says otherwise.
VISIBILITY = 3
SHOP = """
    import os
    import time
    from pathlib import Path

    from celery import Celery

    LOG = Path(__file__).parent / "tasks.log"
    app = Celery("shop", broker=os.environ["CELERY_BROKER_URL"])
    app.conf.task_acks_late = True
    app.conf.broker_connection_retry_on_startup = True
    app.conf.broker_transport_options = {{
        "visibility_timeout": {visibility}, "unacked_restore_interval": 1, "unacked_restore_throttle": 1
    }}


    @app.task
    def work(name):
        with LOG.open("a") as log:
            print("begin", name, file=log, flush=True)
            time.sleep(0.1)
            print("end", name, file=log, flush=True)
"""


@pytest.fixture
def redis():
    broker = Redis()
    yield broker
    broker.kill()


def shop(stack):
    stack.tree.write("app/shop.py", dedent(SHOP.format(visibility=VISIBILITY)).lstrip("\n"))


def send(stack):
    code = f"from shop import work; [work.delay(number) for number in range({TASKS})]"
    subprocess.run([sys.executable, "-c", code], cwd=stack.tree.app, env=stack.environment, check=True)


def log(stack) -> list[str]:
    file = stack.tree.app / "tasks.log"
    return file.read_text().splitlines() if file.exists() else []


def worker(stack) -> psutil.Process | None:
    return next((process for process in processes_of(stack.tree.root) if {"shop", "worker"} <= set(words(process))), None)


def run(stack, redis, kind, **environment):
    served = stack(
        kind, prepare=shop, CELERY_APP="shop", CELERY_WORKER="1", CELERY_BROKER_URL=redis.url, PYTHONUNBUFFERED="1", **environment
    )
    send(served)
    eventually(lambda: len(log(served)) > 6, "tasks begin")
    return served


def finished(served) -> bool:
    return {line.split()[1] for line in log(served) if line.startswith("end")} == {str(number) for number in range(TASKS)}


def test_the_worker_of_the_single_container(stack, trial, redis):
    served = run(stack, redis, Single)
    with trial("kill the Celery worker", served, note=f"{TASKS} of {TASKS} tasks finished") as t:
        victim = worker(served)
        with t.fault():
            victim.kill()
        eventually(lambda: (found := worker(served)) and found.pid != victim.pid, "another worker")
        t.recovered()
        t.allows(failed=0, refused=0)
        eventually(lambda: finished(served), "every task is finished", timeout=40)
    assert redis.unacknowledged() == 0
    assert served.lives() == 1


def test_control_no_restarts(stack, trial, redis):
    """The worker's end is the container's: clients lose the requests of the other processes, and no task is finished."""
    served = run(stack, redis, control(Single, "single, RESTART_LIMIT=0"), RESTART_LIMIT="0")
    with trial("kill the Celery worker", served) as t:
        t.stops = True
        with t.fault():
            os.kill(worker(served).pid, 9)
        t.load.until_refused()
        t.loses()
    assert not finished(served)
