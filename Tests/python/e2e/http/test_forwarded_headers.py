"""What reaches Django of a request's headers."""

import pytest


def seen(site, *headers, **more) -> dict:
    return site.seen("/", list(headers), **more)["meta"]


@pytest.mark.parametrize("host", ["example.org", "example.org:8443", "EXAMPLE.org", "[::1]:8000"])
def test_host(site, host):
    assert seen(site, host=host)["HTTP_HOST"] == host


def test_forwarded_for_gets_the_client_appended(site):
    assert seen(site)["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
    assert seen(site, ("X-Forwarded-For", "203.0.113.7"))["HTTP_X_FORWARDED_FOR"] == "203.0.113.7, 127.0.0.1"
    two = seen(site, ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-For", "10.0.0.1"))["HTTP_X_FORWARDED_FOR"]
    assert two == "203.0.113.7, 10.0.0.1, 127.0.0.1"


@pytest.mark.parametrize("scheme", ["https", "http"])
def test_forwarded_proto_says_whether_it_was_https(site, scheme):
    answer = site.seen("/", [("X-Forwarded-Proto", scheme)])
    assert answer["secure"] == (scheme == "https")
    assert answer["meta"]["HTTP_X_FORWARDED_PROTO"] == scheme


def test_nothing_is_said_where_the_client_says_nothing(site):
    answer = site.seen("/")
    assert not answer["secure"]
    assert "HTTP_X_FORWARDED_PROTO" not in answer["meta"]


@pytest.mark.parametrize("header", [("X-Forwarded-Protocol", "ssl"), ("X-Forwarded-Ssl", "on"), ("X-Forwarded-SSL", "off")])
@pytest.mark.parametrize("proto", [[], [("X-Forwarded-Proto", "https")], [("X-Forwarded-Proto", "http")]])
def test_no_other_header_says_it(site, header, proto):
    answer = site.seen("/", [header, *proto])
    assert answer["secure"] == (proto == [("X-Forwarded-Proto", "https")])
    assert "HTTP_X_FORWARDED_PROTOCOL" not in answer["meta"]
    assert "HTTP_X_FORWARDED_SSL" not in answer["meta"]


@pytest.mark.parametrize("name", ["Script-Name", "SCRIPT_NAME", "script_name", "Path-Info", "PATH_INFO"])
def test_a_client_cannot_move_the_application(site, name):
    answer = site.seen("/where/", [(name, "/where")])
    assert (answer["path"], answer["meta"]["PATH_INFO"], answer["meta"]["SCRIPT_NAME"]) == ("/where/", "/where/", "")
    assert "HTTP_SCRIPT_NAME" not in answer["meta"] and "HTTP_PATH_INFO" not in answer["meta"]


def test_httpoxy(site):
    assert "HTTP_PROXY" not in seen(site, ("Proxy", "http://evil.example"))


@pytest.mark.parametrize("name", ["X_Forwarded_Proto", "X-Forwarded_Proto"])
def test_an_underscore_does_not_stand_for_a_hyphen(site, name):
    answer = site.seen("/", [(name, "https")])
    assert not answer["secure"]
    assert "HTTP_X_FORWARDED_PROTO" not in answer["meta"]


def test_any_other_header_passes(site):
    meta = seen(site, ("X-Request-ID", "abc"), ("Cookie", "a=b; c=d"), ("Authorization", "Bearer t"), ("X-Forwarded-Host", "h"))
    assert meta["HTTP_X_REQUEST_ID"] == "abc"
    assert meta["HTTP_COOKIE"] == "a=b; c=d"
    assert meta["HTTP_AUTHORIZATION"] == "Bearer t"
    assert meta["HTTP_X_FORWARDED_HOST"] == "h"


def test_a_redirect_of_djangos_is_passed_as_it_is(site):
    response = site.request("/?status=302&location=http://gunicorn/next/")
    assert (response.status, response.header("Location")) == (302, "http://gunicorn/next/")


def test_the_path_is_passed_as_it_was_written(site):
    assert site.seen("/a%20b/%C3%A9/?q=%2F")["path"] == "/a b/é/"


@pytest.mark.parametrize("status", [400, 403, 404, 500, 502, 503, 504])
def test_an_error_of_djangos_is_passed_as_it_is(site, status):
    response = site.request(f"/?status={status}&size=10")
    assert (response.status, response.body) == (status, b"x" * 10)
    assert response.all("Retry-After") == []


def test_no_version_is_told(site):
    for target in ("/", "/static/none"):
        assert site.request(target).header("Server") == "nginx"
