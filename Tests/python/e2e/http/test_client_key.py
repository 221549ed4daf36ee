"""What counts as one client: an IPv4 address, an IPv6 network of 64 bits, and never a trusted proxy."""

import pytest
from testkit.clients import Crowd, ask
from testkit.upstream import FakeUpstream

# The address comes from a header here, as this machine has few addresses of its own.
KEY = """
set_real_ip_from 127.0.0.1;
real_ip_header X-Real-IP;
location = /key { default_type text/plain; return 200 "$client_key"; }
"""


@pytest.mark.parametrize(
    "one, other, same",
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("2001:db8::1", "2001:db8::2:0:0:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::1", "::1", True),
    ],
)
def test_one_client(tree, proxy_for, one, other, same):
    tree.override("conf.d/django.conf.d/locations/key.conf", KEY)
    site = proxy_for(tree)
    keys = [site.request("/key", [("X-Real-IP", address)]).body for address in (one, other)]
    assert all(keys)
    assert (keys[0] == keys[1]) == same, keys


@pytest.mark.parametrize("guarded", [False, True])
def test_a_trusted_proxy_is_not_counted(tree, proxy_for, client_guard, guarded):
    tree.override(
        "conf.d/django.conf.d/maps/trusted_proxies.conf", "geo $is_trusted_proxy { default 0; 127.0.0.1 1; }\n"
    )
    environment = {"CLIENT_CONNECTION_LIMIT": 4}
    if guarded:
        tree.override("conf.d/trusted.conf", "guard_trusted 127.0.0.0/31;")
        environment["NGINX_CLIENT_GUARD"] = client_guard
    upstream = FakeUpstream(tree.socket)
    site = proxy_for(tree, **environment)
    with Crowd(site.tree.port, "slow body", 40):
        assert ask(site.tree.port, "127.0.0.1") == 200
    upstream.close()
