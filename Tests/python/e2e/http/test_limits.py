"""How much a client may send."""

import json

import pytest
from testkit import http

LIMIT = 20 * 1024 * 1024


def test_twenty_megabytes_reach_django(site):
    response = site.request("/upload/", method="POST", body=b"x" * LIMIT)
    assert (response.status, json.loads(response.body)) == (200, {"received": LIMIT})


def test_one_byte_more_does_not(site):
    response = site.request("/upload/", method="POST", body=b"x" * (LIMIT + 1))
    assert response.status == 413


def test_the_length_alone_is_enough(site):
    data = http.message("/upload/", [("Content-Length", LIMIT + 1)], method="POST")
    assert http.parse(site.send(data, refused=True)).status == 413


@pytest.mark.parametrize("size, status", [(LIMIT, 200), (LIMIT + 1, 413)])
def test_a_body_whose_length_is_not_told(site, size, status):
    head = http.message("/upload/", [("Transfer-Encoding", "chunked")], method="POST")
    body = b"%x\r\n" % size + b"x" * size + b"\r\n0\r\n\r\n"
    response = http.parse(site.send(head + body))
    assert response.status == status
    if status == 200:
        assert json.loads(response.body) == {"received": LIMIT}


def test_long_cookies_reach_django(site):
    cookie = "a=" + "x" * 7000
    assert site.seen("/", [("Cookie", cookie)])["meta"]["HTTP_COOKIE"] == cookie


@pytest.mark.parametrize("target, headers, status", [("/" + "x" * 9000, [], 414), ("/", [("Cookie", "x" * 9000)], 400)])
def test_longer_than_the_buffers(site, target, headers, status):
    assert site.request(target, headers).status == status


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",  # no Host
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(site, data):
    assert http.parse(site.send(data)).status == 400
