"""Programs whose log is not read for a while, and what their lines say."""

import json
import re

import pytest
from testkit import http
from testkit.app import App, kill_all, write_wsgi
from testkit.limits import HANG
from testkit.ports import connect, eventually
from testkit.processes import relays

# More than all that can wait anywhere: a megabyte in the relay, and some pages in pipes.
FILL = 700
PADDING = "x" * 3000


class Logged:
    """A site with a listener, of either shape, and the log of its program."""

    def __init__(self, tree, program):
        self.tree, self.program = tree, program

    def request(self, target, timeout: float = HANG) -> int:
        """The status; TimeoutError when there is no answer."""
        with connect(self.tree.port, timeout=timeout) as connection:
            connection.sendall(http.message(target))
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
        return http.parse(answer).status

    def fill(self, name: str = "fill", count: int = FILL, **more) -> set[int]:
        """Many requests, each of which writes a long line to stdout and one to stderr; the statuses."""
        return {self.request(f"/{name}-{number}-/{PADDING}?sleep=0", **more) for number in range(count)}

    @property
    def relay(self):
        return eventually(lambda: relays(self.program.pid), "the relay")[0]

    def read(self):
        self.program.stdout.begin()
        self.program.stderr.begin()

    def access_log(self) -> list[str]:
        """The requests of the access log. Every line of stdout is JSON; what is no request reports dropped lines."""
        requests = []
        for line in list(self.program.stdout.lines):
            entry = json.loads(line)
            if "request" in entry:
                requests.append(entry["request"].split()[1])
            else:
                assert DROPPED.search(line), line
        return requests


DROPPED = re.compile(rb"dropped (\d+) lines? of (\w+): not read for ([\d.]+) s \(LOG_OVERFLOW=drop\)")


def dropped(lines, stream: str) -> int:
    """How many lines the program says it has dropped."""
    found = [DROPPED.search(line) for line in list(lines)]
    return sum(int(match[1]) for match in found if match and match[2].decode() == stream)


def numbers(lines, name: str) -> list[int]:
    """The numbers of the requests of `Logged.fill` that these lines are about."""
    found = [re.search(rf"/{name}-(\d+)-/", line.decode() if isinstance(line, bytes) else line) for line in list(lines)]
    return [int(match[1]) for match in found if match]


@pytest.fixture(params=["single", "proxy"])
def logged(request, tree, start, serve):
    """logged(**options): the single container, or a proxy without an application (its 503s and Nginx's errors do)."""

    def begin(**options) -> Logged:
        if request.param == "single":
            return single(tree, serve, **options)
        program = start(tree, "proxy", "run", **({"NGINX_UPSTREAM_WAIT": "0"} | options))
        eventually(lambda: http.answers(tree.status_port, "/livez"), "the proxy")
        return Logged(tree, program)

    begin.shape = request.param
    yield begin
    kill_all(tree)


def single(tree, serve, **options) -> Logged:
    app: App = serve(
        tree, write_wsgi(tree), address=tree.port,
        **({"BOOTSTRAP_SHAPE": "single", "RESTART_LIMIT": "0", "SKIP_MIGRATIONS": "1"} | options),
    )  # fmt: skip
    return Logged(tree, app.program)
