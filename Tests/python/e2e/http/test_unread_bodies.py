"""A request body that the application does not read harms no other request, with any of Gunicorn's worker classes.

Gunicorn 27's threaded worker discards at most 64 KiB of such a body and then closes the connection without announcing it; its
`asgi` worker closes where the body has not arrived as a whole. A connection that Nginx kept would fail the next request.
"""

import threading
from collections import Counter
from importlib.util import find_spec

import pytest
from testkit import http
from testkit.bodies import write_bodies
from testkit.ports import connect

from .conftest import run_gunicorn, run_proxy

BYSTANDERS = 1000
SENDERS = 3

WORKERS = {
    "sync": ["bodies:wsgi", "--workers", "3"],
    "gthread": ["bodies:wsgi", "--threads", "4"],
    "gevent": ["bodies:wsgi"],
    "asgi": ["bodies:asgi"],
}


def params():
    """gevent is the one class that needs a package; Gunicorn 27 no longer has an eventlet worker."""
    missing = pytest.mark.skipif(find_spec("gevent") is None, reason="gevent is not installed (requirements.txt)")
    return [pytest.param(name, marks=[missing] if name == "gevent" else []) for name in WORKERS]


@pytest.fixture(scope="module", params=params())
def site(request, module_make_tree, module_start):
    """A proxy with Gunicorn behind it, once for each worker class."""
    tree = module_make_tree()
    write_bodies(tree)
    application, *arguments = WORKERS[request.param]
    run_gunicorn(tree, module_start, "--worker-class", request.param, *arguments, application=application)
    return run_proxy(tree, module_start)


class Uploads:
    """Clients that send the given requests in a loop; `statuses` counts the answers."""

    def __init__(self, port: int, messages: list[bytes]):
        self.statuses: Counter[int | str] = Counter()
        self._port, self._messages = port, messages
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._send, daemon=True) for _ in range(SENDERS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    def _send(self):
        while not self._stop.is_set():
            for message in self._messages:
                answer = http.send(self._port, message, refused=True)
                self.statuses[http.parse(answer).status if answer else "no answer"] += 1


def bystanders(site, count=BYSTANDERS) -> Counter[int]:
    return Counter(site.request("/").status for _ in range(count))


def test_under_a_load_of_unread_bodies(site):
    with Uploads(site.tree.port, [http.message("/ignored", method="POST", body=b"x" * 70_000)]) as uploads:
        assert bystanders(site) == {200: BYSTANDERS}
    assert uploads.statuses.total() >= 20, uploads.statuses


def messages(path: str, size: int, headers=()) -> list[bytes]:
    """The same body with its length and in chunks."""
    body = b"x" * size
    chunked = http.message(path, [("Transfer-Encoding", "chunked"), *headers], method="POST")
    return [http.message(path, headers, method="POST", body=body), chunked + b"%x\r\n%s\r\n0\r\n\r\n" % (size, body)]


# A worker that closes before a long body has arrived can take its own answer with it: that is the upload's own 503.
@pytest.mark.parametrize("path, status", [("/ignored", 200), ("/part", 200), ("/refused", 413), ("/all", 200)])
def test_of_any_size(site, path, status):
    """One after the other: each GET would be sent on the connection of the POST before it."""
    for size in (1, 9_999, 10_000, 16_385, 65_536, 70_000, 1_000_000):
        with_length, chunked = messages(path, size)
        for message in [with_length, chunked] * 3:
            got = http.exchange(site.tree.port, message).status
            assert got == status or (got == 503 and path != "/all" and size > 9_999), (size, message[:100])
            assert bystanders(site, 2) == {200: 2}, (size, message[:100])


def test_of_a_request_that_claims_to_be_a_websocket(site):
    """Such a request is passed on with `Connection: upgrade`, which must not spare it the close."""
    for message in messages("/ignored", 70_000, [("Upgrade", "websocket")]) * 5:
        http.exchange(site.tree.port, message)
        assert bystanders(site, 2) == {200: 2}


def test_of_a_client_that_goes_away(site):
    for message in messages("/ignored", 70_000) * 5:
        for sent in (0, 30_000, 70_000):
            with connect(site.tree.port) as connection:
                connection.sendall(message[: len(message) - 70_000 + sent])
            assert bystanders(site, 2) == {200: 2}
