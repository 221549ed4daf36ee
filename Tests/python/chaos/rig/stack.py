"""What all stacks have in common: a tree, programs that serve it on one port, and a supervisor that starts them again."""

import signal
import threading
import time

import psutil
from testkit import http
from testkit.app import kill_all, processes_of
from testkit.namespace import UNSHARE, pid1
from testkit.ports import eventually
from testkit.programs import Program

from . import processes
from .site import APPLICATION, write_site

WORKERS = 3
COMMON = {"WEB_CONCURRENCY": WORKERS, "SKIP_MIGRATIONS": "1"}
# Docker waits so long before the first restart of a container.
RESTART_PAUSE = 0.1


class Service:
    """A container: a program, as PID 1 of a namespace of its own if asked to be, started again while `restarts` is on."""

    def __init__(self, command, environment, directory, as_pid1=False, restarts=False, program=Program):
        self.command = [*UNSHARE, *command] if as_pid1 else list(command)
        self.environment, self.directory, self.as_pid1, self.restarts = environment, directory, as_pid1, restarts
        self._program = program
        self.ended: list[Program] = []  # earlier lives
        self._start()
        if restarts:
            threading.Thread(target=self._restart, daemon=True).start()

    def _start(self):
        self.program = self._program(self.command, self.environment, directory=self.directory)

    def _restart(self):
        while True:
            self.program.process.wait()
            time.sleep(RESTART_PAUSE)
            if not self.restarts:
                return
            self.ended.append(self.program)
            self._start()

    @property
    def first(self) -> psutil.Process:
        """The process that an engine's signals go to."""
        return pid1(self.program) if self.as_pid1 else psutil.Process(self.program.pid)

    def signal(self, number: int):
        self.first.send_signal(number)

    def wait(self, timeout: float = 60) -> int:
        self.restarts = False
        return self.program.wait(timeout)

    def stop(self):
        self.restarts = False
        if self.program.running:
            try:
                self.signal(signal.SIGTERM)
                self.program.process.wait(40)
            except Exception:
                pass  # whatever is left is killed
        self.program.kill()

    def log(self) -> str:
        return "\n".join(program.stderr.text() + program.stdout.text() for program in [*self.ended, self.program])


class Stack:
    """One listener, `port`, on one tree. `role`: `ours`, `classic` or `control`."""

    role = "ours"
    name = "?"
    has_status_port = True
    arguments: list[str] = []  # Gunicorn's

    def __init__(self, tree, binary, **environment):
        self.tree, self.binary = tree, binary
        self.port = tree.port
        self.environment = tree.environment(**(COMMON | environment))
        self.services: list[Service] = []
        self.options: dict = {}  # of every service
        write_site(tree)

    @property
    def workers(self) -> int:
        return int(self.environment["WEB_CONCURRENCY"])

    def service(self, *command, environment=None, **options) -> Service:
        options = self.options | options
        self.services.append(Service(command, environment or self.environment, self.tree.app, **options))
        return self.services[-1]

    def app_runner(self, **options) -> Service:
        return self.service(self.binary("app-runner"), APPLICATION, *self.arguments, **options)

    def start(self) -> "Stack":
        raise NotImplementedError

    def ready(self) -> bool:
        return http.answers(self.port, "/page") and (
            not self.has_status_port or http.request(self.tree.status_port, "/readyz").status == 200
        )

    def until_ready(self) -> "Stack":
        def there():
            assert all(service.program.running or service.restarts for service in self.services), self.log()
            return self.ready() and len(processes.gunicorn_workers(self.tree)) == self.workers

        eventually(there, f"{self.name} is ready", timeout=60)
        return self

    def signal(self, number: int):
        """To every container, at the same moment."""
        for service in self.services:
            service.signal(number)

    def wait(self) -> list[int]:
        return [service.wait() for service in self.services]

    def log(self) -> str:
        return "\n".join(service.log() for service in self.services)

    def until_logged(self, text: str):
        """By every service, on stderr."""
        for service in self.services:
            service.program.stderr.wait_for(text)

    def running(self) -> bool:
        return all(service.program.running for service in self.services)

    def lives(self) -> int:
        """How many programs there have been: more than services when one was started again."""
        return sum(len(service.ended) + 1 for service in self.services)

    def close(self):
        for service in self.services:
            service.stop()
        kill_all(self.tree)

    def left(self) -> list[list[str]]:
        return [process.cmdline() for process in processes_of(self.tree.root)]
