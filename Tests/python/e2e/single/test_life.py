"""One container: both servers, one listener."""

import os
import signal
import stat

import pytest
from testkit import http
from testkit.app import nothing_left, write_wsgi
from testkit.ports import connects, eventually
from testkit.site import APPLICATION, SITE, add_static_file, write_site

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def app(tree, serve, single):
    tree.write("app/static/a.css", "body {}")
    return serve(tree, write_wsgi(tree), address=tree.port, **SKIP, **single)


def by_name(app) -> dict[str, int]:
    """The names of app-runner's direct children, with their pids."""
    return {"nginx" if "nginx" in " ".join(child.cmdline()[:2]) else "gunicorn": child.pid for child in app.children}


def test_both_are_our_children_and_serve(tree, app):
    eventually(lambda: http.answers(tree.status_port, "/livez"), "the status port")
    children = by_name(app)
    assert sorted(children) == ["gunicorn", "nginx"] and len(app.children) == 2
    assert children["gunicorn"] == app.pidfile
    pidfile = tree.run / "nginx.pid"
    assert int(pidfile.read_text()) == children["nginx"]
    assert (stat.S_IMODE(pidfile.stat().st_mode), pidfile.stat().st_uid) == (0o644, os.geteuid())
    assert app.request("/").status == 200
    assert app.request("/static/a.css").body == b"body {}"
    assert "SUPERUSER_PASSWORD" not in app.seen()["environ"]


def test_a_whole_project(tree, serve, single):
    write_site(tree)
    add_static_file(tree)
    app = serve(
        tree, APPLICATION, address=tree.port, RUN_COLLECTSTATIC="1", SUPERUSER_PASSWORD="whole", **SITE, **single
    )
    assert b'"path": "/some/page"' in app.request("/some/page").body
    assert app.request("/static/logo.svg").body == b"<svg/>"
    assert 'superuser "admin" created' in app.stderr.text()


def test_a_reload_reaches_both(tree, app):
    tree.override("conf.d/django.conf.d/locations/more.conf", "location = /more { return 204; }\n")
    before, children = app.workers, by_name(app)
    app.program.signal(signal.SIGHUP)
    eventually(lambda: app.request("/more").status == 204, "the new location")
    eventually(lambda: app.workers and not app.workers & before, "new workers")
    assert by_name(app) == children
    assert app.request("/").status == 200


def test_a_reload_with_a_broken_file_keeps_the_old_configuration(tree, app):
    tree.override("conf.d/django.conf.d/locations/more.conf", "location = /more { return 204\n")
    app.program.signal(signal.SIGHUP)
    app.stderr.wait_for("the old configuration stays in use")
    assert app.request("/").status == 200
    assert app.stop() == 0


def test_a_stop_leaves_nothing(tree, app):
    assert app.stop() == 0
    nothing_left(tree.root)
    assert not connects(tree.port) and not connects(tree.status_port)


def test_a_second_start_in_the_same_place(tree, app, serve, single):
    assert app.stop() == 0
    assert serve(tree, "plain:application", address=tree.port, **SKIP, **single).request("/").status == 200
