"""The access log: one JSON object a line on stdout."""

import json
import random
import re
import uuid
from datetime import datetime

import pytest
from testkit import http

FIELDS = [
    "time", "remote_addr", "remote_user", "request", "status", "body_bytes_sent", "request_time", "http_host",
    "http_referer", "http_user_agent", "http_via", "http_x_forwarded_proto", "http_x_forwarded_for",
]  # fmt: skip
LOGGED_HEADERS = [b"Referer", b"User-Agent", b"Via", b"X-Forwarded-Proto", b"X-Forwarded-For"]


def raw_request(target=b"/static/none", headers=()):
    lines = [b"GET " + target + b" HTTP/1.1", b"Host: localhost", b"Connection: close"]
    return b"\r\n".join([*lines, *(name + b": " + value for name, value in headers), b"", b""])


def test_a_line(site):
    headers = [
        ("User-Agent", "test/1.0"), ("Referer", "http://example.org/"), ("Via", "1.1 cdn"), ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-For", "203.0.113.7"), ("Authorization", "Basic YWxhZGRpbjpvcGVu"),
    ]  # fmt: skip
    response = site.request("/a-line?q=1", headers, host="example.org")
    line = site.proxy.stdout.wait_for("/a-line?q=1").decode()
    assert line.startswith('{ "time": "')
    entry = json.loads(line)
    assert list(entry)[: len(FIELDS)] == FIELDS
    assert datetime.fromisoformat(entry.pop("time")).tzinfo is not None
    assert type(entry["status"]) is int and type(entry["body_bytes_sent"]) is int and type(entry["request_time"]) is float
    assert entry["body_bytes_sent"] == len(response.body)
    expected = {
        "remote_addr": "127.0.0.1", "remote_user": "aladdin", "request": "GET /a-line?q=1 HTTP/1.1", "status": 200,
        "http_host": "example.org", "http_referer": "http://example.org/", "http_user_agent": "test/1.0",
        "http_via": "1.1 cdn", "http_x_forwarded_proto": "https", "http_x_forwarded_for": "203.0.113.7",
    }  # fmt: skip
    assert {name: entry[name] for name in expected} == expected
    assert type(entry["upstream_response_time"]) is float


def test_what_the_client_did_not_send_is_empty(site):
    site.request("/static/an-empty-line")
    entry = site.log_entry("/static/an-empty-line")
    assert (entry["status"], entry["upstream_response_time"]) == (404, None)
    assert {entry[name] for name in FIELDS[8:]} | {entry["remote_user"]} == {""}


@pytest.mark.parametrize(
    "sent, logged",
    [
        (b"plain", "plain"),
        ("żółw 🐢 \U0010ffff".encode(), "żółw 🐢 \U0010ffff"),
        (b'quote " backslash \\ tab \t.', 'quote " backslash \\ tab \t.'),
        (b"\x01\x1f\x7f", "\x01\x1f\x7f"),
        (b"</script>\xe2\x80\xa8", "</script>\u2028"),
        (b"good\xff", "good\ufffd"),
        (b"\xff", "\ufffd"),
        (b"cut off \xe2\x82", "cut off \ufffd"),
        (b"\xc3\xa9 then latin-1 \xe9 then more", "é then latin-1 \ufffd"),
        (b"overlong \xc0\xaf", "overlong \ufffd"),
        (b"overlong \xe0\x80\xaf", "overlong \ufffd"),
        (b"surrogate \xed\xa0\x80", "surrogate \ufffd"),
        (b"too high \xf4\x90\x80\x80", "too high \ufffd"),
        ("é".encode() * 3000, "é" * 3000),
        (b"x" * 7000 + b"\xff", "x" * 7000 + "\ufffd"),
    ],
)
@pytest.mark.parametrize("header", LOGGED_HEADERS)
def test_bytes(site, header, sent, logged):
    marker = f"/static/{uuid.uuid4()}"
    site.send(raw_request(marker.encode(), [(header, sent)]))
    field = "http_" + header.decode().lower().replace("-", "_")
    assert site.log_entry(marker)[field] == logged


def test_bytes_in_the_user_name(site):
    # Basic authentication carries any bytes: ff fe and a quote, a colon, the password.
    site.send(raw_request(b"/static/user-name", [(b"Authorization", b"Basic YfwiOnB3")]))
    assert site.log_entry("/static/user-name")["remote_user"] == "a\ufffd"


def test_bytes_in_the_request_line(site):
    site.send(raw_request(b'/static/line-\xc3\xa9-"-\\-\xff-rest'))
    assert site.log_entry("/static/line-")["request"] == 'GET /static/line-é-"-\\-\ufffd'


@pytest.mark.parametrize(
    "data, status",
    [
        (b"GET /static/no-version\r\n", 404),
        (b"\x16\x03\x01 /static/handshake\r\n\r\n", 400),
        (b"GET /static/no-host HTTP/1.1\r\n\r\n", 400),
    ],
)
def test_what_is_hardly_http(site, data, status):
    site.send(data)
    marker = re.search(rb"/static/[a-z-]+", data)[0].decode()
    assert site.log_entry(marker)["status"] in (status, 9)


def test_a_client_that_gives_up(site):
    """nginx calls it 499, or 000 when there was no status yet; the line has to be JSON all the same."""
    http.connect(site.tree.port).close()
    with http.connect(site.tree.port) as connection:
        connection.sendall(b"POST /gives-up HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n12345")
    assert type(site.log_entry("/gives-up")["status"]) is int


def test_any_bytes_whatsoever(site):
    """Random requests: well-formed ones with random values, and streams of noise. Every line has to be JSON in UTF-8."""
    chance = random.Random(20260101)
    values = [byte for byte in range(1, 256) if byte not in b"\r\n"]
    before = len(site.proxy.stdout.lines)
    for _ in range(150):
        headers = [(name, bytes(chance.choices(values, k=chance.randrange(60)))) for name in LOGGED_HEADERS]
        target = b"/static/" + bytes(chance.choices([byte for byte in values if byte not in b" \t"], k=20))
        site.send(raw_request(target, headers))
    for _ in range(50):
        site.send(bytes(chance.choices(range(256), k=chance.randrange(1, 200))) + b"\r\n\r\n")
    site.request("/static/last-of-the-noise")
    site.proxy.stdout.wait_for("/static/last-of-the-noise")
    lines = site.proxy.stdout.lines[before:]
    assert len(lines) > 150
    for line in lines:
        entry = json.loads(line.decode("utf-8"))
        assert list(entry)[: len(FIELDS)] == FIELDS


def test_the_password_in_a_user_name_is_not_logged(site):
    site.request("/static/password", [("Authorization", "Basic YWxhZGRpbjpvcGVuc2VzYW1l")])
    site.log_entry("/static/password")
    assert "opensesame" not in site.proxy.output()


def test_probes_are_not_logged(site):
    site.status("/livez")
    site.request("/static/after-the-probe")
    site.log_entry("/static/after-the-probe")
    assert not any(b"/livez" in line for line in site.proxy.stdout.lines)


def test_errors_go_to_stderr(site):
    # A file that nginx may not read would do, but root may read any. A loop of links is an error for root too.
    loop = site.tree.write("app/static/loop-of-links.txt")
    loop.unlink()
    loop.symlink_to(loop)
    assert site.request("/static/loop-of-links.txt").status == 404
    site.proxy.stderr.wait_for("loop-of-links.txt")
