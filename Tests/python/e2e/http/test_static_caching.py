"""How long a browser may keep a static file."""

import pytest

FOR_EVER = "max-age=315360000, public, immutable"
SHORTLY = "max-age=60, public"
HASH = "0123456789ab"


@pytest.mark.parametrize(
    "path",
    [
        # ManifestStaticFilesStorage
        f"app.{HASH}.css",
        f"css/app.{HASH}.css",
        f"a/b/c/app.{HASH}.css",
        f"js/jquery.min.{HASH}.js",
        f"js/app.js.{HASH}.map",
        f"fonts/a-b_c.{HASH}.woff2",
        f"img/photo 1.{HASH}.png",
        # bundlers
        f"js/app.{HASH}.js.map",
        # django-compressor
        f"CACHE/js/{HASH}.js",
        f"CACHE/css/{HASH}.css",
        f"CACHE/js/output.{HASH}.js",
        f"CACHE/css/output.{HASH}.css",
    ],
)
@pytest.mark.parametrize("directory", ["static", "staticfiles"])
def test_a_name_with_a_hash_is_for_ever(site, directory, path):
    site.tree.write(f"app/{directory}/{directory}-{path}" if "CACHE" not in path else f"app/{directory}/{path}", "content")
    target = f"/static/{directory}-{path}" if "CACHE" not in path else f"/static/{path}"
    response = site.request(target.replace(" ", "%20"))
    assert (response.status, response.header("Cache-Control")) == (200, FOR_EVER)


@pytest.mark.parametrize(
    "path",
    [
        "plain.css",
        "jquery.min.js",
        "app.0123456789a.css",  # 11 digits
        "app.0123456789abc.css",  # 13
        "app.0123456789ag.css",  # not hex
        "app.0123456789AB.css",  # Django writes lower case
        f"app-{HASH}.css",
        f"{HASH}.css",
        f"{HASH}/plain.css",
        f"app.{HASH}.css/plain.css",
        f"app.{HASH}",
        f"other/CACHE/js/{HASH}.js",
        f"CACHE/img/{HASH}.png",
    ],
)
def test_any_other_name_is_not(site, path):
    site.tree.write(f"app/static/short/{path}", "content")
    response = site.request(f"/static/short/{path}")
    assert (response.status, response.header("Cache-Control")) == (200, SHORTLY)


def test_a_missing_file_is_not_kept(site):
    response = site.request(f"/static/missing.{HASH}.css")
    assert (response.status, response.all("Cache-Control")) == (404, [])


def test_not_modified_says_it_again(site):
    site.tree.write(f"app/static/again.{HASH}.css", "content")
    tag = site.request(f"/static/again.{HASH}.css").header("ETag")
    response = site.request(f"/static/again.{HASH}.css", [("If-None-Match", tag)])
    assert (response.status, response.header("Cache-Control")) == (304, FOR_EVER)


def test_media_and_django_set_their_own(site):
    site.tree.write(f"app/media/app.{HASH}.css", "content")
    assert site.request(f"/media/app.{HASH}.css").all("Cache-Control") == []
    assert site.request("/").all("Cache-Control") == []
