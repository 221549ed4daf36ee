"""One request that comes while there is no app: it is carried out once, when the app is there, or answered 503."""

import hashlib
import json
import os
import random
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit import http
from testkit.ports import connect, eventually

BODY = random.Random(1).randbytes(3_000_000)
SHORT = {"NGINX_UPSTREAM_WAIT": "1"}


@pytest.fixture
def clients():
    with ThreadPoolExecutor(400) as pool:
        yield pool


def test_a_cold_start(pod, clients):
    pod.start_proxy()
    answer = clients.submit(pod.request, "/early")
    pod.wait_until_held("/early")
    pod.start_app()
    assert answer.result().status == 200
    assert pod.executed == ["GET /early"]


@pytest.mark.parametrize("chunked", [False, True])
def test_an_upload_arrives_whole_and_once(pod, clients, chunked):
    """After the app was there and was killed."""
    pod.start_proxy().start_app_until_ready()
    pod.kill_app()
    if chunked:
        head = http.message("/upload", [("Transfer-Encoding", "chunked")], method="POST")
        sent = head + b"%x\r\n" % len(BODY) + BODY + b"\r\n0\r\n\r\n"
    else:
        sent = http.message("/upload", method="POST", body=BODY)
    answer = clients.submit(http.exchange, pod.tree.port, sent)
    pod.wait_until_held("/upload", count=2)
    pod.start_app()
    assert answer.result().status == 200
    assert json.loads(answer.result().body)["sha256"] == hashlib.sha256(BODY).hexdigest()
    assert pod.executed == ["POST /upload"]


def test_one_line_is_logged_with_the_whole_time(pod, clients):
    pod.start_proxy()
    answer = clients.submit(pod.request, "/logged-once")
    pod.wait_until_held("/logged-once", count=2)
    pod.start_app()
    assert answer.result().status == 200
    (entry,) = pod.log_entries("/logged-once")
    assert entry["status"] == 200 and entry["body_bytes_sent"] == len(answer.result().body)
    assert entry["request_time"] - entry["upstream_response_time"] >= 1, "the first pause is the request's, not the upstream's"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("waited", [False, True])
def test_what_reached_a_worker_is_not_repeated(pod, clients, method, waited):
    """Not when it was sent at once, and not when it had to wait first."""
    target = f"/inside/{method}?sleep=600"
    pod.start_proxy()
    if not waited:
        pod.start_app_until_ready()
    answer = clients.submit(pod.request, target, method=method, body=b"x" if method == "POST" else b"")
    if waited:
        pod.wait_until_held("/inside")
        pod.start_app()
    pod.app.in_flight("/inside")
    pod.kill_app()
    pod.start_app_until_ready()
    assert (answer.result().status, answer.result().header("Retry-After")) == (503, "1")
    assert pod.executed == [f"{method} {target}"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nor_on_a_connection_that_was_kept_open(pod, clients, method):
    """Nginx would by itself: it takes such a connection that breaks for one that was closed before."""
    target = f"/inside/{method}?sleep=600"
    pod.start_proxy().start_app_until_ready("--worker-class", "gthread", "--threads", "4")
    for answer in [clients.submit(pod.request, f"/first/{number}?sleep=0.2") for number in range(4)]:
        assert answer.result().status == 200
    answer = clients.submit(pod.request, target, method=method)
    pod.app.in_flight("/inside")
    for worker in pod.app.workers:
        os.kill(worker, signal.SIGKILL)
    assert answer.result().status == 503
    pod.app.wait_for_workers(2)
    assert [line for line in pod.executed if "inside" in line] == [f"{method} {target}"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_timed_out_is_not_repeated(pod, method):
    pod.start_proxy(NGINX_PROXY_READ_TIMEOUT="1").start_app_until_ready()
    answer = pod.request("/too-slow?sleep=3", method=method)
    assert (answer.status, answer.header("Retry-After")) == (503, "1")
    assert pod.executed == [f"{method} /too-slow?sleep=3"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE"])
def test_the_wait_has_an_end(pod, method):
    pod.start_proxy(**SHORT)
    answer = pod.request("/in-vain", method=method, body=b"x" * 2_000_000 if method in ("POST", "PUT") else b"")
    assert (answer.status, answer.header("Retry-After")) == (503, "1")
    assert method == "HEAD" or b"This site is starting" in answer.body
    (entry,) = pod.log_entries("/in-vain")
    assert entry["status"] == 503 and entry["request_time"] >= 0.9
    assert pod.proxy.stop() == 0
    assert pod.tries("/in-vain") == 5, "at once, and after each of four pauses"


def test_no_wait_at_all(pod):
    """The control: as it was before there was a wait."""
    pod.start_proxy(NGINX_UPSTREAM_WAIT="0")
    answer = pod.request("/at-once")
    assert (answer.status, answer.header("Retry-After")) == (503, "1")
    assert pod.proxy.stop() == 0
    assert pod.tries("/at-once") == 1


def test_readiness_does_not_wait(pod, clients):
    pod.start_proxy()
    answer = clients.submit(pod.request, "/waits")
    pod.wait_until_held("/waits")
    probe = http.request(pod.tree.status_port, "/readyz")
    assert (probe.status, probe.body) == (503, b"not ready\n")
    assert not answer.done()
    pod.start_app()
    assert answer.result().status == 200


def test_a_client_that_leaves_takes_its_request_along(pod):
    pod.start_proxy()
    with connect(pod.tree.port) as connection:
        connection.sendall(http.message("/gone", method="POST", body=b"x"))
        pod.wait_until_held("/gone", count=2)
    (entry,) = pod.log_entries("/gone")
    assert entry["status"] == 499
    pod.start_app_until_ready()
    assert pod.executed == []


def test_hundreds_wait(pod, clients):
    pod.start_proxy()
    answers = [clients.submit(pod.request, f"/one-of-many/{number}", method="POST", body=b"x") for number in range(300)]
    pod.wait_until_held("/one-of-many", count=300)
    assert http.request(pod.tree.status_port, "/livez").status == 200
    pod.start_app()
    assert {answer.result().status for answer in answers} == {200}
    assert sorted(pod.executed) == sorted(f"POST /one-of-many/{number}" for number in range(300))


def test_too_many_do_not(pod, clients):
    """64 connections, of which half are not for waiting requests: 32, taken as 30."""
    pod.start_proxy(NGINX_WORKER_CONNECTIONS="64", CLIENT_CONNECTION_LIMIT="0")
    waiting = [clients.submit(pod.request, f"/first/{number}") for number in range(28)]
    pod.wait_until_held("/first", count=28)
    late = [clients.submit(pod.request, f"/late/{number}") for number in range(10)]
    refused = eventually(lambda: [answer for answer in late if answer.done()], "some requests do not wait")
    assert {answer.result().status for answer in refused} == {503}
    assert http.request(pod.tree.status_port, "/livez").status == 200
    pod.start_app()
    assert {answer.result().status for answer in waiting} == {200}


def test_a_reload_lets_them_wait_on(pod, clients):
    pod.start_proxy()
    answer = clients.submit(pod.request, "/over-a-reload", method="POST", body=BODY)
    pod.wait_until_held("/over-a-reload")
    pod.tree.override("conf.d/django.conf.d/locations/new.conf", "location = /static/new { return 204; }")
    pod.proxy.signal(signal.SIGHUP)
    eventually(lambda: pod.request("/static/new").status == 204, "the new configuration")
    assert not answer.done()
    pod.start_app()
    assert answer.result().status == 200
    assert pod.executed == ["POST /over-a-reload"]
    assert len(pod.log_entries("/over-a-reload")) == 1


def test_a_stop_of_the_proxy_waits_for_them(pod, clients):
    pod.start_proxy()
    answer = clients.submit(pod.request, "/over-a-stop")
    pod.wait_until_held("/over-a-stop")
    pod.proxy.signal(signal.SIGTERM)
    pod.proxy.stderr.wait_for("received SIGTERM")
    pod.start_app()
    assert answer.result().status == 200
    assert pod.proxy.wait() == 0


def test_a_stop_of_the_proxy_keeps_its_budget(pod, clients):
    pod.start_proxy(NGINX_UPSTREAM_WAIT="60", SHUTDOWN_TIMEOUT="2")
    answer = clients.submit(http.send, pod.tree.port, http.message("/until-the-end"))
    pod.wait_until_held("/until-the-end")
    pod.proxy.signal(signal.SIGTERM)
    assert pod.proxy.wait() == 0
    assert answer.result() == b"", "cut off, and not answered 503 after its wait"
    assert "shutdown time nearly over: sends SIGTERM to nginx" in pod.proxy.stderr.text()


def test_a_proxy_that_was_killed_starts_again(pod, clients):
    pod.start_proxy()
    answer = clients.submit(http.send, pod.tree.port, http.message("/cut-off"))
    pod.wait_until_held("/cut-off")
    pod.kill_proxy()
    assert answer.result() == b""
    pod.start_proxy().start_app_until_ready()
    assert pod.request("/after-it").status == 200
