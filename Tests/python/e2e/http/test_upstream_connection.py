"""The connection between nginx and Gunicorn: WebSockets, keeping it open, long headers."""

import pytest
from testkit import http
from testkit.ports import connect
from testkit.upstream import DEFAULT_ANSWER, FakeUpstream

SWITCH = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


def answer(head: bytes) -> bytes:
    if b"GET /socket" in head:
        return SWITCH
    if b"GET /cookies" in head:
        return b"HTTP/1.1 200 OK\r\nSet-Cookie: a=" + b"x" * 12_000 + b"\r\nContent-Length: 2\r\n\r\nok"
    if b" /accel " in head:
        return b"HTTP/1.1 200 OK\r\nX-Accel-Redirect: /media/accel.txt\r\nContent-Length: 0\r\n\r\n"
    return DEFAULT_ANSWER


@pytest.fixture
def upstream(tree):
    upstream = FakeUpstream(tree.socket, answer)
    yield upstream
    upstream.close()


def test_websocket(tree, upstream, proxy_for):
    proxy_for(tree)
    handshake = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGVzdA==")]
    data = http.message("/socket", handshake).replace(b"Connection: close", b"Connection: Upgrade")
    with connect(tree.port) as connection:
        connection.sendall(data)
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(4096)
        assert received.startswith(b"HTTP/1.1 101 ")
        connection.sendall(b"\x81\x05hello")
        assert connection.recv(4096) == b"\x81\x05hello"
    headers = upstream.last_headers()
    assert (headers["upgrade"], headers["connection"]) == ("websocket", "upgrade")


@pytest.mark.parametrize("protocol", ["h2c", "TLS/1.0", "websocketish"])
def test_another_protocol_is_not_switched_to(tree, upstream, proxy_for, protocol):
    proxy_for(tree)
    data = http.message("/", [("Upgrade", protocol)]).replace(b"Connection: close", b"Connection: close, Upgrade")
    assert http.exchange(tree.port, data).status == 200
    assert "connection" not in upstream.last_headers()


def test_the_connection_stays_open(tree, upstream, proxy_for):
    proxy_for(tree)
    for _ in range(3):
        assert http.request(tree.port, "/").body == b"ok"
    assert (len(upstream.requests), upstream.connections) == (3, 1)
    assert upstream.requests[0].startswith(b"GET / HTTP/1.1\r\n")
    assert "connection" not in upstream.last_headers()


def test_no_name_with_an_underscore_gets_there(tree, upstream, proxy_for):
    """Gunicorn would drop most of them too, but believes SCRIPT_NAME and PATH_INFO (forwarder_headers)."""
    proxy_for(tree)
    names = ["SCRIPT_NAME", "PATH_INFO", "X_FORWARDED_PROTO", "Remote_User", "a_b"]
    http.request(tree.port, "/", [*((name, "/x") for name in names), ("A-B", "c")])
    headers = upstream.last_headers()
    assert headers["a-b"] == "c"
    assert not [name for name in headers if "_" in name]


def test_a_long_response_header(tree, upstream, proxy_for):
    proxy_for(tree)
    response = http.request(tree.port, "/cookies")
    assert (response.status, len(response.header("Set-Cookie"))) == (200, 12_002)


@pytest.mark.parametrize("body", [b"", b"x" * 3_000_000])
def test_django_may_let_nginx_send_a_file(tree, upstream, proxy_for, body):
    tree.write("app/media/accel.txt", "sent by nginx")
    proxy_for(tree)
    response = http.request(tree.port, "/accel", body=body)
    assert (response.status, response.body) == (200, b"sent by nginx")


def test_a_slow_upload_does_not_hold_a_worker(tree, upstream, proxy_for):
    proxy_for(tree)
    head = http.message("/", method="POST", body=b"0123456789")[:-10]
    with connect(tree.port) as connection:
        connection.sendall(head + b"01234")
        assert http.request(tree.port, "/other").status == 200
        assert [request.split(b" ")[1] for request in upstream.requests] == [b"/other"]
        connection.sendall(b"56789")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200 ")
