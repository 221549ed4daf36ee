"""Where Nginx serves static files and uploads from, by the site file."""

import pytest
from testkit.site_file import DJANGO, site_text

FOR_EVER = "max-age=315360000, public, immutable"
SHORTLY = "max-age=60, public"
HASH = "0123456789ab"


def test_without_the_file_the_contracts_folders_are_served(tree, site_for):
    tree.write("app/static/a.txt", "first")
    tree.write("app/staticfiles/b.txt", "second")
    tree.write("app/mediafiles/c.txt", "third")
    site = site_for(None)
    assert site.answer("/static/a.txt") == (200, "first")
    assert site.answer("/static/b.txt") == (200, "second")
    assert site.answer("/media/c.txt") == (200, "third")
    assert site.caching("/static/none.txt") == site.caching("/media/none.txt") == (404, [])
    assert "serves /" not in site.proxy.stderr.text()


def test_other_urls_and_roots(tree, site_for):
    tree.write("app/collected/css/a.css", "body {}")
    tree.write("app/static/old.txt", "not this folder")
    tree.write("app/data/uploads/cat.txt", "cat")
    site = site_for(
        site_text(
            static_url="/assets/", static_root=tree.app / "collected", media_url="/uploads/", media_root=tree.app / "data/uploads"
        )
    )
    assert site.answer("/assets/css/a.css") == (200, "body {}")
    assert site.answer("/uploads/cat.txt") == (200, "cat")
    assert site.request("/uploads/cat.txt").header("X-Content-Type-Options") == "nosniff"
    assert site.request("/assets/old.txt").status == 404
    for target in ("/static/old.txt", "/media/cat.txt", "/assets", "/uploads", "/assetsx", "/uploadscentre"):
        assert site.answer(target) == DJANGO, target
    line = f"serves /assets/ from {tree.app}/collected (STATIC_ROOT), /uploads/ from {tree.app}/data/uploads (MEDIA_ROOT)"
    assert line in site.proxy.stderr.text()


def test_nested_urls_and_a_prefix(tree, site_for):
    tree.write("app/collected/media/static/a.txt", "a repeated name")
    tree.write("app/collected/a.txt", "static")
    tree.write("app/uploads/a.txt", "media")
    tree.write("app/uploads/static/a.txt", "hidden by the longer URL")
    site = site_for(
        site_text(
            static_url="/media/static/", static_root=tree.app / "collected", media_url="/media/", media_root=tree.app / "uploads"
        )
    )
    assert site.answer("/media/static/a.txt") == (200, "static")
    assert site.answer("/media/static/media/static/a.txt") == (200, "a repeated name")
    assert site.answer("/media/a.txt") == (200, "media")
    tree.write("run/gunicorn/site", site_text(static_url="/shop/v1.2/static/", static_root=tree.app / "collected"))
    site.reload(lambda: site.answer("/shop/v1.2/static/a.txt") == (200, "static"))
    assert site.answer("/shop/v1x2/static/a.txt") == DJANGO
    assert site.answer("/media/static/a.txt") == (404, site.answer("/media/none")[1])


def test_files_on_another_host_have_no_location(tree, site_for):
    tree.write("app/static/a.txt", "static")
    tree.write("app/media/a.txt", "media")
    site = site_for(site_text(static_url="none", media_url="none"))
    assert site.answer("/static/a.txt") == site.answer("/media/a.txt") == DJANGO
    assert "serves no static files, no media" in site.proxy.stderr.text()


def test_a_root_of_another_container_leaves_the_contracts_folders(tree, site_for):
    tree.write("app/static/a.txt", "published")
    tree.write("app/media/a.txt", "uploaded")
    site = site_for(site_text(static_url="/assets/", static_root="/srv/of-the-app", media_root="/srv/of-the-app/media"))
    assert site.answer("/assets/a.txt") == (200, "published")
    assert site.answer("/media/a.txt") == (200, "uploaded")


@pytest.mark.parametrize("root", ["collected", None])
def test_a_missing_file_is_not_found(tree, site_for, root):
    tree.write("app/collected/a.txt")
    site = site_for(site_text(static_root=tree.app / root if root else ""))
    for target in ("/static/none.txt", f"/static/none.{HASH}.css", "/static/", "/static/a%0Ab", "/media/none.txt", "/media/"):
        assert site.caching(target) == (404, ["no-store"]), target
        assert site.request(target).header("X-Content-Type-Options") == "nosniff", target
    assert site.upstream.requests == []


@pytest.mark.parametrize("root", ["collected", None])
def test_a_missing_file_is_the_applications(tree, site_for, root):
    tree.write("app/collected/a.txt", "file")
    tree.write("app/static/a.txt", "file")
    site = site_for(site_text(static_root=tree.app / root if root else "", static_missing="application"))
    assert site.answer("/static/a.txt") == (200, "file")
    assert site.answer("/static/no%20ne.css?v=%31", [("SCRIPT_NAME", "/x"), ("Script-Name", "/x")]) == DJANGO
    assert site.upstream.requests[-1].startswith(b"GET /static/no%20ne.css?v=%31 HTTP/1.1\r\n")
    through_static = site.upstream.last_headers()
    site.request("/x", [("SCRIPT_NAME", "/x"), ("Script-Name", "/x")])
    assert through_static == site.upstream.last_headers()
    assert site.request("/static/none.css", method="POST", body=b"x").status == 200
    for hidden in ("/static/.env", "/static/a.bak", "/static/.git/config"):
        assert site.request(hidden).status == 404, hidden
    assert site.caching("/media/none.txt") == (404, ["no-store"])


@pytest.mark.parametrize("root", ["collected", None])
def test_a_missing_file_waits_for_the_application(tree, site_for, root):
    """The page of the 503 after the wait, and no loop of internal redirects."""
    tree.write("app/collected/a.txt", "file")
    root = tree.app / root if root else ""
    site = site_for(site_text(static_root=root, static_missing="application"), NGINX_UPSTREAM_WAIT="1")
    site.upstream.close()
    response = site.request("/static/none.css")
    assert (response.status, response.header("Retry-After")) == (503, "1")


@pytest.mark.parametrize("target", [".env", "a/.git/config", "settings.py~", "a.bak", "a.swp"])
def test_hidden_names_stay_hidden(tree, site_for, target):
    tree.write(f"app/collected/{target}", "secret")
    tree.write(f"app/uploads/{target}", "secret")
    site = site_for(
        site_text(static_url="/s/", static_root=tree.app / "collected", media_url="/m/", media_root=tree.app / "uploads")
    )
    assert site.request(f"/s/{target}").status == site.request(f"/m/{target}").status == 404


def test_uploads_stay_data(tree, site_for):
    tree.write("app/uploads/page.html", "<script>1</script>")
    site = site_for(site_text(media_url="/files/", media_root=tree.app / "uploads"))
    response = site.request("/files/page.html")
    assert response.header("Content-Disposition") == "attachment"
    assert "sandbox" in response.header("Content-Security-Policy")


def test_immutable_by_the_pattern_and_by_the_manifest(tree, site_for):
    named = ["css/app.5e3f.css", "js/main-DEADBEEF.js"]
    for name in [*named, f"css/app.{HASH}.css", f"old.{HASH}.css", "plain.css", "css/app.5e3e.css"]:
        tree.write(f"app/collected/{name}", "content")
    site = site_for(
        site_text(static_url="/shop/static/", static_root=tree.app / "collected", immutable=2), names=[*named, "css/missing.1f.css"]
    )
    for name in [*named, f"css/app.{HASH}.css", f"old.{HASH}.css"]:
        assert site.caching(f"/shop/static/{name}") == (200, [FOR_EVER]), name
    for name in ("plain.css", "css/app.5e3e.css"):
        assert site.caching(f"/shop/static/{name}") == (200, [SHORTLY]), name
    assert site.caching("/shop/static/css/missing.1f.css") == (404, ["no-store"])


def test_the_manifests_names_count_in_the_second_folder_too(tree, site_for):
    tree.write("app/staticfiles/css/app.5e3f.css", "content")
    site = site_for(site_text(immutable=1), names=["css/app.5e3f.css"])
    assert site.caching("/static/css/app.5e3f.css") == (200, [FOR_EVER])


def test_a_large_manifest(tree, site_for):
    """Twenty thousand names without a warning of Nginx's about its hash tables."""
    names = [f"packages/{'x' * (1 + number % 150)}/chunk-{number:05}.5e3f.js" for number in range(20_000)]
    tree.write(f"app/collected/{names[-1]}", "content")
    site = site_for(site_text(static_root=tree.app / "collected", immutable=len(names)), names=names)
    assert site.caching(f"/static/{names[-1]}") == (200, [FOR_EVER])
    assert "hash" not in site.proxy.stderr.text()


def test_a_precompressed_file(tree, site_for):
    tree.write("app/collected/a.js", "plain")
    tree.write("app/collected/a.js.gz", b"\x1f\x8b compressed")
    site = site_for(site_text(static_url="/s/", static_root=tree.app / "collected"))
    response = site.request("/s/a.js", [("Accept-Encoding", "gzip")])
    assert (response.header("Content-Encoding"), response.body) == ("gzip", b"\x1f\x8b compressed")
    assert response.header("Vary") == "Accept-Encoding"


def test_the_projects_file_is_read_again_at_a_reload(tree, site_for):
    tree.write("app/one/a.txt", "one")
    tree.write("app/two/a.txt", "two")
    site = site_for(site_text(static_root=tree.app / "one"))
    assert site.answer("/static/a.txt") == (200, "one")
    tree.write("run/gunicorn/site", site_text(static_root=tree.app / "two"))
    site.reload(lambda: site.answer("/static/a.txt") == (200, "two"))


def test_a_location_of_the_users_wins(tree, site_for):
    tree.override("conf.d/django.conf.d/locations/mine.conf", "location /downloads/ { return 200 mine; }")
    tree.write("app/uploads/a.txt", "ours")
    site = site_for(site_text(media_url="/downloads/", media_root=tree.app / "uploads"))
    assert site.answer("/downloads/a.txt") == (200, "mine")


def test_a_static_conf_of_the_users_wins(tree, site_for):
    own = 'location ~ "^/static/(?<static_file>.*)$" { return 200 mine; } location @staticfiles { return 404; }'
    tree.override("conf.d/django.conf.d/locations/static.conf", own)
    tree.write("app/collected/a.txt", "ours")
    site = site_for(site_text(static_root=tree.app / "collected", static_url="/static/"))
    assert site.answer("/static/a.txt") == (200, "mine")
