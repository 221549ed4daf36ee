"""A request body has a minimum rate and a total time (our Nginx module)."""

import json
import signal
import socket
import threading

import pytest
from testkit import http
from testkit.ports import connect
from testkit.upstream import FakeUpstream

OFF = {"NGINX_CLIENT_BODY_MIN_RATE": 0, "NGINX_CLIENT_BODY_TIMEOUT": 0}
RATE = OFF | {"NGINX_CLIENT_BODY_MIN_RATE": 1000, "NGINX_CLIENT_BODY_GRACE": 1}
TOTAL = OFF | {"NGINX_CLIENT_BODY_TIMEOUT": 2}
LENGTH = http.message("/", [("Content-Length", 10_000_000)], method="POST")
CHUNKED = http.message("/", [("Transfer-Encoding", "chunked")], method="POST")


def drip(connection: socket.socket, data: bytes) -> bytes:
    """Sends the data again and again, ten times a second, until there is an answer or the end."""
    ended = threading.Event()

    def send():
        while not ended.wait(0.1):
            try:
                connection.sendall(data)
            except OSError:
                return

    sender = threading.Thread(target=send, daemon=True)
    sender.start()
    answer = b""
    try:
        while chunk := connection.recv(65536):
            answer += chunk
            ended.set()
    except ConnectionResetError:
        pass
    finally:
        ended.set()
        sender.join(20)
    return answer


@pytest.fixture
def site_of(tree, proxy_for, client_guard):
    upstream = FakeUpstream(tree.socket)
    yield lambda **environment: proxy_for(tree, NGINX_CLIENT_GUARD=client_guard, **environment)
    upstream.close()


@pytest.mark.parametrize("head, data", [(LENGTH, b"x"), (CHUNKED, b"1\r\nx\r\n")], ids=["length", "chunked"])
def test_too_slow(site_of, head, data):
    site = site_of(**RATE)
    with connect(site.tree.port) as connection:
        connection.sendall(head)
        answer = http.parse(drip(connection, data))
    assert (answer.status, answer.header("Connection")) == (408, "close")
    assert site.log_entry('"status": 408')["request"].startswith("POST / ")


@pytest.mark.parametrize(
    "head, data", [(LENGTH, b"x" * 2000), (CHUNKED, b"7d0\r\n" + b"x" * 2000 + b"\r\n")], ids=["length", "chunked"]
)
def test_fast_enough_but_too_long(site_of, head, data):
    site = site_of(**TOTAL)
    with connect(site.tree.port) as connection:
        connection.sendall(head)
        assert http.parse(drip(connection, data)).status == 408


def test_a_body_above_the_rate_arrives(site_of):
    """It takes longer than the grace period."""
    site = site_of(**RATE)
    with connect(site.tree.port) as connection:
        connection.sendall(http.message("/", [("Content-Length", 60_000)], method="POST"))
        assert http.parse(drip(connection, b"x" * 3000)).status == 200


def test_the_application_may_take_its_time(tree, site_of):
    """The body has arrived: Gunicorn's time is not the client's."""
    site = site_of(**TOTAL, NGINX_UPSTREAM_WAIT=10)
    tree.socket.unlink()
    with connect(site.tree.port) as connection:
        connection.sendall(http.message("/", [("Content-Length", 2)], method="POST") + b"x")
        connection.sendall(b"y")
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert http.parse(answer).status == 503


def test_a_user_location_that_passes_the_body_on_at_once(tree, site_of):
    """Part of the request is at the application: Nginx closes, as after its own client_body_timeout."""
    tree.override("conf.d/django.conf.d/locations/direct.conf",
                  "location /direct { proxy_request_buffering off; proxy_http_version 1.1; proxy_pass http://gunicorn; }")
    site = site_of(**RATE)
    with connect(site.tree.port) as connection:
        connection.sendall(LENGTH.replace(b"POST / ", b"POST /direct "))
        answer = drip(connection, b"x")
    assert answer == b"" or http.parse(answer).status in (200, 408)


def test_a_reload_and_a_stop_with_slow_bodies(site_of):
    site = site_of(**RATE)
    with connect(site.tree.port) as connection, connect(site.tree.port) as other:
        connection.sendall(LENGTH)
        other.sendall(LENGTH)
        site.proxy.signal(signal.SIGHUP)
        assert http.parse(drip(connection, b"x")).status == 408
        site.proxy.signal(signal.SIGTERM)
        assert site.proxy.wait() == 0


def test_continue_and_keep_alive(site_of):
    with connect(site_of(**RATE).tree.port) as connection:
        for number in range(3):
            head = http.message("/", [("Content-Length", 3), ("Expect", "100-continue")], method="POST")
            connection.sendall(head.replace(b"Connection: close", b"Connection: keep-alive"))
            assert connection.recv(4096).startswith(b"HTTP/1.1 100 "), number
            connection.sendall(b"abc")
            assert connection.recv(4096).startswith(b"HTTP/1.1 200 "), number


def test_a_large_body_is_whole(tree, client_guard, proxy_for, gunicorn_for):
    gunicorn_for(tree)
    site = proxy_for(tree, NGINX_CLIENT_GUARD=client_guard, **(RATE | TOTAL | {"NGINX_CLIENT_BODY_TIMEOUT": 60}))
    response = site.request("/upload/", method="POST", body=b"x" * 3_000_000)
    assert json.loads(response.body) == {"received": 3_000_000}


def test_a_module_that_is_missing_or_refused(tree, binary, start):
    missing = start(tree, "proxy", "check", NGINX_CLIENT_GUARD="/nonexistent.so")
    assert missing.wait() == 78
    assert "cannot use NGINX_CLIENT_GUARD=/nonexistent.so" in missing.output()
    wrong = tree.write("etc/wrong.so", b"not a module")
    refused = start(tree, "proxy", "check", NGINX_CLIENT_GUARD=wrong)
    assert refused.wait() == 78
    assert str(wrong) in refused.output()
