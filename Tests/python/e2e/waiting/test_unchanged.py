"""A request that waited reaches Gunicorn, and its answer the client, as if it had not."""

import gzip
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit import http, predecessor
from testkit.ports import connect
from testkit.upstream import FakeUpstream

LOCATIONS = "conf.d/django.conf.d/locations"
SWITCH = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
PAGE = b"All work and no play makes Jack a dull boy.\n" * 100
ANSWERS = {
    b" /socket ": SWITCH,
    b" /page ": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nVary: Cookie\r\nContent-Length: %d\r\n\r\n%s" % (len(PAGE), PAGE),
    b" /long ": b"HTTP/1.1 200 OK\r\nSet-Cookie: a=" + b"x" * 12_000 + b"\r\nContent-Length: 2\r\n\r\nok",
    b" /accel ": b"HTTP/1.1 200 OK\r\nX-Accel-Redirect: /media/accel.txt\r\nContent-Length: 0\r\n\r\n",
    b" /error ": b"HTTP/1.1 502 Mine\r\nContent-Length: 4\r\n\r\nmine",
    b" /breaks-off ": b"",
}


def answer(head: bytes) -> bytes:
    found = [text for mark, text in ANSWERS.items() if mark in head]
    return found[0] if found else b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def upstream(tree):
    """upstream(): what takes Gunicorn's place, from now on."""
    made = []

    def begin() -> FakeUpstream:
        made.append(FakeUpstream(tree.socket, answer))
        return made[0]

    yield begin
    for each in made:
        each.close()


@pytest.fixture
def both(pod, upstream):
    """both(data): the answers to the same request that waits and, a moment later, that does not, and their heads."""

    def ask(data: bytes, mark: str):
        pod.start_proxy(NGINX_UPSTREAM_WAIT="5")
        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(http.exchange, pod.tree.port, data)
            pod.wait_until_held(mark, count=2)
            server = upstream()
            waited = waiting.result()
        return waited, http.exchange(pod.tree.port, data), server

    return ask


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("Cookie", "a=b"), ("Accept-Encoding", "gzip")],
        [("X-Forwarded-Ssl", "on"), ("Script-Name", "/x"), ("Proxy", "x"), ("X-Bootstrap-Probe", "x"), ("Upgrade", "h2c")],
    ],
)
def test_what_reaches_gunicorn(both, headers):
    data = http.message("/a%2Fb/%C3%A9/?q=%2F", headers, host="example.org:8443")
    waited, at_once, server = both(data, "/a%2Fb")
    assert waited.body == at_once.body == b"ok"
    assert server.requests[0] == server.requests[1]
    assert server.requests[0].startswith(b"GET /a%2Fb/%C3%A9/?q=%2F HTTP/1.1\r\nHost: example.org:8443\r\n")
    client = "203.0.113.7, 127.0.0.1" if "X-Forwarded-For" in dict(headers) else "127.0.0.1"
    assert server.last_headers()["x-forwarded-for"] == client


@pytest.mark.parametrize("target", ["/page", "/long", "/error", "/accel"])
def test_what_reaches_the_client(pod, both, target):
    pod.tree.write("app/media/accel.txt", "sent by nginx")
    waited, at_once, _ = both(http.message(target, [("Accept-Encoding", "gzip")]), target)
    undated = [[pair for pair in each.headers if pair[0] != "Date"] for each in (waited, at_once)]
    assert (waited.status, undated[0], waited.body) == (at_once.status, undated[1], at_once.body)
    if target == "/page":
        assert gzip.decompress(waited.body) == PAGE and sorted(waited.tokens("Vary")) == ["accept-encoding", "cookie"]
    if target == "/accel":
        assert waited.body == b"sent by nginx"


def test_a_websocket(pod, upstream):
    pod.start_proxy()
    handshake = [("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGVzdA==")]
    data = http.message("/socket", handshake).replace(b"Connection: close", b"Connection: Upgrade")
    with connect(pod.tree.port) as connection:
        connection.sendall(data)
        pod.wait_until_held("/socket", count=2)
        server = upstream()
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(4096)
        assert received.startswith(b"HTTP/1.1 101 ")
        connection.sendall(b"\x81\x05hello")
        assert connection.recv(4096) == b"\x81\x05hello"
    headers = server.last_headers()
    assert (headers["upgrade"], headers["connection"]) == ("websocket", "upgrade")


def test_one_that_breaks_off_after_the_wait(pod, upstream):
    pod.start_proxy()
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(pod.request, "/breaks-off")
        pod.wait_until_held("/breaks-off")
        server = upstream()
        assert (waiting.result().status, waiting.result().header("Retry-After")) == (503, "1")
    assert len(server.requests) == 1


def test_a_full_backlog_is_waited_for(pod):
    """connect() says EAGAIN then (unix(7)): nothing has been sent."""
    pod.start_proxy()
    pod.tree.socket.parent.mkdir(parents=True, exist_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(pod.tree.socket))
    pod.tree.socket.chmod(0o666)
    listener.listen(0)
    with listener, connect(pod.tree.socket), ThreadPoolExecutor() as pool:
        waiting = pool.submit(pod.request, "/no-room")
        pod.wait_until_held("/no-room")
        listener.accept()[0].close()
        connection, _ = listener.accept()
        with connection:
            assert connection.recv(4096).startswith(b"GET /no-room ")
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            assert waiting.result().body == b"ok"


def test_the_users_own_location_does_not_wait(pod):
    """The file of the predecessor's knows nothing of it; nor does a location beside the default ones that asks another server."""
    other = f"location /other/ {{ proxy_pass http://unix:{pod.tree.run}/other.sock; }}"
    pod.tree.override(f"{LOCATIONS}/other.conf", other)
    pod.start_proxy()
    assert pod.request("/other/").header("Retry-After") == "1"
    pod.tree.override(f"{LOCATIONS}/root.conf", predecessor.filled(predecessor.ROOT_CONF, pod.tree))
    assert pod.proxy.stop() == 0
    assert pod.tries("/other/") == 1
    pod.start_proxy()
    assert pod.request("/mine").header("Retry-After") == "1"
    assert pod.proxy.stop() == 0
    assert pod.tries("/mine") == 1


def test_an_upload_beside_the_users_own_site(pod, upstream):
    """Whose file has no limit on the level of the server: Nginx's own, 1m, must not be the one of the pause."""
    pod.tree.override("conf.d/django.conf", predecessor.filled(predecessor.SPLIT_DJANGO_CONF, pod.tree))
    pod.start_proxy()
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(pod.request, "/upload", method="POST", body=b"x" * 3_000_000)
        pod.wait_until_held("/upload")
        upstream()
        assert waiting.result().body == b"ok"


def test_an_unavailable_page_of_the_users_own_comes_at_once(pod):
    pod.tree.override(f"{LOCATIONS}/unavailable.conf", "error_page 502 =599 /mine;\nlocation = /mine { return 599 mine; }\n")
    pod.start_proxy()
    answer = pod.request("/")
    assert (answer.status, answer.body) == (599, b"mine")


def test_no_file_is_served_to_one_that_need_not_pause(pod):
    """`satisfy any` of the user's lets a request through without asking another server."""
    pod.tree.write("app/secret.py", "SECRET")
    pod.tree.override(f"{LOCATIONS}/open.conf", "satisfy any;\nallow all;\n")
    pod.start_proxy(NGINX_UPSTREAM_WAIT="1")
    answer = pod.request("/secret.py")
    assert (answer.status, answer.header("Retry-After")) == (503, "1")
    assert b"SECRET" not in answer.body


@pytest.mark.parametrize("path", ["/.well-known/bootstrap/pause", "/.well-known/bootstrap/starting.html"])
def test_nothing_of_it_can_be_asked_for(pod, path):
    pod.start_proxy()
    assert pod.request(path).status == 404
