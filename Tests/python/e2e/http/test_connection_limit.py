"""CLIENT_CONNECTION_LIMIT: one client cannot take all connections, and /readyz answers all the while."""

import pytest
from testkit import http
from testkit.clients import BYSTANDER, STATES, Crowd, ask
from testkit.ports import connect, eventually
from testkit.upstream import FakeUpstream

CONNECTIONS = 256
# States that stock Nginx bounds: it drops connections without a request when it needs one, and limit_conn counts the rest.
STOCK = [state for state in STATES if state != "partial header"]


@pytest.fixture
def site_of(tree, proxy_for):
    """site_of(**environment): a proxy of 256 connections before an application that answers at once."""
    upstream = FakeUpstream(tree.socket)
    large = tree.write("app/media/large.bin")
    with large.open("r+b") as file:
        file.truncate(64 * 1024 * 1024)

    def run(**environment):
        return proxy_for(tree, NGINX_WORKER_CONNECTIONS=CONNECTIONS, **environment)

    yield run
    upstream.close()


def watch(site, crowd):
    """Both answer while the client takes again what the server has closed."""
    for _ in range(5):
        for _ in range(4):
            assert site.status("/readyz").status == 200
            assert ask(site.tree.port, BYSTANDER) == 200
        crowd.refill()


@pytest.mark.parametrize("state", STATES)
def test_one_client_cannot_take_all(site_of, client_guard, state):
    site = site_of(NGINX_CLIENT_GUARD=client_guard)
    with Crowd(site.tree.port, state, CONNECTIONS + 44) as crowd:
        watch(site, crowd)


@pytest.mark.parametrize("state", STOCK)
def test_without_the_module(site_of, state):
    site = site_of()
    with Crowd(site.tree.port, state, CONNECTIONS + 44) as crowd:
        watch(site, crowd)


def test_many_addresses_leave_the_probes_their_reserve(site_of, client_guard):
    """Each address within its limit, together more than there is."""
    site = site_of(NGINX_CLIENT_GUARD=client_guard)
    crowds = [Crowd(site.tree.port, "partial header", 60, source=f"127.0.1.{number}") for number in range(1, 7)]
    try:
        for _ in range(3):
            for crowd in crowds:
                crowd.refill()
            for _ in range(4):
                assert site.status("/readyz").status == 200
    finally:
        for crowd in crowds:
            crowd.__exit__()
    eventually(lambda: ask(site.tree.port, BYSTANDER) == 200, "the connections are free again")


@pytest.mark.parametrize("guarded", [False, True])
def test_the_refusal(site_of, client_guard, guarded):
    site = site_of(CLIENT_CONNECTION_LIMIT=4, **({"NGINX_CLIENT_GUARD": client_guard} if guarded else {}))
    with Crowd(site.tree.port, "slow body", 4):
        answer = eventually(lambda: refused(site), "the fifth is refused")
        assert (answer.header("Retry-After"), answer.header("Connection")) == ("1", "close")
        assert ask(site.tree.port, BYSTANDER) == 200
    eventually(lambda: ask(site.tree.port, "127.0.0.1") == 200, "the client's connections are free again")


def refused(site):
    answer = site.request("/")
    return answer if answer.status == 429 else None


def test_connections_without_a_request_count_twice_as_many(site_of, client_guard):
    site = site_of(CLIENT_CONNECTION_LIMIT=4, NGINX_CLIENT_GUARD=client_guard)
    with Crowd(site.tree.port, "partial header", 8), connect(site.tree.port) as ninth:
        assert http.parse(ninth.recv(4096)).status == 429
    site.proxy.stderr.wait_for("refuses connections of 127.0.0.1: it holds 8")


def test_zero_is_no_limit(site_of, client_guard):
    site = site_of(CLIENT_CONNECTION_LIMIT=0, NGINX_CLIENT_GUARD=client_guard)
    with Crowd(site.tree.port, "slow body", 150):
        assert ask(site.tree.port, "127.0.0.1") == 200
