"""gunicorn_config.py: a request that the end of a worker cuts off leaves a line."""

from __future__ import annotations

import re
import signal
import socket
import sys
from collections.abc import Callable, Iterator

import pytest
from testkit.bootstrap import GUNICORN_CONFIG, Background, Project
from testkit.limits import HANG

APPS = """
import asyncio, sys, time
def wsgi(environ, start_response):
    if "slow" in environ["PATH_INFO"]:
        print("inside", file=sys.stderr, flush=True)
        time.sleep(600)
    start_response("200 OK", [("Content-Length", "0")])
    return []
async def asgi(scope, receive, send):
    if scope["type"] != "http":
        return
    if "slow" in scope["path"]:
        print("inside", file=sys.stderr, flush=True)
        await asyncio.sleep(600)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
"""
WORKERS = {"sync": "wsgi", "gthread": "wsgi", "asgi": "asgi"}
Serve = Callable[[str], tuple[Background, Callable[[str], socket.socket]]]


@pytest.fixture
def serve(project: Project) -> Iterator[Serve]:
    """serve("gthread"): a Gunicorn, and a function that sends it a request and leaves the connection open."""
    project.write("apps.py", APPS)
    opened: list[socket.socket] = []
    running: list[Background] = []

    def start(worker: str, *arguments: str) -> tuple[Background, Callable[[str], socket.socket]]:
        command = [sys.executable, "-m", "gunicorn", "--config", GUNICORN_CONFIG, "--worker-class", worker]
        environment = project.environment(SHUTDOWN_TIMEOUT="600", PYTHONPATH=str(project.directory))
        running.append(Background([*command, *arguments, f"apps:{WORKERS[worker]}"], project.directory, environment))
        running[-1].wait_for("Booting worker")
        return running[-1], ask

    def ask(target: str) -> socket.socket:
        opened.append(socket.socket(socket.AF_UNIX))
        opened[-1].settimeout(HANG)
        opened[-1].connect(str(project.run_directory / "gunicorn/gunicorn.sock"))
        opened[-1].sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return opened[-1]

    yield start
    for connection in opened:
        connection.close()
    for server in running:
        server.kill()


def answer(connection: socket.socket) -> bytes:
    """All of it, to the end that the server closes: then it is done with the request."""
    with connection.makefile("rb") as stream:
        return stream.read()


def lines(server: Background) -> list[str]:
    return [line for line in server.lines if "cuts off a request" in line]


@pytest.mark.parametrize("graceful", [False, True], ids=["at-once", "after-sigterm"])
@pytest.mark.parametrize("worker", WORKERS)
def test_method_and_path_but_no_query(serve: Serve, worker: str, graceful: bool) -> None:
    server, ask = serve(worker)
    assert answer(ask("/quick")).startswith(b"HTTP/1.1 200")
    ask("/slow/%1b[2J?token=hunter2")
    server.wait_for("inside")
    if graceful:
        server.process.send_signal(signal.SIGTERM)
        server.wait_for("Handling signal: term")
    server.stop(signal.SIGQUIT)
    (line,) = lines(server)
    # An ASGI worker decodes the path: no bytes that a terminal obeys come out.
    assert re.search(r"\[WARNING\] The end of the worker cuts off a request: GET /slow/(%1b|\\x1b)\[2J, after \d", line), line
    assert "hunter2" not in line


def test_a_worker_that_exceeds_its_timeout(serve: Serve) -> None:
    server, ask = serve("sync", "--timeout", "1")
    ask("/slow")
    server.wait_for("cuts off a request: GET /slow, after")


@pytest.mark.parametrize("worker", WORKERS)
def test_a_stop_that_cuts_nothing_off(serve: Serve, worker: str) -> None:
    server, ask = serve(worker)
    assert answer(ask("/quick")).startswith(b"HTTP/1.1 200")
    server.stop(signal.SIGQUIT)
    assert lines(server) == []
