"""PID 1 with Gunicorn: the stop, its time limit, and repeated signals."""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit import http
from testkit.app import App, nothing_left, write_wsgi
from testkit.namespace import pid1
from testkit.ports import eventually
from testkit.processes import servers, signal_masks

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def stuck(tree, as_pid1):
    """stuck(**environment): a Gunicorn whose only worker is in a request for a minute."""
    pool = ThreadPoolExecutor(1)

    def request():
        try:
            return http.request(tree.socket, "/stuck?sleep=600")
        except (OSError, AssertionError):
            return None  # cut off, as it should be

    def make(**environment) -> App:
        # With the longest timeouts, so that only app-runner's own limits end it.
        program = as_pid1(tree, write_wsgi(tree), "--timeout=600", "--graceful-timeout=600", **SKIP, **environment)
        app = App(tree, program).wait_until_ready()
        pool.submit(request)
        app.in_flight("/stuck")
        return app

    yield make
    pool.shutdown(wait=False)


def test_a_requested_stop_is_a_success(tree, as_pid1):
    program = as_pid1(tree, write_wsgi(tree), **SKIP)
    App(tree, program).wait_until_ready()
    pid1(program).send_signal(signal.SIGTERM)
    assert program.wait() == 0
    nothing_left(tree.root)


@pytest.mark.parametrize("second", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_escalates(tree, stuck, second):
    app = stuck(SHUTDOWN_TIMEOUT="600")
    pid1(app.program).send_signal(signal.SIGTERM)
    app.stderr.wait_for("Handling signal: term")
    time.sleep(0.2)  # a signal that is repeated at once is the same one (timeout(1) sends it twice)
    assert app.program.running
    pid1(app.program).send_signal(second)
    assert app.program.wait() == 0
    assert f"received a second {second.name}: sends SIGQUIT to gunicorn" in app.stderr.text()
    nothing_left(tree.root)


def test_the_stop_takes_no_longer_than_allowed(tree, stuck):
    app = stuck(SHUTDOWN_TIMEOUT="2")
    begin = time.monotonic()
    pid1(app.program).send_signal(signal.SIGTERM)
    assert app.program.wait() == 0
    assert time.monotonic() - begin >= 1, "not cut off at once"
    assert "shutdown time nearly over: sends SIGQUIT to gunicorn" in app.stderr.text(), "nor when its request ends"
    nothing_left(tree.root)


def test_even_when_gunicorn_itself_hangs(tree, stuck):
    """A stopped process takes no TERM and no QUIT."""
    app = stuck(SHUTDOWN_TIMEOUT="2")
    gunicorn = servers(pid1(app.program).pid)[0]
    gunicorn.suspend()
    pid1(app.program).send_signal(signal.SIGTERM)
    assert app.program.wait() == 0
    assert "kills gunicorn: it did not stop in time" in app.stderr.text()
    nothing_left(tree.root)


def test_orphans_of_the_project_are_reaped(tree, as_pid1):
    """A view that starts something in the background and never waits for it."""
    tree.write("app/plain.py", """
import subprocess


def application(environ, start_response):
    subprocess.run(["sh", "-c", "true & true & true &"])
    start_response("200 OK", [])
    return [b"ok"]
""")
    program = as_pid1(tree, "plain:application", **SKIP)
    app = App(tree, program).wait_until_ready()
    for _ in range(20):
        assert app.request("/").status == 200
    eventually(lambda: len(servers(pid1(program).pid)) == 1, "only Gunicorn")


def test_masks_of_gunicorn_and_its_workers(tree, as_pid1):
    program = as_pid1(tree, write_wsgi(tree), **SKIP)
    App(tree, program).wait_until_ready()
    master = servers(pid1(program).pid)[0]
    for process in (master, *master.children()):
        with open(f"/proc/{process.pid}/status") as status:
            blocked, ignored = signal_masks(status.read())
        # Python ignores these two by itself.
        assert (blocked, ignored - {signal.SIGPIPE, signal.SIGXFSZ}) == (set(), set())
