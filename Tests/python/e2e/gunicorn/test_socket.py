"""The socket belongs to app-runner: Gunicorn comes and goes, requests wait."""

import os
import signal
import stat
import subprocess
import threading

import pytest
from testkit.app import kill_all, nothing_left, write_wsgi
from testkit.ports import eventually
from testkit.upstream import FakeUpstream

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def module(tree):
    return write_wsgi(tree)


def identity(path):
    """The inode and when it was bound: a number alone is often given to the next file."""
    info = os.stat(path)
    return info.st_ino, info.st_mtime_ns


def test_a_reload_replaces_the_workers_and_loses_no_request(tree, module, serve):
    app = serve(tree, module, WEB_CONCURRENCY="2", **SKIP)
    app.wait_for_workers(2)
    before, master, socket = app.workers, app.master.pid, identity(tree.socket)
    stop, statuses = threading.Event(), []

    def ask():
        while not stop.is_set():
            statuses.append(app.request("/").status)

    client = threading.Thread(target=ask)
    client.start()
    try:
        eventually(lambda: statuses, "an answer of the old ones")
        app.program.signal(signal.SIGHUP)
        eventually(lambda: len(app.workers) == 2 and not app.workers & before, "new workers")
        # One of the first two may have been sent before.
        after = len(statuses) + 2
        eventually(lambda: len(statuses) >= after or not client.is_alive(), "an answer of the new ones")
    finally:
        stop.set()
        client.join()
    assert set(statuses) == {200} and len(statuses) >= after
    assert app.master.pid == master
    assert identity(tree.socket) == socket
    assert app.seen()["pid"] in app.workers


def test_new_code_after_a_reload(tree, module, serve):
    app = serve(tree, module, **SKIP)
    source = (tree.app / "plain.py").read_text()
    tree.write("app/plain.py", source.replace('"200 OK"', '"203 New"'))
    app.program.signal(signal.SIGHUP)
    eventually(lambda: app.request("/").status == 203, "the new code")


def test_the_socket_is_handed_over(tree, module, serve):
    app = serve(tree, module, **SKIP)
    app.stderr.wait_for(f"Listening at: unix:{tree.socket}")
    socket = identity(tree.socket)
    app.master.send_signal(signal.SIGTERM)  # Gunicorn ends by itself, and would unlink a socket that it had bound
    assert app.program.wait() == 0
    assert identity(tree.socket) == socket


def test_ttin_and_ttou_change_the_number_of_workers(tree, module, serve):
    app = serve(tree, module, **SKIP)
    app.program.signal(signal.SIGTTIN)
    app.wait_for_workers(2)
    app.program.signal(signal.SIGTTOU)
    app.wait_for_workers(1)
    assert app.request("/").status == 200


def test_left_overs_of_a_crash_do_not_stop_a_start(tree, module, serve):
    crashed = serve(tree, module, **SKIP)
    first = identity(tree.socket)
    kill_all(tree)
    crashed.program.wait()
    nothing_left(tree.root)
    assert tree.socket.exists() and (tree.run / "gunicorn" / "gunicorn.pid").exists()

    app = serve(tree, module, **SKIP)
    assert app.request("/").status == 200
    assert identity(tree.socket) != first
    assert app.pidfile == app.master.pid


def test_a_pidfile_with_another_programs_number(tree, module, serve):
    """After a restart of a container the old number is often another process's."""
    other = subprocess.Popen(["sleep", "600"])
    try:
        tree.write("run/gunicorn/gunicorn.pid", f"{other.pid}\n")
        app = serve(tree, module, **SKIP)
        assert app.request("/").status == 200
        assert app.pidfile == app.master.pid
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_the_pidfile_is_there_as_long_as_gunicorn(tree, module, serve):
    app = serve(tree, module, **SKIP)
    pidfile = tree.run / "gunicorn" / "gunicorn.pid"
    assert app.pidfile == app.master.pid and stat.S_IMODE(pidfile.stat().st_mode) == 0o644
    assert app.stop() == 0
    assert not pidfile.exists()


def test_a_pidfile_that_cannot_be_written(tree, module, serve):
    """Not at the start, and not at a reload, at which Gunicorn itself would write it anew and end when it cannot."""
    (tree.run / "gunicorn" / "gunicorn.pid").mkdir(parents=True)
    app = serve(tree, module, **SKIP)
    assert "cannot write" in app.stderr.text() and "gunicorn runs without it" in app.stderr.text()
    before = app.workers
    app.program.signal(signal.SIGHUP)
    eventually(lambda: app.workers and not app.workers & before, "new workers")
    assert app.request("/").status == 200


def test_a_configuration_of_the_users_may_name_the_same_pidfile(tree, module, serve):
    """As the predecessor's did."""
    pidfile = tree.run / "gunicorn" / "gunicorn.pid"
    own = tree.write("app/own.py", f"bind = 'unix:{tree.socket}'\npidfile = '{pidfile}'\n")
    app = serve(tree, module, "--config", own, **SKIP)
    assert app.pidfile == app.master.pid
    before = app.workers
    app.program.signal(signal.SIGHUP)
    eventually(lambda: app.workers and not app.workers & before, "new workers")
    assert app.pidfile == app.master.pid
    assert app.stop() == 0
    assert not pidfile.exists()


@pytest.mark.parametrize("content", ["", "not a number\n", "0\n", "-1\n", "999999999999999999999\n"])
def test_a_pidfile_with_nonsense(tree, module, serve, content):
    tree.write("run/gunicorn/gunicorn.pid", content)
    app = serve(tree, module, **SKIP)
    assert app.request("/").status == 200
    assert app.pidfile == app.master.pid


def test_a_socket_that_another_process_serves(tree, module, run):
    other = FakeUpstream(tree.socket)
    try:
        ended = run(tree, module, **SKIP)
        assert ended.status == 78
        assert f"cannot listen on {tree.socket}" in ended.stderr.text() and "another process" in ended.stderr.text()
        assert tree.socket.exists(), "the other's socket is its own"
    finally:
        other.close()
