"""prometheus_client over several workers, reloads and restarts."""

import os
import re
import signal

import pytest
from testkit.ports import eventually

METRICS = """
import os
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest, multiprocess

visits = Counter("visits", "Visits")
alive = Gauge("alive", "Workers", multiprocess_mode="livesum")


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    alive.set(1)
    if environ["PATH_INFO"] == "/visit":
        visits.inc()
    if environ["PATH_INFO"] != "/metrics":
        return [b"ok"]
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    return [generate_latest(registry)]
"""

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def module(tree):
    tree.write("app/plain.py", METRICS)
    return "plain:application"


def value(app, name: str) -> float:
    return float(re.search(rf"^{name} (\S+)$", app.request("/metrics").body.decode(), re.MULTILINE)[1])


def test_counters_survive_a_reload(tree, module, serve):
    app = serve(tree, module, WEB_CONCURRENCY="2", **SKIP)
    app.wait_for_workers(2)
    for _ in range(5):
        app.request("/visit")
    assert value(app, "visits_total") == 5
    before = app.workers
    app.program.signal(signal.SIGHUP)
    eventually(lambda: len(app.workers) == 2 and not app.workers & before, "new workers")
    app.request("/visit")
    assert value(app, "visits_total") == 6
    # Gunicorn marks a dead worker when it reaps it.
    eventually(lambda: value(app, "alive") <= 2, "dead workers count no more")


def test_one_worker_gets_the_folder_too(tree, module, serve):
    app = serve(tree, module, **SKIP)
    app.request("/visit")
    assert value(app, "visits_total") == 1
    assert list((tree.run / "gunicorn" / "prometheus").glob("counter_*.db"))


def test_files_of_dead_processes_are_removed_at_start(tree, module, serve):
    folder = tree.run / "gunicorn" / "prometheus"
    first = serve(tree, module, **SKIP)
    first.request("/visit")
    assert first.stop() == 0
    assert list(folder.glob("*.db"))
    second = serve(tree, module, **SKIP)
    second.request("/visit")
    assert value(second, "visits_total") == 1


@pytest.mark.parametrize("name", ["PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir"])
def test_a_folder_of_the_users(tree, module, serve, name):
    folder = tree.root / "metrics"
    app = serve(tree, module, **{name: folder}, **SKIP)
    app.request("/visit")
    assert value(app, "visits_total") == 1
    assert list(folder.glob("counter_*.db")) and not os.listdir(tree.run / "gunicorn" / "prometheus")


def test_a_project_without_prometheus(tree, serve):
    """The old image promised that it need not be installed."""
    tree.write("app/prometheus_client.py", "raise ImportError('not installed')\n")
    tree.write("app/plain.py", "def application(environ, start_response):\n    start_response('200 OK', [])\n    return [b'ok']\n")
    app = serve(tree, "plain:application", WEB_CONCURRENCY="2", **SKIP)
    app.wait_for_workers(2)
    app.program.signal(signal.SIGHUP)
    app.stderr.wait_for("Hang up")
    assert app.request("/").status == 200
    assert app.stop() == 0
    assert "Traceback" not in app.stderr.text()
