"""Probes and metrics, on a port of their own."""

import re

import pytest
from testkit.upstream import FakeUpstream


def test_alive(site):
    response = site.status("/livez")
    assert (response.status, response.body, response.header("Content-Type")) == (200, b"ok\n", "text/plain")


def test_ready(site):
    response = site.status("/readyz")
    assert (response.status, response.body) == (200, b"ready\n")
    assert site.status("/readyz", method="HEAD").status == 200


@pytest.mark.parametrize("path", ["/", "/static/", "/probe", "/livez/", "/admin/"])
def test_nothing_else(site, path):
    assert site.status(path).status == 404


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_not_on_the_public_port(site, path):
    assert site.seen(path)["path"] == path


def test_metrics(site):
    response = site.status("/metrics")
    assert response.header("Content-Type") == "text/plain; version=0.0.4"
    lines = response.body.decode().splitlines()
    samples = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert samples["nginx_up"] == "1"
    assert int(samples["nginx_connections_active"]) >= 1
    assert {"nginx_connections_reading", "nginx_connections_writing", "nginx_connections_waiting"} <= samples.keys()
    for line in lines:
        assert re.fullmatch(r"# (?:HELP|TYPE) \w+ .+|\w+(?:\{.*\})? [0-9.e+]+", line), line
    for name in samples:
        assert f"# TYPE {name} gauge" in lines


def reply(status):
    return lambda head: b"HTTP/1.1 %d X\r\nContent-Length: 0\r\nLocation: /x\r\n\r\n" % status


def test_readiness_follows_the_application(tree, proxy_for):
    site = proxy_for(tree)
    assert site.status("/readyz").status == 503
    assert site.status("/livez").status == 200
    for status in (200, 204, 301, 302, 400, 401, 403, 404, 405, 429, 500, 502, 503):
        upstream = FakeUpstream(tree.socket, reply(status))
        response = site.status("/readyz")
        expected = (200, b"ready\n") if status < 500 else (503, b"not ready\n")
        assert (status, response.status, response.body) == (status, *expected)
        headers = upstream.last_headers()
        assert headers["connection"] == "close", "an open connection would hold a sync worker"
        assert (headers["host"], headers["x-forwarded-proto"]) == ("localhost", "https")
        upstream.close()
    assert site.status("/readyz").status == 503
    assert site.proxy.stdout.lines == [], "probes are not logged"
