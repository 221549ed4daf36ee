"""Celery in the single container: children of app-runner, started again when they die."""

import os
import signal
import stat

import pytest
from testkit import http
from testkit.ports import eventually
from testkit.processes import servers
from testkit.site import APPLICATION

from .conftest import child


def test_four_children_and_a_stop(container, tree):
    shop, program = container()
    children = servers(program.pid)
    assert len(children) == 4
    assert "solo" in child(program, "worker").cmdline()
    for name in ("worker", "beat"):
        pidfile = tree.run / "celery" / f"{name}.pid"
        assert stat.S_IMODE(pidfile.stat().st_mode) == 0o644
        assert int(pidfile.read_text()) == child(program, name).pid
    shop.until_logged("note beat")
    shop.until("ok", kind="beat")
    assert program.stop() == 0
    assert not any(process.is_running() for process in children)


@pytest.mark.parametrize("name", ["worker", "beat", "nginx"])
def test_a_killed_process_is_started_again(container, tree, name):
    shop, program = container()
    before = child(program, name)
    before.kill()
    program.stderr.wait_for(f"{name} ended: signal 9 (SIGKILL); starting it again in 0.5 s")
    program.stderr.wait_for(f"starts {name} again")
    eventually(lambda: len(servers(program.pid)) == 4, "four children")
    assert child(program, name).pid != before.pid
    if name == "nginx":
        eventually(lambda: http.answers(tree.port, "/"), "the site")
    else:
        mark = len(shop.log)
        shop.until("ok", kind=name)
        eventually(lambda: len(shop.log) > mark, "a task")
    assert program.stop() == 0


def test_gunicorn_comes_back_and_requests_wait_for_it(container, tree):
    _, program = container()
    child(program, APPLICATION).kill()
    program.stderr.wait_for("gunicorn ended: signal 9")
    assert http.request(tree.port, "/").status == 200, "it waited in the socket's backlog"
    assert program.stop() == 0


def test_past_its_budget_the_container_stops(container):
    _, program = container(RESTART_LIMIT="1", CELERY_BEAT="0")
    first = child(program, "worker")
    first.kill()
    program.stderr.wait_for("starts worker again")
    eventually(lambda: len(servers(program.pid)) == 3, "three children")
    child(program, "worker").kill()
    assert program.wait() == 137
    assert "restart limit reached (1 in 300 s); stopping with status 137" in program.stderr.text()


def test_it_goes_on_without_what_is_not_essential(container, tree):
    _, program = container(RESTART_LIMIT="0", ESSENTIAL_PROCESSES="nginx,gunicorn", CELERY_BEAT="0")
    os.kill(child(program, "worker").pid, signal.SIGKILL)
    program.stderr.wait_for("worker ended: signal 9 (SIGKILL); continuing without it")
    assert http.answers(tree.port, "/")
    assert program.stop() == 0
