"""`app-runner procfile NAME`: a process of the Procfile as PID 1's only work."""

import os
import signal

import pytest
from testkit import unprivileged
from testkit.app import needs_root, nothing_left
from testkit.namespace import pid1
from testkit.ports import eventually

from .conftest import PROCFILE, pid_of


def test_it_lists_them(site, run):
    ended = run(site, "procfile")
    assert ended.status == 0
    lines = PROCFILE.replace("hunter2", "<redacted>").splitlines()
    assert ended.stdout.text().splitlines() == [line for line in lines if ": " in line and not line.startswith("#")]


def test_it_runs_until_told_to_stop(site, start, health):
    program = start(site, "app-runner", "procfile", "worker", PORT="9123", SUPERUSER_PASSWORD="hush")
    pid = pid_of(program, "worker")
    words = next(line for line in program.stdout.lines if b" runs " in line).decode().split()
    assert words == ["worker", "runs", str(pid), "9123", str(site.app), "None", "None"]
    assert health() == (0, "ok: the procfile-process runs") and health("--live")[0] == 0
    assert program.stop() == 0
    assert "worker stops SIGTERM" in program.stdout.text()
    assert health()[0] == 1
    nothing_left(site.root)


@pytest.mark.parametrize("name", ["SIGHUP", "SIGUSR1", "SIGUSR2"])
def test_signals_reach_it(site, start, name):
    program = start(site, "app-runner", "procfile", "alerts")
    pid_of(program, "alerts")
    program.signal(getattr(signal, name))
    program.stdout.wait_for(f"alerts hears {name}")


def test_its_status_is_the_container_s(site, run):
    ended = run(site, "procfile", "quick")
    assert ended.status == 3
    assert "procfile.quick ended: exit status 3; stopping with status 3" in ended.stderr.text()


def test_a_killed_one(site, start):
    program = start(site, "app-runner", "procfile", "worker")
    os.kill(pid_of(program, "worker"), signal.SIGKILL)
    assert program.wait() == 137


def test_one_that_ignores_the_stop_is_killed_at_the_budget(site, start):
    program = start(site, "app-runner", "procfile", "stubborn", SHUTDOWN_TIMEOUT="2")
    pid_of(program, "stubborn")
    assert program.stop() == 0
    nothing_left(site.root)


@needs_root
def test_as_pid_1(site, as_pid1):
    """Orphans are reaped, a stop ends all."""
    site.write("app/Procfile", "worker: (sleep 0.1 &) ; exec python program.py worker\n")
    program = as_pid1(site, "procfile", "worker")
    pid_of(program, "worker")
    init = pid1(program)
    eventually(lambda: len(init.children(recursive=True)) <= 2, "the worker and the log relay alone")
    init.send_signal(signal.SIGTERM)
    assert program.wait() == 0
    assert "worker stops SIGTERM" in program.stdout.text()


@needs_root
def test_as_root_it_runs_as_the_project_s_user(site, start):
    unprivileged.open_to_all(site)
    site.write("app/Procfile", "who: id -un; grep NoNewPrivs /proc/self/status\n")
    program = start(site, "app-runner", "procfile", "who", BOOTSTRAP_USER=unprivileged.NAME)
    assert program.wait() == 0
    assert program.stdout.text().split() == [unprivileged.NAME, "NoNewPrivs:", "1"]


def test_plan(site, run):
    text = run(site, "plan", "procfile", "worker").stdout.text()
    assert "run: procfile.worker\n    /bin/sh -c 'exec python program.py worker'" in text
    assert "say in" in text and "procfile-process" in text
