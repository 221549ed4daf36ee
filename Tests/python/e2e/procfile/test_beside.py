"""PROCFILE: processes of the project's Procfile beside Gunicorn in the single container."""

import os
import signal

import psutil
import pytest
from testkit import http
from testkit.app import nothing_left
from testkit.ports import eventually
from testkit.processes import servers

from .conftest import pid_of


def test_two_beside_the_web_and_a_stop(container, site):
    app = container("worker,alerts")
    pids = {name: pid_of(app.program, name) for name in ("worker", "alerts")}
    assert len(servers(app.program.pid)) == 4
    assert {child.pid for child in servers(app.program.pid)} > set(pids.values()), "the shell is replaced"
    lines = [line.decode().split() for line in app.stdout.lines if b" runs " in line]
    assert sorted(lines) == [
        ["alerts", "runs", str(pids["alerts"]), str(site.port), str(site.app), "bar", "None"],
        ["worker", "runs", str(pids["worker"]), str(site.port), str(site.app), "None", "None"],
    ]
    assert app.request("/").status == 200
    assert app.stop() == 0
    for name in pids:
        assert f"{name} stops SIGTERM" in app.stdout.text()
        assert f"procfile.{name} stopped: exit status 7" in app.stderr.text()
    log = app.stderr.text()
    assert log.index("procfile.worker stopped") < log.index("gunicorn stopped")
    nothing_left(site.root)


def test_one_that_dies_comes_back(container, site):
    app = container("worker,alerts")
    first, other = pid_of(app.program, "worker"), pid_of(app.program, "alerts")
    os.kill(first, signal.SIGKILL)
    app.stderr.wait_for("procfile.worker ended: signal 9 (SIGKILL); starting it again in 0.5 s")
    assert pid_of(app.program, "worker", 1) != first
    assert psutil.pid_exists(other) and http.answers(site.port, "/")
    assert app.stop() == 0


def test_past_its_budget_the_container_stops(container):
    app = container("worker,quick", RESTART_LIMIT="1")
    assert app.program.wait() == 3
    assert "procfile.quick ended: exit status 3; restart limit reached (1 in 300 s); stopping with status 3" in app.stderr.text()
    assert "worker stops SIGTERM" in app.stdout.text()


@pytest.mark.parametrize("essential", ["nginx,gunicorn", "nginx,gunicorn,procfile.worker", "nginx,gunicorn,worker"])
def test_it_goes_on_without_what_is_not_essential(container, site, essential):
    app = container("worker,quick", RESTART_LIMIT="0", ESSENTIAL_PROCESSES=essential)
    app.stderr.wait_for("procfile.quick ended: exit status 3; continuing without it")
    pid_of(app.program, "worker")
    assert http.answers(site.port, "/")
    assert app.stop() == 0


def test_several_of_one(container):
    app = container("worker=2")
    pids = {pid_of(app.program, "worker"), pid_of(app.program, "worker", 1)}
    assert len(pids) == 2
    assert "starts procfile.worker.1" in app.stderr.text() and "starts procfile.worker.2" in app.stderr.text()
    assert app.stop() == 0
    assert app.stdout.text().count("worker stops SIGTERM") == 2


def test_a_chain_gets_the_signal_as_a_group(container, site):
    app = container("chain")
    pid = pid_of(app.program, "chain")
    assert pid not in {child.pid for child in servers(app.program.pid)}, "below its shell"
    assert app.stop() == 0
    assert "chain stops SIGTERM" in app.stdout.text()
    nothing_left(site.root)


def test_one_that_ignores_the_stop_is_killed_at_the_budget(container, site):
    app = container("stubborn", SHUTDOWN_TIMEOUT="3")
    pid_of(app.program, "stubborn")
    assert app.stop() == 0
    assert "kills procfile.stubborn: it did not stop in time" in app.stderr.text()
    nothing_left(site.root)


def test_sighup_is_not_passed_on(container, site):
    """It restarts Gunicorn's workers; what a program of the project does with it is not known."""
    app = container("worker")
    pid_of(app.program, "worker")
    before = app.workers
    app.program.signal(signal.SIGHUP)
    eventually(lambda: app.workers and not app.workers & before, "new workers")
    assert "hears" not in app.stdout.text()
    assert app.stop() == 0


def test_plan_names_them(site, run):
    environment = {"BOOTSTRAP_SHAPE": "single", "SKIP_MIGRATIONS": "1", "PROCFILE": "alerts,secret"}
    text = run(site, "plan", "plain:application", **environment).stdout.text()
    assert "run: procfile.alerts\n    /bin/sh -c 'FOO=bar exec python program.py alerts'" in text
    assert "hunter2" not in text
    assert "nginx, procfile.alerts" in text or "procfile.alerts" in text.partition("stop within")[2]
