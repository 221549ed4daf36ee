"""A user's Nginx file replaces the default file of the same path, alone."""

import json
import signal

import pytest
from testkit import http, predecessor
from testkit.limits import HANG
from testkit.ports import connects, eventually
from testkit.programs import still_running
from testkit.upstream import FakeUpstream

HASHED = "/static/app.0123456789ab.css"
LOCATIONS = "conf.d/django.conf.d/locations"
MAPS = "conf.d/django.conf.d/maps"


@pytest.fixture
def site_with(tree, proxy_for):
    """site_with({path: template}): a proxy with these files of the user's, some files, and an application behind it."""
    upstreams = []

    def run(overrides, socket=None, **environment):
        tree.write(f"app{HASHED}", "body { color: green }\n" * 100)
        tree.write("app/media/cat.txt", "cat")
        for path, template in overrides.items():
            tree.override(path, predecessor.filled(template, tree))
        site = proxy_for(tree, **environment)
        site.upstream = FakeUpstream(socket or tree.socket)
        upstreams.append(site.upstream)
        return site

    yield run
    for upstream in upstreams:
        upstream.close()


def serves_everything(site):
    """What has to work whichever file was replaced."""
    assert site.request("/").body == b"ok"
    assert site.request(HASHED).status == 200
    assert site.request("/static/none.css").status == 404
    assert site.status("/readyz").body == b"ready\n"
    return True


def test_none(site_with):
    site = site_with({})
    assert serves_everything(site)
    assert site.request("/").all("X-Mine") == []


def test_nginx_conf(site_with):
    site = site_with({"nginx.conf": predecessor.NGINX_CONF})
    assert serves_everything(site)
    assert site.request(HASHED).header("Cache-Control").endswith("immutable")
    assert site.request(HASHED).header("Content-Type") == "text/css"
    site.request("/in-my-format")
    assert site.log_entry("/in-my-format") == {"mine": "GET /in-my-format HTTP/1.1", "status": 200}


def test_django_conf_in_one_file(site_with):
    site = site_with({"conf.d/django.conf": predecessor.DJANGO_CONF})
    assert serves_everything(site)
    assert site.request("/").header("X-Mine") == "django"
    assert site.request(HASHED).header("Cache-Control") == "max-age=1, mine"
    # Still the default: the log's format and the compression, which are nginx.conf's.
    assert site.request(HASHED, [("Accept-Encoding", "gzip")]).header("Content-Encoding") == "gzip"
    site.request("/logged-as-ever")
    assert site.log_entry("/logged-as-ever")["status"] == 200


def test_django_conf_in_parts(site_with):
    site = site_with({"conf.d/django.conf": predecessor.SPLIT_DJANGO_CONF})
    assert serves_everything(site)
    assert site.request("/mine").body == b"mine"
    assert site.request("/mine").header("X-Mine") == "split"
    assert site.request(HASHED).header("Cache-Control").endswith("immutable")


def test_upstream_conf(tree, site_with):
    site = site_with({"conf.d/django.conf.d/upstream.conf": predecessor.UPSTREAM_CONF}, socket=tree.run / "elsewhere.sock")
    assert site.request("/").body == b"ok"
    assert site.request(HASHED).status == 200


def test_root_location(site_with):
    site = site_with({f"{LOCATIONS}/root.conf": predecessor.ROOT_CONF})
    assert serves_everything(site)
    site.request("/")
    assert site.upstream.last_headers()["x-mine"] == "root"
    assert site.request("/", method="POST", body=b"x" * 1025).status == 413
    site.upstream.close()
    assert site.request("/").header("Retry-After") == "1"


def test_static_location(site_with):
    site = site_with({f"{LOCATIONS}/static.conf": predecessor.STATIC_CONF})
    assert serves_everything(site)
    response = site.request(HASHED, [("Accept-Encoding", "gzip")])
    assert response.header("X-Mine") == "static"
    assert response.header("Cache-Control").endswith("immutable")
    assert response.all("Vary") == ["Accept-Encoding"]


def test_media_location(site_with):
    site = site_with({f"{LOCATIONS}/media.conf": predecessor.MEDIA_CONF})
    assert serves_everything(site)
    assert site.request("/media/cat.txt").header("X-Mine") == "media"


def test_static_cache_control_map(site_with):
    site = site_with({f"{MAPS}/static_cache_control.conf": predecessor.STATIC_CACHE_CONTROL_CONF})
    assert serves_everything(site)
    assert site.request(HASHED).header("Cache-Control") == "max-age=3, mine"


def test_connection_upgrade_map(site_with):
    site = site_with({f"{MAPS}/connection_upgrade.conf": predecessor.CONNECTION_UPGRADE_CONF})
    assert serves_everything(site)
    site.request("/")
    assert site.upstream.last_headers()["connection"] == "close"


def test_the_starting_page(site_with):
    site = site_with({"starting.html": "<p>Mine</p>"}, NGINX_UPSTREAM_WAIT="0")
    site.upstream.close()
    assert site.request("/").body == b"<p>Mine</p>"


def test_a_file_more(site_with):
    site = site_with({f"{LOCATIONS}/robots.conf": predecessor.EXTRA_LOCATION_CONF})
    assert serves_everything(site)
    assert site.request("/robots.txt").body == b"User-agent: *"


def test_all_at_once(site_with):
    site = site_with(
        {
            "nginx.conf": predecessor.NGINX_CONF,
            "conf.d/django.conf": predecessor.SPLIT_DJANGO_CONF,
            f"{LOCATIONS}/root.conf": predecessor.ROOT_CONF,
            f"{LOCATIONS}/static.conf": predecessor.STATIC_CONF,
            f"{LOCATIONS}/media.conf": predecessor.MEDIA_CONF,
            f"{MAPS}/static_cache_control.conf": predecessor.STATIC_CACHE_CONTROL_CONF,
            f"{MAPS}/connection_upgrade.conf": predecessor.CONNECTION_UPGRADE_CONF,
        }
    )
    assert serves_everything(site)
    assert site.request("/media/cat.txt").header("X-Mine") == "media"


def test_an_override_may_hold_braces(site_with):
    """The user's files are not templates: what looks like a placeholder stays."""
    site = site_with({f"{LOCATIONS}/robots.conf": "location = /robots.txt {{ return 200 '{{{{ port }}}}'; }}"})
    assert site.request("/robots.txt").body == b"{{ port }}"


@pytest.mark.parametrize("path", ["nginx.conf", "conf.d/django.conf", f"{LOCATIONS}/root.conf", f"{MAPS}/vary.conf"])
def test_a_broken_override_stops_the_start(tree, start, path):
    tree.override(path, "this is { no nginx file;\n")
    proxy = start(tree, "proxy", "run")
    assert proxy.wait() == 78
    message = proxy.stderr.wait_for("proxy: cannot use the Nginx configuration: ").decode()
    assert path in message, proxy.output()
    assert still_running(tree.root) == []
    assert not connects(tree.port) and not connects(tree.status_port)


def test_sighup_takes_up_a_new_file(site_with):
    site = site_with({})
    site.tree.override(f"{LOCATIONS}/robots.conf", "location = /robots.txt { return 200 new; }")
    site.proxy.signal(signal.SIGHUP)
    eventually(lambda: site.request("/robots.txt").body == b"new", "the new file is in use")
    (site.tree.config / "nginx" / LOCATIONS / "robots.conf").unlink()
    site.proxy.signal(signal.SIGHUP)
    eventually(lambda: site.request("/robots.txt").body == b"ok", "the file is gone again")
    assert serves_everything(site)


def test_sighup_with_a_broken_file_changes_nothing(site_with):
    site = site_with({f"{LOCATIONS}/robots.conf": predecessor.EXTRA_LOCATION_CONF})
    override = site.tree.override(f"{LOCATIONS}/root.conf", "this is { no nginx file;\n")
    site.proxy.signal(signal.SIGHUP)
    site.proxy.stderr.wait_for("proxy: cannot use the Nginx configuration: ")
    assert serves_everything(site)
    assert site.request("/robots.txt").body == b"User-agent: *"
    assert site.proxy.running

    # And the next good one is taken up.
    override.write_text("location / { return 200 repaired; }")
    site.proxy.signal(signal.SIGHUP)
    eventually(lambda: site.request("/").body == b"repaired", "the repaired file is in use")


def test_sighup_loses_no_request(site_with):
    site = site_with({})
    for _ in range(5):
        site.proxy.signal(signal.SIGHUP)
        for _ in range(20):
            assert http.request(site.tree.port, "/").status == 200
    site.request("/still-logged")
    assert json.loads(site.proxy.stdout.wait_for("/still-logged"))["status"] == 200


@pytest.mark.parametrize("requests", range(6))
def test_a_stop_during_a_reload_leaves_nothing_behind(site_with, requests):
    """The stop comes at six moments of the reload: a `nginx -t` that runs just then must not outlive the proxy."""
    site = site_with({})
    site.proxy.signal(signal.SIGHUP)
    for _ in range(requests):
        site.status("/livez")
    site.proxy.signal(signal.SIGTERM)
    status = site.proxy.process.wait(HANG)
    assert still_running(site.tree.root) == []
    assert status == 0
