"""Where the proxy listens."""

import pytest
from testkit import http
from testkit.ports import has_ipv6

ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this host has no IPv6")


@pytest.mark.parametrize("address", ["127.0.0.1", pytest.param("::1", marks=ipv6)])
def test_both_ports_on_both_families(site, address):
    assert http.request((address, site.tree.port), "/").status == 200
    assert http.request((address, site.tree.status_port), "/livez").status == 200


@ipv6
def test_an_ipv6_client_is_named_as_such(site):
    response = http.request(("::1", site.tree.port), "/from-ipv6")
    assert b'"HTTP_X_FORWARDED_FOR": "::1"' in response.body
    assert site.log_entry("/from-ipv6")["remote_addr"] == "::1"
