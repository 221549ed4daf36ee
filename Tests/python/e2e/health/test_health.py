"""`app-runner health`, `proxy health` and /readyz: the same question, asked so that Django accepts it."""

import signal
import socket

import pytest
from testkit import http
from testkit.app import write_wsgi
from testkit.ports import eventually
from testkit.site import APPLICATION, SITE, write_site

STRICT = """
    ALLOWED_HOSTS = [".example.com"]
    MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
"""
SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def health(run, tree):
    """health("proxy") -> (status, what it says)."""

    def ask(program: str, *options, **environment):
        result = run(tree, "health", *options, program=program, **environment)
        return result.wait(), result.stdout.text()

    return ask


@pytest.mark.parametrize("worker_class", ["sync", "gthread"])
def test_strict_hosts_fail_no_probe(tree, serve, start, health, worker_class):
    write_site(tree, STRICT)
    app = serve(tree, APPLICATION, "--worker-class", worker_class, "--access-logfile", "-", **SITE, **SKIP)
    proxy = start(tree, "proxy", "run")
    eventually(lambda: http.answers(tree.status_port, "/readyz"), "ready")
    assert health("app-runner") == (0, "ok: the application answers 200")
    assert health("proxy") == (0, "ok")
    assert health("app-runner", "--live")[0] == 0 and health("proxy", "--live") == (0, "ok")
    assert "Invalid HTTP_HOST" not in app.stderr.text() + proxy.stderr.text()


def test_a_client_cannot_say_that_it_is_a_probe(tree, serve, start):
    write_site(tree, STRICT)
    serve(tree, APPLICATION, **SITE, **SKIP)
    start(tree, "proxy", "run")
    eventually(lambda: http.answers(tree.status_port, "/readyz"), "ready")
    answer = http.request(tree.port, "/", headers=[("X-Bootstrap-Probe", "readyz")], host="evil.example.org")
    assert answer.status == 400


def test_a_host_of_the_users(tree, serve, health):
    """With a Gunicorn configuration of the user's, the variable names the host to ask for."""
    write_site(tree, STRICT)
    own = tree.write("app/own.py", f"bind = 'unix:{tree.socket}'\n")
    serve(tree, APPLICATION, "--config", own, **SITE, **SKIP)
    assert health("app-runner")[1] == "ok: the application answers 400"
    assert health("app-runner", HEALTH_HOST="www.example.com")[1] == "ok: the application answers 200"


def test_nothing_there_yet(tree, health):
    assert health("app-runner") == (1, "not ready: starting, there is no socket yet")
    assert health("app-runner", "--live") == (0, "live: starting")
    status, text = health("proxy")
    assert status == 1 and f"nothing listens on port {tree.status_port}" in text


def test_a_socket_that_nobody_has(tree, health):
    tree.socket.parent.mkdir(parents=True)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(tree.socket))
    assert health("app-runner", "--live") == (1, "not live: no process listens on the socket")
    assert health("app-runner") == (1, "not ready: no process listens on the socket")


def test_an_application_that_fails(tree, start, health):
    tree.write("app/broken.py", "def application(environ, start_response):\n    raise RuntimeError\n")
    start(tree, "app-runner", "broken:application", **SKIP)
    eventually(lambda: health("app-runner") == (1, "not ready: the application answers 500"), "its answer")
    assert health("app-runner", "--live")[0] == 0, "a restart would not help"


def test_a_frozen_worker_is_live_but_not_ready(tree, serve, health):
    app = serve(tree, write_wsgi(tree), **SKIP)
    for process in app.master.children():
        process.send_signal(signal.SIGSTOP)
    try:
        assert health("app-runner")[0] == 1
        assert health("app-runner", "--live")[0] == 0
    finally:
        for process in app.master.children():
            process.send_signal(signal.SIGCONT)


def test_the_single_container_is_asked_through_nginx(tree, serve, health):
    single = {"BOOTSTRAP_SHAPE": "single"}
    serve(tree, write_wsgi(tree), address=tree.port, **single, **SKIP)
    assert health("app-runner", **single) == (0, "ok")
    assert health("app-runner", "--live", **single)[0] == 0


def test_bad_settings(tree, health, run):
    result = run(tree, "health", program="proxy", STATUS_PORT="x", HEALTH_HOST="a b;")
    assert result.wait() == 78
    assert "STATUS_PORT" in result.stderr.text() and "HEALTH_HOST" in result.stderr.text()
