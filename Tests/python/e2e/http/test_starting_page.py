"""Until Gunicorn answers."""

import pytest
from testkit import http
from testkit.upstream import FakeUpstream


@pytest.fixture
def waiting(tree, proxy_for):
    """A proxy without a server behind it, which says so at once; `../waiting` is about the wait before it."""
    return proxy_for(tree, NGINX_UPSTREAM_WAIT="0")


def test_the_page(waiting):
    response = waiting.request("/some/where/?q=1")
    assert (response.status, response.header("Retry-After")) == (503, "1")
    assert response.header("Content-Type") == "text/html; charset=utf-8"
    assert response.header("Cache-Control") == "no-store"
    for name in ("ETag", "Last-Modified", "Content-Encoding", "Location"):
        assert response.all(name) == []
    page = response.body.decode()
    assert '<meta http-equiv="refresh"' in page
    assert "{{" not in page
    assert "http://" not in page and "https://" not in page, "the page must not load anything"

    head = waiting.request("/", method="HEAD")
    assert (head.status, head.header("Retry-After"), head.header("Content-Length")) == (503, "1", str(len(response.body)))

    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        other = waiting.request("/", method=method, body=b"a=b")
        assert (method, other.status, other.header("Retry-After"), other.body) == (method, 503, "1", response.body)

    ranged = waiting.request("/", [("Range", "bytes=0-1"), ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")])
    assert (ranged.status, ranged.body) == (503, response.body)


def test_files_are_there_before_the_application(waiting):
    waiting.tree.write("app/static/early.css", "body {}")
    assert waiting.request("/static/early.css").status == 200
    assert waiting.request("/static/none.css").status == 404


def test_an_upload(waiting):
    response = waiting.request("/", method="POST", body=b"x" * 3_000_000)
    assert (response.status, response.header("Retry-After")) == (503, "1")


def test_an_upload_that_is_too_long_is_so_already(waiting):
    data = http.message("/", [("Content-Length", 21 * 1024 * 1024)], method="POST")
    assert http.parse(waiting.send(data, refused=True)).status == 413


def test_the_log_says_503(waiting):
    waiting.request("/logged-while-starting")
    assert waiting.log_entry("/logged-while-starting")["status"] == 503


def test_the_application_comes_and_goes(waiting):
    socket = waiting.tree.socket
    for _ in range(2):
        assert waiting.request("/").status == 503
        upstream = FakeUpstream(socket)
        assert waiting.request("/").body == b"ok"
        upstream.close()


def test_an_application_that_breaks_off(waiting):
    upstream = FakeUpstream(waiting.tree.socket, lambda head: b"")
    response = waiting.request("/")
    assert (response.status, response.header("Retry-After")) == (503, "1")
    upstream.close()
