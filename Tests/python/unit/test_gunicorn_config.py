"""gunicorn_config.py under a real Gunicorn."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from testkit.bootstrap import GUNICORN_CONFIG, Background, Project
from testkit.limits import HANG

APP = """
import os
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest, multiprocess
REQUESTS = Counter("requests", "all of them")
ALIVE = Gauge("alive", "workers", multiprocess_mode="livesum")
def application(environ, start_response):
    REQUESTS.inc()
    ALIVE.set(1)
    start_response("200 OK", [("X-Pid", str(os.getpid())), ("X-Scheme", environ["wsgi.url_scheme"])])
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return [b"alone"]
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return [generate_latest(registry)]
"""


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=HANG)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(HANG)
        self.sock.connect(str(self.path))


class Gunicorn(Background):
    def __init__(self, project: Project, *arguments: str, **environment: str | None) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config", GUNICORN_CONFIG, *arguments, "metrics"]
        super().__init__(command, project.directory, project.environment(**environment))
        self.directory = project.run_directory / "gunicorn"

    def get(self, **headers: str) -> tuple[http.client.HTTPResponse, str]:
        connection = UnixConnection(self.directory / "gunicorn.sock")
        connection.request("GET", "/", headers={"Connection": "close", **headers})
        response = connection.getresponse()
        return response, response.read().decode()

    def requests(self) -> float:
        response, text = self.get()
        found = re.search(r"^requests_total (\S+)", text, re.MULTILINE)
        assert found, f"{response.status}: {text}\n{self.output}"
        return float(found[1])


def eventually(condition: Callable[[], Any]) -> None:
    """For what only a file system or a process table shows."""
    end = time.monotonic() + HANG
    while not condition():
        assert time.monotonic() < end, "it did not come true"
        time.sleep(0.02)


@pytest.fixture
def serve(project: Project) -> Iterator[Callable[..., Gunicorn]]:
    project.write("metrics.py", APP)
    running: list[Gunicorn] = []

    def start(*arguments: str, **environment: str | None) -> Gunicorn:
        server = Gunicorn(project, *arguments, **environment)
        running.append(server)
        server.wait_for("Booting worker")
        return server

    yield start
    for server in running:
        server.kill()  # a worker that is asked to stop while it boots would need the graceful timeout


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def metric_files(server: Gunicorn) -> set[str]:
    return {path.name for path in (server.directory / "prometheus").glob("*.db")}


def wait_for_metrics(server: Gunicorn, workers: int) -> None:
    """Until so many workers have imported the application: prometheus_client cannot read a file of another process that
    is there and still empty, and answers 500."""
    files = server.directory / "prometheus"
    eventually(lambda: sum(1 for path in files.glob("counter_*.db") if path.stat().st_size) == workers)


def test_modes_of_what_it_makes(serve: Callable[..., Gunicorn], project: Project) -> None:
    server = serve()
    server.get()
    assert mode(server.directory / "gunicorn.sock") == 0o660
    assert mode(server.directory / "prometheus") == 0o755
    assert not (server.directory / "gunicorn.pid").exists(), "app-runner's to write"
    server.stop()
    assert "ontrol" not in server.output
    assert not list(project.temporary.iterdir()), (
        "no control socket, no heartbeat file outside the run directory"
    )


HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
"""


def test_a_socket_that_is_handed_over_stays(project: Project) -> None:
    """app-runner binds it, so that requests wait in its backlog while Gunicorn restarts."""
    project.write("metrics.py", APP)
    path = project.run_directory / "gunicorn/gunicorn.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        number = listener.fileno()
        command = ["-c", HAND_OVER, str(number), "-m", "gunicorn", "--config", GUNICORN_CONFIG, "metrics"]
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=project.directory,
            env=project.environment(),
            pass_fds=[number],
            stderr=subprocess.DEVNULL,
        )
        try:
            connection = UnixConnection(path)
            connection.request("GET", "/", headers={"Connection": "close"})
            assert connection.getresponse().status == 200
        finally:
            process.terminate()
        assert process.wait(HANG) == 0
    assert path.is_socket()


@pytest.mark.parametrize(
    ("value", "logged"), [("1", True), ("yes", True), ("0", False), (" Off", False), ("", False)]
)
def test_access_log_switch(serve: Callable[..., Gunicorn], value: str, logged: bool) -> None:
    server = serve(GUNICORN_ACCESS_LOGS=value)
    server.get()
    server.stop()
    assert ('"GET / HTTP/1.1" 200' in server.output) == logged


def test_one_header_says_https(serve: Callable[..., Gunicorn]) -> None:
    server = serve()
    assert (
        server.get(**{"X-Forwarded-Proto": "https", "X-Forwarded-Ssl": "off"})[0].headers["X-Scheme"]
        == "https"
    )
    assert (
        server.get(**{"X-Forwarded-Ssl": "on", "X-Forwarded-Protocol": "ssl"})[0].headers["X-Scheme"]
        == "http"
    )


def test_arguments_beat_the_variable_which_beats_the_file(
    serve: Callable[..., Gunicorn], project: Project
) -> None:
    other = project.directory / "other.pid"
    serve("--pid", str(other), GUNICORN_CMD_ARGS="--pid lost.pid --access-logfile -").get()
    assert other.exists()
    assert not (project.directory / "lost.pid").exists()


@pytest.mark.parametrize(
    ("arguments", "multiprocess"),
    [
        ("", True),
        ("--workers 2 --threads 2", True),
        ("--workers 2 --preload", True),
        ("--preload", True),
        ("--worker-class gthread", False),
        ("--threads 2", False),
        ("--threads 2 --preload", False),
    ],
)
def test_when_metrics_are_shared(serve: Callable[..., Gunicorn], arguments: str, multiprocess: bool) -> None:
    server = serve(*arguments.split(), PROMETHEUS_MULTIPROC_DIR="")
    text = server.get()[1]
    assert (text != "alone") == multiprocess
    assert (server.directory / "prometheus").exists() == multiprocess


@pytest.mark.parametrize("variable", ["PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir"])
def test_a_directory_that_the_user_names(
    serve: Callable[..., Gunicorn], project: Project, variable: str
) -> None:
    mine = project.directory / "a/b"
    server = serve("--threads", "2", **{variable: str(mine)})
    assert "requests_total" in server.get()[1]
    assert list(mine.glob("counter_*.db"))
    assert not (server.directory / "prometheus").exists()


def test_counts_survive_a_reload(serve: Callable[..., Gunicorn]) -> None:
    server = serve("--workers", "2")
    wait_for_metrics(server, workers=2)
    before = [server.requests() for _ in range(5)][-1]
    gauges = {name for name in metric_files(server) if name.startswith("gauge_live")}
    for reloads in (1, 2):  # the second one finds files of workers that are gone
        server.process.send_signal(signal.SIGHUP)
        server.wait_for("Worker exiting", times=2 * reloads)
        wait_for_metrics(server, workers=2 * (reloads + 1))
        assert server.requests() == before + reloads
    eventually(lambda: not gauges & metric_files(server))


def test_a_killed_worker_is_marked_dead(serve: Callable[..., Gunicorn]) -> None:
    server = serve()
    response, text = server.get()
    pid = response.headers["X-Pid"]
    assert f"gauge_livesum_{pid}.db" in metric_files(server)
    os.kill(int(pid), signal.SIGKILL)
    server.wait_for("was sent SIGKILL")
    server.wait_for("Booting worker", times=2)
    assert f"gauge_livesum_{pid}.db" not in metric_files(server)
    assert f"counter_{pid}.db" in metric_files(server), "what it counted stays counted"
    assert server.requests() == 2


def test_files_of_dead_processes_go_at_the_start(serve: Callable[..., Gunicorn], project: Project) -> None:
    """1 is alive everywhere, but has not these files open; this process is alive, and has one of them."""
    directory = project.run_directory / "gunicorn/prometheus"
    directory.mkdir()
    dead = ["counter_1.db", "gauge_livesum_4194304.db", f"histogram_{os.getpid()}.db"]
    for name in dead:
        (directory / name).touch()
    with open(directory / f"counter_{os.getpid()}.db", "wb") as mine:
        mine.write(b"\0" * 65536)
        mine.flush()
        server = serve("--preload")
        server.get()
        names = metric_files(server)
    assert os.path.basename(mine.name) in names
    assert not names & set(dead)
    assert f"counter_{server.process.pid}.db" in names, "preloaded: the master's own files stay"


def test_the_directory_cannot_be_made(project: Project) -> None:
    project.write("metrics.py", APP)
    project.write("file", "")
    server = Gunicorn(project, PROMETHEUS_MULTIPROC_DIR=str(project.directory / "file/below"))
    assert server.wait() == 1
    assert "cannot make the Prometheus directory" in server.output
    assert "Traceback" not in server.output


def test_without_prometheus_client(serve: Callable[..., Gunicorn], project: Project) -> None:
    project.write("prometheus_client.py", "raise ImportError\n")
    project.write(
        "metrics.py",
        "import os\ndef application(environ, start):\n"
        "    start('200 OK', [('X-Pid', str(os.getpid()))])\n    return []\n",
    )
    server = serve(PYTHONPATH=str(project.directory))
    pid = int(server.get()[0].headers["X-Pid"])
    os.kill(pid, signal.SIGKILL)
    server.wait_for("Booting worker", times=2)
    assert server.get()[0].status == 200
    assert "Traceback" not in server.output
