"""TRUSTED_PROXIES beside Nginx files of the user's, and values that are no list of networks."""

import pytest
from testkit import predecessor
from testkit.app import nothing_left
from testkit.upstream import FakeUpstream

SITE = "conf.d/django.conf.d"
FILES = {
    "nginx.conf": predecessor.NGINX_CONF,
    "conf.d/django.conf": predecessor.SPLIT_DJANGO_CONF,
    f"{SITE}/locations/root.conf": predecessor.ROOT_CONF,
    f"{SITE}/locations/static.conf": predecessor.STATIC_CONF,
    f"{SITE}/locations/media.conf": predecessor.MEDIA_CONF,
    f"{SITE}/maps/static_cache_control.conf": predecessor.STATIC_CACHE_CONTROL_CONF,
    f"{SITE}/maps/connection_upgrade.conf": predecessor.CONNECTION_UPGRADE_CONF,
}
# A user's own way to the client's address, from before there was TRUSTED_PROXIES.
REAL_IP = "set_real_ip_from 127.0.0.0/8;\nreal_ip_header X-Real-IP;\n"


@pytest.fixture
def upstream(tree):
    upstream = FakeUpstream(tree.socket)
    yield upstream
    upstream.close()


@pytest.mark.parametrize("names", [[name] for name in FILES] + [["conf.d/django.conf in one file"], list(FILES)])
def test_every_file_of_the_predecessors_fits(tree, proxy_for, upstream, names):
    for name in names:
        template = FILES.get(name, predecessor.DJANGO_CONF)
        tree.override(name.removesuffix(" in one file"), predecessor.filled(template, tree))
    site = proxy_for(tree, TRUSTED_PROXIES="private")
    assert site.request("/").body == b"ok"
    assert site.request("/static/none.css").status == 404


def test_a_location_of_the_users_can_keep_the_rules(tree, proxy_for, upstream):
    rules = f"include {SITE}/gunicorn.d/*.conf;\n    proxy_set_header X-Mine root;"
    root = predecessor.ROOT_CONF.replace("proxy_set_header X-Mine root;", rules)
    tree.override(f"{SITE}/locations/root.conf", predecessor.filled(root, tree))
    site = proxy_for(tree, TRUSTED_PROXIES="none")
    site.request("/", [("Remote-User", "admin"), ("X-Forwarded-Proto", "https")])
    sent = upstream.last_headers()
    assert sent["x-mine"] == "root" and "remote-user" not in sent and sent["x-forwarded-proto"] == "http"


@pytest.mark.parametrize("name", [f"{SITE}/gunicorn.d/mine.conf", f"{SITE}/maps/trusted_proxies.conf"])
def test_a_file_of_the_users_is_used(tree, proxy_for, upstream, name):
    own = {
        f"{SITE}/gunicorn.d/mine.conf": 'proxy_set_header X-Internal "";\nproxy_set_header X-Mine yes;\n',
        f"{SITE}/maps/trusted_proxies.conf": "geo $realip_remote_addr $from_trusted_proxy { default 1; }\n",
    }
    tree.override(name, own[name])
    site = proxy_for(tree, TRUSTED_PROXIES="none")
    site.request("/", [("X-Internal", "1"), ("Remote-User", "admin")])
    sent = upstream.last_headers()
    if name.endswith("mine.conf"):
        assert sent["x-mine"] == "yes" and not {"x-internal", "remote-user"} & set(sent)
    else:
        assert sent["remote-user"] == "admin"


@pytest.mark.parametrize("trusted, client", [(None, "203.0.113.7"), ("none", "127.0.0.1")])
def test_a_real_ip_of_the_users_own(tree, proxy_for, upstream, trusted, client):
    """At the level of http: it keeps working, and yields to TRUSTED_PROXIES."""
    tree.override("conf.d/real_ip.conf", REAL_IP)
    site = proxy_for(tree, **({"TRUSTED_PROXIES": trusted} if trusted else {}))
    site.request("/mine", [("X-Real-IP", "203.0.113.7")])
    assert upstream.last_headers()["x-forwarded-for"] == client
    assert site.log_entry("/mine")["remote_addr"] == client


@pytest.mark.parametrize(
    "value, reason",
    [
        ("10.0.0.1/8", "a bit is set below the prefix length"),
        ("10.0.0.0/33", "the prefix length must be a number from 0 to 32"),
        ("10.0.0.0/8,,::1", "an element of the list is empty"),
        ("none,::1", "`none` must stand alone"),
        ("10.0.0.0/8 1;} server {", "not an IPv4 or IPv6 address or network"),
        ("::1;\nuser root;", "not an IPv4 or IPv6 address or network"),
    ],
)
def test_a_value_that_is_not_valid(tree, start, value, reason):
    proxy = start(tree, "proxy", "run", TRUSTED_PROXIES=value)
    assert proxy.wait() == 78
    (line,) = proxy.stderr.lines
    text = value.replace("\n", "\\n")
    assert f'cannot use TRUSTED_PROXIES="{text}": it must be '.encode() in line and reason.encode() in line
    nothing_left(tree.root)


def test_every_address_is_said_to_be_too_many(tree, proxy_for, upstream):
    site = proxy_for(tree, TRUSTED_PROXIES="0.0.0.0/0,::/0")
    site.request("/", [("X-Forwarded-For", "6.6.6.6, 203.0.113.7")])
    assert upstream.last_headers()["x-forwarded-for"] == "6.6.6.6"
    site.proxy.stderr.wait_for("TRUSTED_PROXIES contains every address: any client can claim")


def test_nginx_has_nothing_to_say_against_it(tree, proxy_for):
    """No hash that is too small, no network that is there twice."""
    site = proxy_for(tree, TRUSTED_PROXIES="private 203.0.113.0/24 10.0.0.0/8 2001:db8::/32", BOOTSTRAP_LOG_LEVEL="info")
    assert b"nginx: [" not in b"\n".join(site.proxy.stderr.lines), site.proxy.output()
    assert not [line for line in site.proxy.stderr.lines if b"[warn]" in line or b"TRUSTED_PROXIES" in line]
