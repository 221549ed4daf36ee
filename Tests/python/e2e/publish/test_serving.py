"""`serve` publishes first, and the proxy serves what was published."""

from testkit import http
from testkit.ports import eventually
from testkit.site import APPLICATION, SITE, add_static_file, write_site

from .conftest import HASH


def test_serve_publishes_before_gunicorn(tree, start, volume):
    write_site(tree)
    volume.tree.write(f"app/static/app.{HASH}.css", "body {}")
    program = start(tree, "app-runner", APPLICATION, STATIC_PUBLISH_DIR=volume.path, **SITE)
    program.stderr.wait_for("starts gunicorn")
    assert volume.files() == {f"app.{HASH}.css": "body {}"}
    log = program.stderr.text()
    assert log.index("runs publish-static") > log.index("runs bootstrap")


def test_collected_at_start_and_published(tree, start, volume):
    write_site(tree)
    add_static_file(tree)
    program = start(tree, "app-runner", APPLICATION, STATIC_PUBLISH_DIR=volume.path, RUN_COLLECTSTATIC="1", **SITE)
    program.stderr.wait_for("starts gunicorn")
    assert volume.files()["logo.svg"] == "<svg/>"


def test_the_proxy_serves_the_volume(make_tree, start, volume):
    volume.tree.write(f"app/static/app.{HASH}.css", "body {}")
    volume.publish()
    proxy_tree = make_tree()
    (proxy_tree.app / "static").symlink_to(volume.path)
    proxy = start(proxy_tree, "proxy", "run")
    eventually(lambda: http.answers(proxy_tree.status_port, "/livez"), "the proxy")
    response = http.request(proxy_tree.port, f"/static/app.{HASH}.css")
    assert response.status == 200 and "immutable" in response.header("Cache-Control")
    assert proxy.running
