"""The container ends with Gunicorn, and leaves nothing."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit.app import nothing_left, write_wsgi

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.mark.parametrize(("number", "status"), [(signal.SIGKILL, 137), (signal.SIGTERM, 0), (signal.SIGQUIT, 0)])
def test_the_status_is_gunicorns(tree, serve, number, status):
    app = serve(tree, write_wsgi(tree), WEB_CONCURRENCY="2", **SKIP)
    app.wait_for_workers(2)
    app.master.send_signal(number)
    # A worker that has just been forked misses the signal; Gunicorn then waits its graceful timeout of 30 s.
    assert app.program.wait() == status
    nothing_left(tree.root)


def test_an_application_that_never_loads(tree, run):
    """Without bootstrap there is no check before: Gunicorn's own status 3."""
    tree.write("app/plain.py", "raise RuntimeError('never')\n")
    ended = run(tree, "plain:application", **SKIP)
    assert ended.status == 3, ended.output()
    assert "never" in ended.stderr.text()
    nothing_left(tree.root)


def test_a_worker_that_is_killed_is_replaced_by_gunicorn(tree, serve):
    app = serve(tree, write_wsgi(tree), **SKIP)
    (worker,) = app.workers
    next(child for child in app.master.children() if child.pid == worker).kill()
    app.stderr.wait_for(f"Worker (pid:{worker})")
    assert app.seen()["pid"] != worker
    assert app.stop() == 0


def test_a_stop_finishes_the_request_in_flight(tree, serve):
    app = serve(tree, write_wsgi(tree), **SKIP)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=1")
        app.in_flight("/slow")
        assert app.stop() == 0
        assert slow.result().status == 200
    nothing_left(tree.root)
