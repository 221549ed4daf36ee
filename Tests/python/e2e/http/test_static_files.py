"""Which file answers which URL."""

import pytest


@pytest.fixture(scope="module")
def files(site):
    write = site.tree.write
    write("app/static/both.txt", "static wins")
    write("app/staticfiles/both.txt", "hidden")
    write("app/staticfiles/fallback.txt", "from staticfiles")
    write("app/static/css/site.css", "body {}")
    write("app/static/with space é.txt", "odd name")
    write("app/static/range.txt", "0123456789")
    write("app/media/both.txt", "media wins")
    write("app/mediafiles/both.txt", "hidden")
    write("app/mediafiles/fallback.txt", "from mediafiles")
    write("app/media/photos/cat.jpg", b"\xff\xd8\xff")


@pytest.mark.parametrize(
    "target, content",
    [
        ("/static/both.txt", "static wins"),
        ("/static/fallback.txt", "from staticfiles"),
        ("/static/css/site.css", "body {}"),
        ("/static/with%20space%20%C3%A9.txt", "odd name"),
        ("/static//css///site.css", "body {}"),
        ("/static/css/site.css?v=3", "body {}"),
        ("/media/both.txt", "media wins"),
        ("/media/fallback.txt", "from mediafiles"),
    ],
)
def test_a_file_is_served(site, files, target, content):
    response = site.request(target)
    assert (response.status, response.body.decode()) == (200, content)


@pytest.mark.parametrize(
    "target",
    ["/static/", "/static/css", "/static/css/", "/static/none.txt", "/static/css/site.css/", "/static/a%0Ab.txt"]
    + ["/media/", "/media/photos", "/media/photos/", "/media/none.txt"],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_anything_but_a_file_is_not_found(site, files, target, method):
    response = site.request(target, method=method)
    assert response.status == 404
    assert response.all("Location") == response.all("Cache-Control") == []


@pytest.mark.parametrize("target", ["/static", "/media", "/staticcss", "/mediacentre", "/static.txt", "/STATIC/both.txt"])
def test_names_that_only_begin_alike_go_to_django(site, files, target):
    assert site.seen(target)["path"] == target


def test_head_tells_what_get_would(site, files):
    get, head = (site.request("/static/css/site.css", method=method) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Type", "Content-Length", "Cache-Control", "ETag", "Last-Modified"):
        assert head.header(name) == get.header(name) is not None


def test_a_part_of_a_file(site, files):
    response = site.request("/static/range.txt", [("Range", "bytes=2-4")])
    assert (response.status, response.body) == (206, b"234")


def test_a_file_that_did_not_change(site, files):
    tag = site.request("/static/css/site.css").header("ETag")
    response = site.request("/static/css/site.css", [("If-None-Match", tag)])
    assert (response.status, response.body) == (304, b"")


CONTENT_TYPES = {
    "app.css": "text/css",
    "app.js": "application/javascript",
    "app.mjs": "application/javascript",
    "app.js.map": "application/json",
    "data.json": "application/json",
    "site.webmanifest": "application/manifest+json",
    "feed.xml": "text/xml",
    "page.html": "text/html",
    "robots.txt": "text/plain",
    "logo.svg": "image/svg+xml",
    "favicon.ico": "image/x-icon",
    "photo.jpg": "image/jpeg",
    "photo.png": "image/png",
    "photo.webp": "image/webp",
    "photo.avif": "image/avif",
    "font.eot": "application/vnd.ms-fontobject",
    "font.woff": "font/woff",
    "font.woff2": "font/woff2",
    "font.ttf": "font/ttf",
    "module.wasm": "application/wasm",
    "film.mp4": "video/mp4",
    "paper.pdf": "application/pdf",
    "noextension": "application/octet-stream",
    "name.unknown": "application/octet-stream",
}


@pytest.mark.parametrize("name, content_type", CONTENT_TYPES.items())
@pytest.mark.parametrize("kind", ["static", "media"])
def test_content_types(site, kind, name, content_type):
    site.tree.write(f"app/{kind}/types/{name}", "content")
    assert site.request(f"/{kind}/types/{name}").header("Content-Type") == content_type
