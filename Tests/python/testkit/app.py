"""A running app-runner with what it started."""

import json
import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from textwrap import dedent

import psutil
import pytest

from . import http
from .limits import HANG
from .ports import eventually
from .processes import servers
from .programs import Output, Program
from .tree import Tree

# No Django: starts in a third of the time, for tests whose subject is the processes.
WSGI = '''
    """Answers with its process id and environment; `sleep` and `count` as the query asks."""

    import json
    import os
    import sys
    import time
    from urllib.parse import parse_qs


    def application(environ, start_response):
        ask = parse_qs(environ["QUERY_STRING"])
        if "sleep" in ask:
            print("sleeping", environ["PATH_INFO"], file=sys.stderr, flush=True)
            time.sleep(float(ask["sleep"][0]))
        body = json.dumps({"pid": os.getpid(), "environ": dict(os.environ), "directory": os.getcwd()}).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]


    def factory(name="nobody"):
        os.environ["MADE_FOR"] = name
        return application
'''


def write_wsgi(tree: Tree, name: str = "plain") -> str:
    """Writes the application as the module `name`; returns how Gunicorn calls it."""
    tree.write(f"app/{name}.py", dedent(WSGI).lstrip("\n"))
    return f"{name}:application"


class App:
    """An app-runner that serves, asked over its Unix socket unless another address is named."""

    def __init__(self, tree: Tree, program: Program, address=None):
        self.tree = tree
        self.program = program
        self.address = address or tree.socket

    @property
    def stdout(self) -> Output:
        return self.program.stdout

    @property
    def stderr(self) -> Output:
        return self.program.stderr

    def request(self, target="/", **more) -> http.Response:
        return http.request(self.address, target, **more)

    def seen(self, target="/") -> dict:
        """What the application of `write_wsgi` says of itself."""
        response = self.request(target)
        assert response.status == 200, response
        return json.loads(response.body)

    @property
    def children(self) -> list[psutil.Process]:
        """Those that serve."""
        return servers(self.program.pid)

    @property
    def master(self) -> psutil.Process:
        """Gunicorn's arbiter."""
        (found,) = [child for child in self.children if any("gunicorn" in word for word in child.cmdline()[:2])]
        return found

    @property
    def pidfile(self) -> int:
        return int((self.tree.run / "gunicorn" / "gunicorn.pid").read_text())

    @property
    def workers(self) -> set[int]:
        return {child.pid for child in self.master.children() if lives(child)}

    def wait_for_workers(self, count: int):
        """Gunicorn answers when its first worker does; the others come (and go) a moment later."""
        eventually(lambda: len(self.workers) == count, f"{count} workers (not {len(self.workers)})")

    def wait_until_ready(self) -> "App":
        def ready():
            assert self.program.running, f"app-runner ended: {self.program.output()}"
            return http.answers(self.address, "/")

        eventually(ready, "the application answers")
        return self

    def stop(self) -> int:
        self.program.signal(signal.SIGTERM)
        return self.program.wait()

    def in_flight(self, path: str):
        """Waits until the application of `write_wsgi` is inside the request for `path`."""
        self.stderr.wait_for(f"sleeping {path}")


def lives(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False  # it ended just now


def processes_of(root: Path) -> list[psutil.Process]:
    """Every living process of an instance, however it was orphaned: with this directory in its environment, or, since Nginx
    overwrites that with its title, as its working directory."""
    return [process for process in psutil.process_iter() if belongs_to(process, str(root))]


def belongs_to(process: psutil.Process, root: str) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return root in "\0".join([process.cwd(), *process.environ().values()])
    except psutil.Error:
        return False  # it ended just now


def kill_all(tree: Tree):
    for process in processes_of(tree.root):
        with suppress(psutil.NoSuchProcess):  # it may end by itself: a runner's children do when it is killed
            process.kill()


def nothing_left(root: Path, timeout: float = HANG):
    """Asserts that all processes of the instance are gone; a killed one takes the kernel a moment."""
    deadline = time.monotonic() + timeout
    while left := processes_of(root):
        assert time.monotonic() < deadline, f"left behind: {[(process.pid, process.cmdline()) for process in left]}"
        time.sleep(0.01)


def crashed(program: Program) -> bool:
    """Whether Swift's runtime has trapped."""
    return "Fatal error" in program.stderr.text() or program.process.returncode in (-signal.SIGILL, -signal.SIGTRAP)


needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root: switches users or makes a PID namespace")
