"""The order of a stop: Nginx drains first, then Gunicorn; and what happens when one of them is killed."""

import signal
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from testkit.app import nothing_left, processes_of, write_wsgi
from testkit.limits import HANG
from testkit.ports import connects, eventually
from testkit.site import APPLICATION, SITE, write_site

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def app(tree, serve, single):
    return serve(tree, write_wsgi(tree), address=tree.port, **SKIP, **single)


def nginx_of(app) -> psutil.Process:
    return psutil.Process(int((app.tree.run / "nginx.pid").read_text()))


def test_a_request_in_flight_is_finished(tree, app):
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=1.5")
        app.in_flight("/slow")
        assert app.stop() == 0
        response = slow.result()
    assert response.status == 200
    assert b'"pid"' in response.body
    text = app.stderr.text()
    assert text.index("nginx stopped") < text.index("Handling signal: term") < text.index("gunicorn stopped")
    nothing_left(tree.root)
    assert not connects(tree.port)


def test_new_connections_are_refused_while_it_drains(tree, app):
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=1")
        app.in_flight("/slow")
        app.program.signal(signal.SIGTERM)
        app.stderr.wait_for("received SIGTERM")
        while connects(tree.port):
            assert not slow.done(), "the port was open until the end"
        assert slow.result().status == 200
        assert app.program.wait() == 0


@pytest.mark.parametrize("which", ["nginx", "gunicorn"])
def test_the_container_stops_when_one_is_killed(tree, app, which):
    victim = nginx_of(app) if which == "nginx" else app.master
    assert len(processes_of(tree.root)) >= 5, "app-runner, two masters, their workers"
    victim.kill()
    assert app.program.wait() == 137
    assert f"{which} ended: signal 9 (SIGKILL)" in app.stderr.text()
    nothing_left(tree.root)
    assert not connects(tree.port)


def test_a_long_request_is_cut_off_in_time(tree, serve, single):
    app = serve(tree, write_wsgi(tree), "--graceful-timeout=600", address=tree.port, SHUTDOWN_TIMEOUT="3", **SKIP, **single)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(attempt, app, "/slow?sleep=600")
        app.in_flight("/slow")
        app.program.signal(signal.SIGTERM)
        assert app.program.wait() == 0
        assert slow.result() is None
    assert "shutdown time nearly over: sends SIGQUIT to gunicorn" in app.stderr.text()
    nothing_left(tree.root)


def attempt(app, target):
    """The status, or None when the connection is cut."""
    try:
        return app.request(target).status
    except (OSError, AssertionError):
        return None


@pytest.mark.parametrize("text", ["this is not nginx\n", "location /x { proxy_pass http://no.such.host.invalid; }\n"])
def test_a_file_that_nginx_refuses(tree, run, single, text):
    write_site(tree)
    file = tree.override("conf.d/django.conf.d/locations/root.conf", text)
    ended = run(tree, APPLICATION, **SITE, **single)
    assert ended.status == 78
    assert str(file) in ended.stderr.text()
    assert not (tree.app / "db.sqlite3").exists()
    nothing_left(tree.root)


def test_nothing_outlives_a_runner_that_is_killed(tree, app):
    """On a host no PID namespace takes the servers along: each gets a signal when its runner ends, however it ends."""
    before = processes_of(tree.root)
    assert len(before) >= 5
    app.program.process.kill()
    assert app.program.wait() == -signal.SIGKILL
    nothing_left(tree.root)
    assert not connects(tree.port)


@pytest.mark.parametrize("which", ["nginx", "gunicorn"])
def test_a_killed_master_takes_no_request_along(tree, serve, which):
    """Its workers finish what they have, and the others wait in the runner's sockets until the next master is there."""
    app = serve(tree, write_wsgi(tree), address=tree.port, WEB_CONCURRENCY="2", BOOTSTRAP_SHAPE="single", **SKIP)
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=1.5")
        app.in_flight("/slow")
        victim = nginx_of(app) if which == "nginx" else app.master
        orphans = victim.children()
        victim.kill()
        app.stderr.wait_for(f"{which} ended: signal 9 (SIGKILL)")
        assert not slow.done()
        assert pool.submit(app.request, "/").result().status == 200
        assert slow.result().status == 200
    psutil.wait_procs(orphans, HANG)
    assert not any(orphan.is_running() for orphan in orphans)


def test_the_control_takes_it_along(tree, serve):
    """A user's own listen directive: the port is not the runner's to keep."""
    app = serve(tree, write_wsgi(tree), address=tree.port, BOOTSTRAP_SHAPE="single", **SKIP)
    conf = (tree.run / "nginx" / "conf" / "conf.d" / "django.conf").read_text()
    assert app.stop() == 0
    tree.override("conf.d/django.conf", "# mine\n" + conf)
    app = serve(tree, "plain:application", address=tree.port, BOOTSTRAP_SHAPE="single", **SKIP)
    nginx_of(app).kill()
    app.stderr.wait_for("nginx ended: signal 9 (SIGKILL)")
    eventually(lambda: not connects(tree.port), "the port is closed")
    eventually(lambda: connects(tree.port), "Nginx again")
