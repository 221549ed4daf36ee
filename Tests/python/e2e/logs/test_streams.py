"""Which streams are relayed, and whose they may be."""

import json
import signal
import socket
import subprocess

import pytest
from testkit import http, unprivileged
from testkit.app import kill_all, needs_root, nothing_left
from testkit.ports import connects, eventually
from testkit.processes import relays, servers

from .conftest import DROPPED, FILL, Logged, numbers, single


def test_both_streams_in_one_socket(tree, binary):
    """As a service manager has it: lines of both in the order in which they were written."""
    ours, theirs = socket.socketpair()
    program = subprocess.Popen(
        [binary("proxy"), "run"], env=tree.environment(NGINX_UPSTREAM_WAIT="0"), cwd=tree.app, stdin=subprocess.DEVNULL,
        stdout=theirs, stderr=theirs,
    )  # fmt: skip
    theirs.close()
    try:
        eventually(lambda: http.answers(tree.status_port, "/livez"), "the proxy")
        site = Logged(tree, program)
        assert site.fill() == {503}, "the log is not read"
        reader = ours.makefile("rb")
        lines = [reader.readline()]
        while not DROPPED.search(lines[-1].rstrip()):
            lines.append(reader.readline())
        program.send_signal(signal.SIGTERM)
        lines = b"".join([*lines, *reader]).splitlines()
        assert program.wait() == 0
    finally:
        program.kill()
        kill_all(tree)
        ours.close()
    gaps = [line for line in lines if DROPPED.search(line)]
    assert gaps and all(b" lines of output: " in line for line in gaps)
    kept = numbers(lines, "fill")
    assert kept and kept == sorted(kept)
    assert b"nginx stopped: exit status 0" in lines[-1]
    assert all(json.loads(line) for line in lines if line.startswith(b"{"))


def test_a_terminal_a_file_and_commands_need_none(tree, binary, start, run):
    output = tree.write("out")
    with output.open("wb") as file:
        proxy = subprocess.Popen([binary("proxy"), "run"], env=tree.environment(), cwd=tree.app, stdout=file, stderr=file)
    try:
        eventually(lambda: http.answers(tree.status_port, "/livez"), "the proxy")
        assert relays(proxy.pid) == [] and len(servers(proxy.pid)) == 1
    finally:
        proxy.terminate()
        assert proxy.wait() == 0
    command = start(tree, "app-runner", "sh", "-c", "echo $PPID; exec sleep 600")
    command.stdout.wait_for(str(command.pid))
    assert relays(command.pid) == [], "a command's output is what was asked for"
    command.kill()


@needs_root
def test_nginx_s_worker_opens_its_log_anew(tree, start):
    """At SIGUSR1, as its own user; a master that is root gives it the pipe first (ngx_reopen_files), which is the runner's."""
    unprivileged.open_to_all(tree)
    proxy = start(tree, "proxy", "run", NGINX_UPSTREAM_WAIT="0", NGINX_USER="www-data", BOOTSTRAP_LOG_LEVEL="debug")
    eventually(lambda: http.answers(tree.status_port, "/livez"), "the proxy")
    mark = len(proxy.stderr.lines)
    proxy.signal(signal.SIGUSR1)
    # The master says it first, then its worker, which opens its files before it serves again.
    eventually(
        lambda: sum(line.endswith(b": reopening logs") for line in proxy.stderr.lines[mark:]) == 2, "both have opened them"
    )
    assert http.request(tree.port, "/afterwards").status == 503
    proxy.stdout.wait_for("/afterwards")
    relays(proxy.pid)[0].kill()
    proxy.stderr.wait_for("log relay ended")
    assert http.request(tree.port, "/at-last").status == 503
    proxy.stdout.wait_for("/at-last")
    assert b"Permission denied" not in b"".join(proxy.stderr.lines)
    assert proxy.stop() == 0


# As projects do whose logging has a file's name.
REOPENS = """
def application(environ, start_response):
    with open("/dev/stderr", "w") as stream:
        print("reopened", environ["PATH_INFO"], file=stream)
    start_response("200 OK", [])
    return [b"ok"]
"""


@needs_root
@pytest.mark.parametrize("overflow", ["drop", "block"])
def test_the_project_s_user_opens_stderr_by_name(tree, start, overflow):
    """`block` is the control: without a relay the pipe is root's."""
    unprivileged.open_to_all(tree)
    tree.write("app/plain.py", REOPENS)
    app = start(
        tree, "app-runner", "plain:application", BOOTSTRAP_USER=unprivileged.NAME, SKIP_MIGRATIONS="1", LOG_OVERFLOW=overflow,
        **unprivileged.tools(tree.root / "bin"),
    )  # fmt: skip
    eventually(lambda: connects(tree.socket), "Gunicorn's socket")
    http.send(tree.socket, http.message("/hello"))
    app.stderr.wait_for("reopened /hello" if overflow == "drop" else "PermissionError")


@needs_root
def test_a_pipe_of_somebody_elses(tree, serve, binary):
    """Not root, with streams that root made: they cannot be opened again, and still no process waits."""
    unprivileged.open_to_all(tree)
    for folder in (tree.app, tree.run):
        unprivileged.give(folder)
    site = single(
        tree, serve, reads=False, prefix=[*unprivileged.as_nobody(), binary("app-runner")], NGINX_USER="nginx",
        BOOTSTRAP_USER="django", **unprivileged.tools(tree.root / "bin"),
    )  # fmt: skip
    assert site.fill() == {200}
    site.read()
    site.program.stdout.wait_for("lines of stdout")
    kept = numbers(site.access_log(), "fill")
    assert kept == sorted(kept) and len(kept) < FILL
    assert site.program.stop() == 0
    nothing_left(tree.root)
