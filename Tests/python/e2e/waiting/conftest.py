"""A proxy that waits, and an app that comes and goes: each in its own container's place, on one tree."""

import json
from contextlib import suppress
from textwrap import dedent

import psutil
import pytest
from testkit import http
from testkit.app import App, kill_all, processes_of
from testkit.limits import HANG
from testkit.ports import connects, eventually
from testkit.processes import is_relay

# Says what it received, and leaves a line for every request that it carries out.
WSGI = '''
    import hashlib
    import json
    import os
    import sys
    import time
    from urllib.parse import parse_qs


    def application(environ, start_response):
        ask = parse_qs(environ["QUERY_STRING"])
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        with open("executed", "a") as executed:
            executed.write(environ["REQUEST_METHOD"] + " " + environ["RAW_URI"] + "\\n")
        if "sleep" in ask:
            print("sleeping", environ["PATH_INFO"], file=sys.stderr, flush=True)
            time.sleep(float(ask["sleep"][0]))
        text = {key: value for key, value in environ.items() if isinstance(value, str) and key not in os.environ}
        answer = json.dumps({"pid": os.getpid(), "sha256": hashlib.sha256(body).hexdigest(), "environ": text}).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
        return [answer]
'''


class Pod:
    """A proxy and, now and then, an app."""

    def __init__(self, tree, start):
        tree.write("app/counting.py", dedent(WSGI).lstrip("\n"))
        self.tree, self._start = tree, start
        self.proxy = self.app = None

    def start_proxy(self, **environment):
        self.proxy = self._start(self.tree, "proxy", "run", **environment)
        eventually(lambda: http.answers(self.tree.status_port, "/livez"), "the proxy")
        return self

    def start_app(self, *arguments, **environment) -> App:
        """Starts the app and does not wait for it."""
        command = ["counting:application", *arguments]
        settings = {"WEB_CONCURRENCY": "2", "SKIP_MIGRATIONS": "1"} | environment
        self.app = App(self.tree, self._start(self.tree, "app-runner", *command, **settings), self.tree.port)
        return self.app

    def start_app_until_ready(self, *arguments, **environment) -> App:
        app = self.start_app(*arguments, **environment)
        eventually(lambda: http.answers(self.tree.status_port, "/readyz"), "ready")
        return app

    def kill_app(self):
        """SIGKILL for all of it at once, as a container gets it that uses too much memory."""
        for process in self._of_the_app():
            with suppress(psutil.NoSuchProcess):  # a worker that Gunicorn replaced just now
                process.suspend()
        for process in self._of_the_app():
            with suppress(psutil.NoSuchProcess):  # its runner was killed before: the kernel tells it to end
                process.kill()
        self.app.program.process.wait(HANG)
        eventually(lambda: not self._of_the_app(), "the app is gone")

    def kill_proxy(self):
        for process in processes_of(self.tree.root):
            if title_of(process) in ("proxy", "nginx"):
                with suppress(psutil.NoSuchProcess):
                    process.kill()
        eventually(lambda: not connects(self.tree.port), "the proxy is gone")

    def _of_the_app(self):
        proxys = {"proxy", "nginx", "proxy: log relay", ""}
        return [process for process in processes_of(self.tree.root) if title_of(process) not in proxys]

    def request(self, target="/", headers=(), **more) -> http.Response:
        return http.request(self.tree.port, target, headers, **more)

    @property
    def executed(self) -> list[str]:
        """What the application carried out, but for the probes and the load."""
        file = self.tree.app / "executed"
        lines = file.read_text().splitlines() if file.exists() else []
        return [line for line in lines if line != "GET /"]

    def tries(self, marker: str) -> int:
        """How often Nginx could not connect for these requests; it says so each time."""
        return sum(b"connect() to unix:" in line and marker.encode() in line for line in self.proxy.stderr.lines)

    def wait_until_held(self, marker: str = "", count: int = 1):
        eventually(lambda: self.tries(marker) >= count, f"{count} tries of {marker}")

    def log_entries(self, marker: str) -> list[dict]:
        """The access log's lines that have this text in them."""
        self.proxy.stdout.wait_for(marker)
        return [json.loads(line) for line in self.proxy.stdout.lines if marker.encode() in line]


def title_of(process) -> str:
    """The name of its program; of a relay, whose program is any of this project's, the title that it sets."""
    try:
        return process.cmdline()[0] if is_relay(process) else process.name()
    except psutil.Error:
        return ""  # it ended just now


@pytest.fixture
def pod(tree, start):
    yield Pod(tree, start)
    kill_all(tree)
