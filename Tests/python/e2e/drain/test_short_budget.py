"""A pod with a short budget, with the drain delay that it has by default: both containers let requests finish."""

import signal
from concurrent.futures import ThreadPoolExecutor

from testkit import http
from testkit.app import write_wsgi
from testkit.ports import eventually

NINE = {"SHUTDOWN_TIMEOUT": "9", "DRAIN_DELAY": ""}


def test_a_request_of_six_seconds_survives_in_both_containers(tree, serve, start):
    proxy = start(tree, "proxy", "run", **NINE)
    app = serve(tree, write_wsgi(tree), address=tree.port, SKIP_MIGRATIONS="1", **NINE)
    eventually(lambda: http.answers(tree.status_port, "/readyz"), "ready")
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=6")
        app.in_flight("/slow")
        for program in (app.program, proxy):
            program.signal(signal.SIGTERM)
        assert proxy.wait() == 0 and app.program.wait() == 0
        assert slow.result().status == 200
    assert "still serving for 1 s" in proxy.stderr.text()
    for program in (app.program, proxy):
        assert "cut off" not in program.stderr.text() and "sends SIG" not in program.stderr.text()


def test_plan_prints_the_times(tree, run):
    text = run(tree, "plan", program="proxy", **NINE).stdout.text()
    assert "still serving for 1 s (DRAIN_DELAY)" in text and "at 7.5 s: escalation: SIGTERM for nginx" in text
    text = run(tree, "plan", write_wsgi(tree), SKIP_MIGRATIONS="1", **NINE).stdout.text()
    assert "the proxy drains, at 6.6 s at the latest" in text and "at 7.5 s: escalation" in text


def test_requests_that_the_proxy_cuts_off_leave_a_line(tree, serve, start):
    """A second signal, and at once: nothing waits for the request."""
    proxy = start(tree, "proxy", "run")
    app = serve(tree, write_wsgi(tree), address=tree.port, SKIP_MIGRATIONS="1")
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(http.send, tree.port, http.message("/slow?sleep=600"))
        app.in_flight("/slow")
        proxy.signal(signal.SIGQUIT)
        assert proxy.wait() == 0
        assert slow.result() == b""
        app.program.signal(signal.SIGQUIT)
        assert app.program.wait() == 0
    assert "nginx ends with 1 client connection open: requests on them are cut off" in proxy.stderr.text()
    assert "/slow" not in proxy.stdout.text(), "Nginx itself says nothing of it"
    assert "cuts off a request: GET /slow, after" in app.stderr.text(), app.stderr.text()
