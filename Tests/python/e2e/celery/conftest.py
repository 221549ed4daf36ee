"""A Celery project, its workers, and what became of their tasks."""

import subprocess
import sys
from textwrap import dedent

import psutil
import pytest
from testkit import http
from testkit.app import kill_all
from testkit.brokers import RabbitMQ, Redis
from testkit.limits import HANG
from testkit.ports import eventually
from testkit.processes import servers
from testkit.site import APPLICATION, SITE, write_site

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
        self.write("shop", PROJECT)

    def write(self, module: str, text: str):
        self.tree.write(f"app/{module}.py", dedent(text).lstrip("\n"))

    def extend(self, text: str):
        """More Python at the end of the project's module."""
        with (self.tree.app / "shop.py").open("a") as module:
            module.write(dedent(text))

    def run(self, *arguments, **environment):
        return self._start(self.tree, "celery-runner", *arguments, **(self.environment | environment))

    def worker(self, *arguments, **environment):
        program = self.run("worker", "--loglevel", "INFO", *arguments, **environment)
        self.until("ok", "busy", kind="worker")
        return program

    @staticmethod
    def main(program) -> psutil.Process:
        """Celery's own process under a runner."""
        (process,) = servers(program.pid)
        return process

    def send(self, task: str, *arguments, **environment):
        self.ask(f"{task}.delay(*{arguments!r})", **environment)

    def ask(self, code: str, **environment):
        """Runs a line of Python in the project's module."""
        code = f"from shop import *; {code}"
        subprocess.run(
            [sys.executable, "-c", code], cwd=self.tree.app, check=True,
            env=self.tree.environment(**(self.environment | environment)),
        )  # fmt: skip

    @property
    def log(self) -> list[str]:
        path = self.tree.app / "tasks.log"
        return path.read_text().splitlines() if path.exists() else []

    def until_logged(self, line: str, timeout: float = HANG):
        eventually(lambda: line in self.log, f"{line!r} in {self.log}", timeout)

    def state(self, key: str, kind: str = "worker") -> str:
        """One of the facts that Celery's process has written of itself."""
        lines = (self.tree.run / "celery" / f"{kind}.state").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)[key]

    def health(self, *options, **environment) -> tuple[int, str]:
        result = subprocess.run(
            [self.binary("celery-runner"), "health", *options], capture_output=True, text=True, check=False,
            env=self.tree.environment(**(self.environment | environment)),
        )  # fmt: skip
        return result.returncode, result.stdout + result.stderr

    def until(self, *verdicts: str, kind: str, timeout: float = HANG, **environment) -> str:
        said = []

        def reached():
            said[:] = [self.health("--kind", kind, **environment)[1]]
            return any(said[0].startswith(f"{kind} {verdict}:") for verdict in verdicts)

        try:
            eventually(reached, f"{kind} {verdicts}", timeout)
        except AssertionError as error:
            raise AssertionError(f"{error}; it was: {said}") from None
        return said[0]


def child(program, word: str) -> psutil.Process:
    """The direct child of app-runner with the word in its command line, once it has become that program."""
    found = []

    def look():
        found[:] = [process for process in servers(program.pid) if is_it(process, word)]
        return found

    eventually(look, f"child {word}")
    return found[0]


def is_it(process: psutil.Process, word: str) -> bool:
    try:
        line = process.cmdline()
        return process.status() != psutil.STATUS_ZOMBIE and (word in line or (word == "nginx" and "nginx: master" in "".join(line)))
    except psutil.NoSuchProcess:
        return False  # a worker of a killed master, which app-runner adopts until it has finished


@pytest.fixture(autouse=True)
def nothing_stays(tree):
    """A frozen or orphaned process must not outlive its test; whether any may stay, the tests say themselves."""
    yield
    kill_all(tree)


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


# The broker first: it goes last, and a worker that is stopped can still speak to it.
@pytest.fixture
def shop(redis, tree, start, binary):
    return Shop(tree, start, binary, redis)


@pytest.fixture
def rabbit_shop(rabbitmq, tree, start, binary):
    return Shop(tree, start, binary, rabbitmq)


@pytest.fixture
def container(redis, tree, start, binary):
    write_site(tree)
    shop = Shop(tree, start, binary, redis)

    def begin(**environment):
        settings = shop.environment | SITE | {"BOOTSTRAP_SHAPE": "single", "CELERY_WORKER": "1", "CELERY_BEAT": "1"}
        program = start(tree, "app-runner", APPLICATION, **(settings | environment))
        eventually(lambda: http.answers(tree.port, "/"), "the site")
        shop.until("ok", kind="worker")
        return shop, program

    begin.shop = shop
    return begin
