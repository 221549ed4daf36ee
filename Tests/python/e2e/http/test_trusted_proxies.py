"""TRUSTED_PROXIES: whose word counts for the client's address, the scheme, the host, the user and the request's ID."""

import re
import threading

import pytest
from testkit import http
from testkit.ports import has_ipv6
from testkit.tree import ROOT
from testkit.upstream import FakeUpstream

PAGE = (ROOT / "docs/reference/forwarded-headers.md").read_text()
# The documented list is what is tested: every name below "## The headers" but for the paragraph on overrides.
NAMES = re.findall(r"`([\w-]+)`", PAGE.partition("## The headers")[2].partition("Header names with")[0])
FORGED = [(name, f"forged-{name}") for name in NAMES]
CLAIM = [("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Request-ID", "claimed")]
TRUSTED, STRANGERS = "127.0.0.0/8", "10.0.0.0/8"


@pytest.fixture
def proxied(tree, proxy_for):
    """proxied(TRUSTED_PROXIES): a proxy whose application tells which headers have reached it."""
    opened = []

    def run(trusted, **more):
        environment = {} if trusted is None else {"TRUSTED_PROXIES": trusted}
        site = proxy_for(tree, **environment, **more)
        opened.append(FakeUpstream(tree.socket))

        def sent(headers=(), target="/", address="127.0.0.1"):
            assert http.request((address, tree.port), target, headers).status == 200
            return opened[-1].last_headers()

        site.sent = sent
        return site

    yield run
    for upstream in opened:
        upstream.close()


def test_the_page_lists_what_the_file_says():
    templates = ROOT / "Sources/Proxy/Templates/conf.d/django.conf.d"
    headers = (templates / "gunicorn.d/trusted_headers.conf").read_text()
    assert len(NAMES) > 90
    assert re.findall(r"^proxy_set_header (\S+)", headers, re.M) == ["X-Forwarded-Proto", "X-Request-ID", *NAMES]
    for name, variable in re.findall(r"^proxy_set_header (\S+) \$trusted_(\w+);", headers, re.M):
        assert variable == name.lower().replace("-", "_")


@pytest.mark.parametrize("trusted", [STRANGERS, "none"])
def test_a_stranger_is_not_believed(proxied, trusted):
    site = proxied(trusted)
    for start in range(0, len(FORGED), 30):  # Nginx takes 32 KB of headers, Gunicorn 100 of them
        sent = site.sent([*CLAIM, *FORGED[start : start + 30]], f"/stranger-{start}")
        assert not [value for value in sent.values() if value.startswith("forged-")]
        assert not set(sent) & {name.lower() for name in NAMES}
        assert (sent["x-forwarded-for"], sent["x-forwarded-proto"]) == ("127.0.0.1", "http")
        assert re.fullmatch("[0-9a-f]{32}", sent["x-request-id"])
        assert site.log_entry(f"/stranger-{start}")["remote_addr"] == "127.0.0.1"
    assert sent["host"] == "localhost", "the request's own"


def test_a_trusted_proxy_is_believed(proxied):
    site = proxied(TRUSTED)
    for start in range(0, len(FORGED), 30):
        part = FORGED[start : start + 30]
        sent = site.sent([*CLAIM, *part], f"/trusted-{start}")
        assert {name: sent.get(name.lower()) for name, _ in part} == dict(part)
        claimed = (sent["x-forwarded-for"], sent["x-forwarded-proto"], sent["x-request-id"])
        assert claimed == ("203.0.113.7", "https", "claimed")
        assert site.log_entry(f"/trusted-{start}")["remote_addr"] == "203.0.113.7"


def test_what_a_trusted_proxy_does_not_say(proxied):
    sent = proxied(TRUSTED).sent()
    assert (sent["x-forwarded-for"], sent["x-forwarded-proto"]) == ("127.0.0.1", "http")
    assert re.fullmatch("[0-9a-f]{32}", sent["x-request-id"])
    assert not set(sent) & {name.lower() for name in NAMES}


@pytest.mark.parametrize(
    "chain, client",
    [
        ("6.6.6.6, 203.0.113.7", "203.0.113.7"),  # the first one is the client's own word
        ("6.6.6.6, 203.0.113.7, 10.0.0.1, 127.0.0.9", "203.0.113.7"),
        ("10.0.0.5, 203.0.113.7", "203.0.113.7"),  # a client that claims to be a proxy
        ("not an address, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:4711", "203.0.113.7"),
        ("2001:db8::7, 10.0.0.1", "2001:db8::7"),
        ("[2001:db8::7]:4711", "2001:db8::7"),
        ("10.0.0.5, 10.0.0.1", "10.0.0.5"),  # trusted ones only: the first
        ("nonsense", "127.0.0.1"),
        ("203.0.113.7, nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_the_last_address_that_is_not_trusted_is_the_client(proxied, chain, client):
    site = proxied(f"{TRUSTED}, 10.0.0.0/8")
    assert site.sent([("X-Forwarded-For", chain)], "/chain")["x-forwarded-for"] == client
    assert site.log_entry("/chain")["remote_addr"] == client


def test_a_chain_in_several_headers(proxied):
    sent = proxied(TRUSTED).sent([("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "203.0.113.7")])
    assert sent["x-forwarded-for"] == "203.0.113.7"


@pytest.mark.skipif(not has_ipv6(), reason="this host has no IPv6")
@pytest.mark.parametrize("trusted, client", [("::1", "2001:db8::7"), ("private", "2001:db8::7"), ("fc00::/7", "::1")])
def test_an_ipv6_peer(proxied, trusted, client):
    site = proxied(trusted)
    sent = site.sent([("X-Forwarded-For", "6.6.6.6, 2001:db8::7")], "/six", address="::1")
    assert sent["x-forwarded-for"] == client
    assert site.log_entry("/six")["remote_addr"] == client


def test_unset_everything_passes(proxied):
    """As docker-django-bootstrap did it; what a client could claim is said once."""
    site = proxied(None)
    for start in range(0, len(FORGED), 30):
        part = FORGED[start : start + 30]
        sent = site.sent([*CLAIM, *part], f"/unset-{start}")
        assert {name: sent.get(name.lower()) for name, _ in part} == dict(part)
        assert sent["x-forwarded-for"] == "203.0.113.7, 127.0.0.1"
        assert (sent["x-forwarded-proto"], sent["x-request-id"]) == ("https", "claimed")
        assert site.log_entry(f"/unset-{start}")["remote_addr"] == "127.0.0.1"
    sent = site.sent()
    assert not {"x-forwarded-proto", "x-request-id"} & set(sent)
    said = [line for line in site.proxy.stderr.lines if b"TRUSTED_PROXIES is not set: any client can claim" in line]
    assert len(said) == 1, site.proxy.output()


@pytest.mark.parametrize("trusted", [None, "none", STRANGERS, TRUSTED])
def test_other_headers_that_say_https_never_pass(proxied, trusted):
    sent = proxied(trusted).sent([("X-Forwarded-Protocol", "ssl"), ("X-Forwarded-Ssl", "on"), ("X_Forwarded_Proto", "https")])
    assert not [name for name in sent if "ssl" in name or "protocol" in name or "_" in name]
    assert sent.get("x-forwarded-proto", "http") == "http"


def test_unset_the_variables_for_limits_are_there(proxied, tree):
    answer = "location = /peer { return 200 '$from_trusted_proxy$is_trusted_proxy'; }"
    tree.override("conf.d/django.conf.d/locations/peer.conf", answer)
    assert proxied(None).request("/peer").body == b"00"


@pytest.mark.parametrize(
    "trusted, headers, expected",
    [(TRUSTED, CLAIM, b"10"), (TRUSTED, [], b"11"), (STRANGERS, CLAIM, b"00"), ("none", CLAIM, b"00")],
)
def test_the_variables_for_limits(proxied, tree, trusted, headers, expected):
    answer = "location = /peer { return 200 '$from_trusted_proxy$is_trusted_proxy'; }"
    tree.override("conf.d/django.conf.d/locations/peer.conf", answer)
    assert proxied(trusted).request("/peer", headers).body == expected


def test_a_request_that_waits_is_treated_the_same(tree, proxy_for):
    site = proxy_for(tree, TRUSTED_PROXIES="none")
    answers = []
    client = threading.Thread(target=lambda: answers.append(site.request("/", [*CLAIM, ("Remote-User", "admin")])))
    client.start()
    site.proxy.stderr.wait_for("connect() to unix:")
    upstream = FakeUpstream(tree.socket)
    client.join(30)
    try:
        assert answers[0].status == 200
        sent = upstream.last_headers()
        assert "remote-user" not in sent
        assert (sent["x-forwarded-for"], sent["x-forwarded-proto"]) == ("127.0.0.1", "http")
    finally:
        upstream.close()
