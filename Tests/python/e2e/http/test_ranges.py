"""A part of a file that does not exist: Nginx answers 416 after it has set the file's headers, and each is there once."""

import pytest

CONTENT = b"body { color: red }"


@pytest.mark.parametrize("folder", ["static", "staticfiles", "media", "mediafiles"])
def test_a_range_beyond_the_end(site, folder):
    site.tree.write(f"app/{folder}/ranges/{folder}.css", CONTENT)
    target = f"/{folder.removesuffix('files')}/ranges/{folder}.css"
    response = site.request(target, [("Range", "bytes=1000-")])
    assert (response.status, response.header("Content-Range")) == (416, f"bytes */{len(CONTENT)}")
    assert response.header("X-Content-Type-Options") == "nosniff"
    names = [name for name, _ in response.headers]
    assert len(names) == len(set(names)), response.headers


@pytest.mark.parametrize("prefix", ["static", "media"])
def test_a_file_that_has_not_changed(site, prefix):
    site.tree.write(f"app/{prefix}/ranges/same.css", CONTENT)
    first = site.request(f"/{prefix}/ranges/same.css")
    for header in (("If-None-Match", first.header("ETag")), ("If-Modified-Since", first.header("Last-Modified"))):
        response = site.request(f"/{prefix}/ranges/same.css", [header])
        assert (response.status, response.header("X-Content-Type-Options")) == (304, "nosniff")
        assert response.header("Cache-Control") == first.header("Cache-Control")
