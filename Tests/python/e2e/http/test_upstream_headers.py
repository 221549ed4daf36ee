"""The headers of a connection and its target, as Gunicorn gets them: Connection, Upgrade, Host."""

import pytest
from testkit import http
from testkit.upstream import FakeUpstream


@pytest.fixture
def passed(tree, proxy_for):
    """passed(request): the headers that reach the application."""
    upstream = FakeUpstream(tree.socket)
    proxy_for(tree)

    def send(data: bytes) -> dict[str, str]:
        # Nothing is asserted of the answer: the stand-in does not read bodies.
        http.send(tree.port, data, refused=True)
        return upstream.last_headers()

    send.upstream = upstream
    send.tree = tree
    yield send
    upstream.close()


CHUNKED = ("Transfer-Encoding", "chunked")
WEBSOCKET = ("Upgrade", "websocket")


@pytest.mark.parametrize(
    "headers, body, connection",
    [
        ([], b"", None),
        ([("Content-Length", "0")], b"", None),
        ([], b"x" * 9_999, None),
        ([], b"x" * 10_000, "close"),
        ([], b"x" * 70_000, "close"),
        ([("Content-Length", "00000000070000")], b"x" * 70_000, "close"),
        ([CHUNKED], b"", "close"),
        ([WEBSOCKET], b"", "upgrade"),
        ([WEBSOCKET], b"x" * 10_000, "close"),
        ([WEBSOCKET, CHUNKED], b"", "close"),
    ],
)
def test_the_connection_closes_after_a_body_that_may_be_long(passed, headers, body, connection):
    if any(name == "Content-Length" for name, _ in headers):
        data = http.message("/", headers, method="POST") + body
    else:
        data = http.message("/", headers, method="POST", body=body)
    if CHUNKED in headers:
        data += b"1\r\nx\r\n0\r\n\r\n"
    assert passed(data).get("connection") == connection


@pytest.mark.parametrize("upgrade", ["h2c", "h2c, websocket", "TLS/1.0", "websocketish"])
def test_no_upgrade_but_websocket_is_passed_on(passed, upgrade):
    offer = [("Upgrade", upgrade), ("HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA")]
    data = http.message("/", offer).replace(b"Connection: close", b"Connection: Upgrade, HTTP2-Settings, close")
    headers = passed(data)
    assert {"upgrade", "http2-settings", "connection"} & headers.keys() == set()


@pytest.mark.parametrize(
    "target, host, seen",
    [
        ("/", "good.example:8000", "good.example:8000"),
        ("/?next=http://evil.example/", "good.example", "good.example"),
        ("http://target.example/", "good.example", "target.example"),
        ("http://target.example:8443/a", "good.example:1", "target.example:8443"),
        ("http://target.example?q", "good.example", "target.example"),
        ("HTTPS://Target.Example/", "good.example", "Target.Example"),
        ("http://[::1]:8000/", "good.example", "[::1]:8000"),
    ],
)
def test_an_absolute_targets_host_replaces_the_header(passed, target, host, seen):
    assert passed(http.message(target, host=host))["host"] == seen


def test_the_log_keeps_the_header_that_the_client_sent(site):
    assert site.seen("http://target.example/logged-host", host="good.example")["meta"]["HTTP_HOST"] == "target.example"
    assert site.log_entry("/logged-host")["http_host"] == "good.example"


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: good.example\r\nHost: evil.example",
        b"GET / HTTP/1.1\r\nHost: good.example\r\nHost: good.example",
        b"GET / HTTP/1.1\r\nHost:",
        b"GET / HTTP/1.1\r\nHost: good.example/evil",
        b"GET / HTTP/1.1\r\nHost: good.example\x00evil",
        b"GET / HTTP/1.1",
        b"GET http:///path HTTP/1.1\r\nHost: good.example",
        b"GET http://evil@good.example/ HTTP/1.1\r\nHost: good.example",
        b"GET http://good.example/ HTTP/1.1",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: good.example",
    ],
)
def test_a_host_that_is_not_one_does_not_get_there(passed, head):
    answer = http.parse(http.send(passed.tree.port, head + b"\r\nConnection: close\r\n\r\n"))
    assert answer.status in (400, 405)
    assert passed.upstream.requests == []
