"""A Celery project, its workers, and what became of their tasks."""

import subprocess
import sys
from textwrap import dedent

import pytest
from support.brokers import RabbitMQ, Redis
from support.ports import eventually

PROJECT = """
    import os
    import time
    from pathlib import Path

    from celery import Celery

    LOG = Path(__file__).parent / "tasks.log"
    app = Celery("shop")
    app.conf.task_acks_late = os.environ.get("LATE") == "1"
    app.conf.broker_connection_retry_on_startup = True
    app.conf.worker_prefetch_multiplier = 4
    app.conf.beat_schedule = {"often": {"task": "shop.note", "schedule": 0.5, "args": ["beat"]}}
    if "WORKER_CONCURRENCY" in os.environ:
        app.conf.worker_concurrency = int(os.environ["WORKER_CONCURRENCY"])


    def write(line):
        with LOG.open("a") as log:
            log.write(line + "\\n")


    @app.task
    def note(text):
        write(f"note {text}")


    @app.task
    def work(name, seconds):
        write(f"begin {name}")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.02)
        write(f"end {name}")
"""

# The state is written, and the broker asked, often enough for a test.
QUICK = {"CELERY_RUNNER_STATE_INTERVAL": "0.2", "CELERY_RUNNER_PROBE_INTERVAL": "0.3", "PYTHONUNBUFFERED": "1"}


class Shop:
    """The project in a tree, with a broker."""

    def __init__(self, tree, start, binary, broker):
        self.tree, self._start, self.binary, self.broker = tree, start, binary, broker
        self.environment = {"CELERY_APP": "shop", "CELERY_BROKER_URL": broker.url, **QUICK}
        tree.write("app/shop.py", dedent(PROJECT))

    def run(self, *arguments, **environment):
        return self._start(self.tree, "celery-runner", *arguments, **(self.environment | environment))

    def worker(self, *arguments, **environment):
        program = self.run("worker", "--loglevel", "INFO", *arguments, **environment)
        self.until("ok", "busy", kind="worker")
        return program

    def send(self, task: str, *arguments, **environment):
        code = f"import shop; shop.{task}.delay(*{arguments!r})"
        subprocess.run(
            [sys.executable, "-c", code], cwd=self.tree.app, check=True,
            env=self.tree.environment(**(self.environment | environment)),
        )  # fmt: skip

    @property
    def log(self) -> list[str]:
        path = self.tree.app / "tasks.log"
        return path.read_text().splitlines() if path.exists() else []

    def until_logged(self, line: str, timeout: float = 20):
        eventually(lambda: line in self.log, f"{line!r} in {self.log}", timeout)

    def health(self, *options, **environment) -> tuple[int, str]:
        result = subprocess.run(
            [self.binary("celery-runner"), "health", *options], capture_output=True, text=True, check=False,
            env=self.tree.environment(**(self.environment | environment)),
        )  # fmt: skip
        return result.returncode, result.stdout + result.stderr

    def until(self, *verdicts: str, kind: str, timeout: float = 30, **environment) -> str:
        said = []

        def reached():
            said[:] = [self.health("--kind", kind, **environment)[1]]
            return any(said[0].startswith(f"{kind} {verdict}:") for verdict in verdicts)

        try:
            eventually(reached, f"{kind} {verdicts}", timeout)
        except AssertionError as error:
            raise AssertionError(f"{error}; it was: {said}") from None
        return said[0]


@pytest.fixture
def redis():
    broker = Redis()
    yield broker
    broker.thaw()
    broker.kill()


@pytest.fixture(scope="session")
def rabbitmq():
    broker = RabbitMQ()
    yield broker
    broker.stop()


@pytest.fixture
def shop(tree, start, binary, redis):
    return Shop(tree, start, binary, redis)


@pytest.fixture
def rabbit_shop(tree, start, binary, rabbitmq):
    return Shop(tree, start, binary, rabbitmq)
