"""`LISTEN_ADDRESS`: a host's ports are for the host alone, the images' for all clients."""

import psutil
import pytest
from testkit import http
from testkit.ports import connects


def listening(tree, port) -> set[str]:
    """The addresses that the port is listened on, by the kernel's word."""
    return {
        item.laddr.ip
        for item in psutil.net_connections("tcp")
        if item.status == psutil.CONN_LISTEN and item.laddr.port == port
    }


def test_a_host_listens_on_loopback(tree, proxy_for):
    proxy_for(tree)
    for port in (tree.port, tree.status_port):
        assert listening(tree, port) <= {"127.0.0.1", "::1"}
        assert "127.0.0.1" in listening(tree, port)
    assert not connects(("127.0.0.2", tree.port))


def test_all_of_them(tree, proxy_for):
    proxy_for(tree, LISTEN_ADDRESS="all")
    assert listening(tree, tree.port) <= {"0.0.0.0", "::"}
    assert http.request(("127.0.0.2", tree.status_port), "/livez").status == 200


def test_one_of_them_and_health_all_the_same(tree, start, proxy_for):
    site = proxy_for(tree, LISTEN_ADDRESS="127.0.0.2")
    assert listening(tree, tree.port) == {"127.0.0.2"}
    assert listening(tree, tree.status_port) == {"127.0.0.2", "127.0.0.1"}
    assert "using inherited sockets" in site.proxy.stderr.text()
    assert start(tree, "proxy", "health", "--live").wait() == 0


@pytest.mark.parametrize("value", ["localhost", "127.0.0.1;", "127.0.0.1 }"])
def test_what_is_no_address(tree, start, value):
    proxy = start(tree, "proxy", "run", LISTEN_ADDRESS=value)
    assert proxy.wait() == 78
    assert f'cannot use LISTEN_ADDRESS="{value}": it must be all, loopback, or' in proxy.stderr.text()
