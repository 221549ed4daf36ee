"""REMOTE_ADDR: a Unix socket names no client, so the application gets the one that Nginx saw."""

import json
from textwrap import dedent

import pytest
from testkit import http, predecessor
from testkit.ports import connect, has_ipv6
from testkit.site import APPLICATION, SITE, write_site

SINGLE = {"BOOTSTRAP_SHAPE": "single", "RESTART_LIMIT": "0", "SKIP_MIGRATIONS": "1", "GUNICORN_ACCESS_LOGS": "1"} | SITE
WORKERS = {
    "sync": [APPLICATION],
    "gthread": ["--worker-class", "gthread", "--threads", "2", APPLICATION],
    "asgi": ["--worker-class", "asgi", "site1.sockets:application"],
}
# Django for HTTP; a WebSocket gets its client's address.
SOCKETS = """
    import os

    from django.core.asgi import get_asgi_application

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site1.settings")
    django = get_asgi_application()


    async def application(scope, receive, send):
        if scope["type"] != "websocket":
            return await django(scope, receive, send)
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.send", "text": f"client {scope['client']}"})
        await send({"type": "websocket.close"})
"""
FORGED = [("X-Forwarded-For", "203.0.113.7"), ("Remote-Addr", "203.0.113.8"), ("REMOTE_ADDR", "203.0.113.9")]


@pytest.fixture
def single(tree, serve):
    """single(worker, **environment): Nginx and Gunicorn with the throw-away project."""
    write_site(tree)
    tree.write("app/site1/sockets.py", dedent(SOCKETS).lstrip("\n"))
    return lambda worker, **environment: serve(tree, *WORKERS[worker], address=tree.port, **SINGLE, **environment)


def remote_addr(address, headers=()) -> str:
    return json.loads(http.request(address, "/", headers).body)["meta"].get("REMOTE_ADDR")


@pytest.mark.parametrize("worker", WORKERS)
def test_the_peer_where_no_proxy_is_trusted(tree, single, worker):
    app = single(worker)
    assert remote_addr(tree.port) == "127.0.0.1"
    assert remote_addr(tree.port, FORGED) == "127.0.0.1"
    if has_ipv6():
        assert remote_addr(("::1", tree.port), FORGED) == "::1"
    if worker != "asgi":  # it logs the socket's peer
        assert app.stdout.wait_for(lambda line: line.startswith(b"127.0.0.1 - - ["))
    assert app.stderr.text().count("TRUSTED_PROXIES is not set: any client can claim") == 1


@pytest.mark.parametrize("worker", WORKERS)
def test_the_client_of_a_trusted_proxy(tree, single, worker):
    app = single(worker, TRUSTED_PROXIES="private")
    assert remote_addr(tree.port, FORGED) == "203.0.113.7"
    assert remote_addr(tree.port, [("X-Forwarded-For", "6.6.6.6, 2001:db8::7, 10.0.0.1")]) == "2001:db8::7"
    assert remote_addr(tree.port) == "127.0.0.1"
    assert "TRUSTED_PROXIES" not in app.stderr.text()


def test_a_websocket_has_a_client_too(tree, single):
    single("asgi", TRUSTED_PROXIES="private")
    upgrade = (
        b"GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.7\r\n\r\n"
    )
    answer = b""
    with connect(tree.port) as connection:
        connection.sendall(upgrade)
        while b"client " not in answer or not answer.rstrip(b"\x88\x02\x03\xe8").endswith(b")"):
            chunk = connection.recv(4096)
            assert chunk, answer
            answer += chunk
    assert b"client ('203.0.113.7', 0)" in answer


@pytest.mark.parametrize("worker", ["sync", "asgi"])
def test_a_peer_on_tcp_claims_nothing(tree, serve, worker):
    """With a --bind of the user's, there may be no Nginx in between."""
    write_site(tree)
    tree.write("app/site1/sockets.py", dedent(SOCKETS).lstrip("\n"))
    command = ["--bind", f"127.0.0.1:{tree.port}", *WORKERS[worker]]
    serve(tree, *command, address=tree.port, SKIP_MIGRATIONS="1", **SITE)
    assert remote_addr(tree.port, FORGED) == "127.0.0.1"


@pytest.mark.parametrize("value, seen", [("203.0.113.7, nonsense", ""), ("", ""), ("6.6.6.6,::ffff:1.2.3.4", "::ffff:1.2.3.4")])
def test_only_an_address_is_taken(tree, serve, value, seen):
    """From another Nginx in front of the socket."""
    write_site(tree)
    serve(tree, APPLICATION, SKIP_MIGRATIONS="1", **SITE)
    assert remote_addr(tree.socket, [("X-Forwarded-For", value)]) == seen
    assert remote_addr(tree.socket) == ""


def test_a_location_of_the_predecessors_does_not_let_a_client_choose(tree, single):
    """It appends the peer, whatever the client sent."""
    tree.override("conf.d/django.conf.d/locations/root.conf", predecessor.filled(predecessor.ROOT_CONF, tree))
    single("gthread")
    assert remote_addr(tree.port, FORGED) == "127.0.0.1"


def test_no_proxy_in_front(tree, single):
    app = single("gthread", TRUSTED_PROXIES="none")
    assert remote_addr(tree.port, FORGED) == "127.0.0.1"
    assert "TRUSTED_PROXIES" not in app.stderr.text()
