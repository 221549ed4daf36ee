"""Proxy and app get SIGTERM at the same moment: the proxy finishes first, and no request is lost."""

import signal
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit import http
from testkit.app import write_wsgi
from testkit.load.pages import Pages
from testkit.ports import eventually

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def pod(tree, serve, start):
    """A proxy and an app with 2 workers; `pod(DRAIN_DELAY=...)`."""

    def begin(**environment):
        proxy = start(tree, "proxy", "run", **environment)
        eventually(lambda: http.answers(tree.status_port, "/livez"), "the proxy")
        app = serve(tree, write_wsgi(tree), address=tree.port, WEB_CONCURRENCY="2", **SKIP, **environment)
        eventually(lambda: http.answers(tree.status_port, "/readyz"), "ready")
        return proxy, app.program

    return begin


def test_no_request_is_lost(tree, pod):
    """The clients continue until /readyz answers 503, as a load balancer's do."""
    proxy, app = pod(DRAIN_DELAY="5")
    with Pages(tree.port) as load:
        load.until_total(200)
        for program in (app, proxy):
            program.signal(signal.SIGTERM)
        eventually(lambda: http.request(tree.status_port, "/readyz").status == 503, "not ready")
        load.until_total(load.answered + 200)
    assert not load.failures, load.failures
    assert load.refused == 0
    assert proxy.wait() == 0 and app.wait() == 0
    assert "the proxy has drained" in app.stderr.text()


def test_the_control_loses_requests(tree, serve):
    """The same without the mark on the shared folder: Nginx by itself, which gets its signal together with the app."""
    app = serve(tree, write_wsgi(tree), WEB_CONCURRENCY="2", **SKIP)
    environment = tree.environment()
    subprocess.run([binary_beside(app), "render"], env=environment, check=True, capture_output=True)
    nginx = subprocess.Popen(
        ["nginx", "-e", "stderr", "-c", tree.run / "nginx" / "conf" / "nginx.conf", "-g", "daemon off;"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    try:
        eventually(lambda: http.answers(tree.port, "/"), "the site")
        with Pages(tree.port) as load:
            load.until_total(200)
            app.program.signal(signal.SIGTERM)
            app.program.wait()
            nginx.send_signal(signal.SIGQUIT)
            nginx.wait()
        assert load.failures
    finally:
        nginx.kill()


def binary_beside(app):
    return str(app.program.process.args[0]).rsplit("/", 1)[0] + "/proxy"


def test_not_ready_while_it_drains(tree, pod):
    proxy, app = pod(DRAIN_DELAY="4", SHUTDOWN_TIMEOUT="20")
    proxy.signal(signal.SIGTERM)
    proxy.stderr.wait_for("draining: /readyz answers 503, still serving for 4 s")
    answer = http.request(tree.status_port, "/readyz")
    assert (answer.status, answer.body) == (503, b"draining\n")
    assert http.request(tree.port, "/").status == 200, "it is still serving"
    assert http.request(tree.status_port, "/livez").status == 200
    assert proxy.wait() == 0
    assert app.running, "the app has received no signal"


def test_the_next_start_is_ready_again(tree, pod, start):
    proxy, _ = pod()
    assert proxy.stop() == 0
    start(tree, "proxy", "run")
    eventually(lambda: http.answers(tree.status_port, "/readyz"), "ready")


def test_an_app_that_stops_alone_does_not_wait_for_long(tree, pod):
    proxy, app = pod(SHUTDOWN_TIMEOUT="60")
    app.signal(signal.SIGTERM)
    app.stderr.wait_for("the proxy is not stopping; continuing the shutdown without it")
    assert app.wait() == 0 and proxy.running
    assert not tree.socket.exists(), "no client can connect"


def test_a_proxy_that_is_killed_holds_nobody_up(tree, pod):
    proxy, app = pod(SHUTDOWN_TIMEOUT="60")
    proxy.kill()
    app.signal(signal.SIGTERM)
    app.stderr.wait_for("the proxy has drained")
    assert app.wait() == 0


def test_ctrl_c_does_not_wait(tree, pod):
    proxy, _ = pod(DRAIN_DELAY="300", SHUTDOWN_TIMEOUT="600")
    proxy.signal(signal.SIGINT)
    assert proxy.wait() == 0
    assert "still serving" not in proxy.stderr.text()


def test_too_long_a_delay(tree, run):
    program = run(tree, "run", program="proxy", DRAIN_DELAY="20")
    assert program.wait() == 78
    assert "cannot use DRAIN_DELAY=20: it may take half of SHUTDOWN_TIMEOUT=25" in program.stderr.text()


def test_an_app_that_stops_alone_serves_who_waits_in_its_socket(tree, pod):
    """As in an upgrade of the app alone: what its proxy has sent it is answered; a later request finds no socket."""
    _, app = pod(SHUTDOWN_TIMEOUT="60")
    with ThreadPoolExecutor() as pool:
        busy = [pool.submit(http.request, tree.socket, f"/busy{number}?sleep=3") for number in range(2)]
        for number in range(2):
            app.stderr.wait_for(f"sleeping /busy{number}")
        waiting = [pool.submit(http.request, tree.socket, "/") for _ in range(3)]
        app.signal(signal.SIGTERM)
        eventually(lambda: not tree.socket.exists(), "the socket is gone")
        assert not any(answer.done() for answer in waiting)
        assert {answer.result().status for answer in busy + waiting} == {200}
    assert app.wait() == 0


def test_reloads_of_threaded_workers_lose_nothing(tree, pod):
    """Nginx keeps connections to such workers open; one that a worker closes as it ends is no reason to fail a request."""
    _, app = pod(GUNICORN_CMD_ARGS="--worker-class gthread --threads 4")
    with Pages(tree.port) as load:
        for number in range(1, 9):
            load.until_total(200 * number)
            app.signal(signal.SIGHUP)
            eventually(lambda n=number: app.stderr.text().count("Hang up: Master") == n, "the reload")
        load.until_total(load.answered + 200)
    assert not load.failures and load.refused == 0, load.failures
