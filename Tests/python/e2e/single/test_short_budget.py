"""A stop with a short budget: requests get most of it, and one that is cut off leaves a line."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit.app import write_wsgi
from testkit.ports import connect

SKIP = {"SKIP_MIGRATIONS": "1"}


def test_nine_seconds_are_enough_for_a_request_of_six(tree, serve, single):
    app = serve(tree, write_wsgi(tree), address=tree.port, SHUTDOWN_TIMEOUT="9", **SKIP, **single)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=6")
        app.in_flight("/slow")
        assert app.stop() == 0
        assert slow.result().status == 200
    text = app.stderr.text()
    assert "sends SIG" not in text and "cut off" not in text


@pytest.mark.parametrize("worker", ["sync", "gthread"])
def test_requests_that_are_cut_off_leave_lines(tree, serve, single, worker):
    """Of Nginx their number, of Gunicorn method and path: a query may have secrets in it."""
    workers = ["--workers", "2", "--worker-class", worker, "--threads", "2", "--graceful-timeout", "600"]
    app = serve(tree, write_wsgi(tree), *workers, address=tree.port, SHUTDOWN_TIMEOUT="3", **SKIP, **single)
    with ThreadPoolExecutor() as pool:
        requests = [pool.submit(attempt, app, f"/slow/{number}?sleep=600&token=hunter2") for number in range(2)]
        for number in range(2):
            app.in_flight(f"/slow/{number}")
        app.program.signal(signal.SIGTERM)
        assert app.program.wait() == 0
        assert {request.result() for request in requests} == {None}
    assert "nginx ends with 2 client connections open: requests on them are cut off" in app.stderr.text()
    cut = [line for line in app.stderr.lines if b"cuts off a request" in line]
    assert [sum(b"GET /slow/%d, after" % number in line for line in cut) for number in range(2)] == [1, 1], app.stderr.text()
    assert not any(b"hunter2" in line for line in cut)


def test_a_stop_that_cuts_nothing_off_says_nothing(tree, serve, single):
    """An idle connection is closed by Nginx itself before it ends."""
    app = serve(tree, write_wsgi(tree), address=tree.port, **SKIP, **single)
    with connect(tree.port) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert idle.recv(65536).startswith(b"HTTP/1.1 200")
        assert app.stop() == 0
    assert "cut" not in app.stderr.text()


def attempt(app, target):
    """The status, or None when the connection is cut."""
    try:
        return app.request(target).status
    except (OSError, AssertionError):
        return None
