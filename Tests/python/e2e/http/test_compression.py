"""What is sent compressed, and what Vary says about it."""

import gzip

import pytest

GZIP = [("Accept-Encoding", "gzip, deflate, br")]
CONTENT = b"All work and no play makes Jack a dull boy.\n" * 100
COMPRESSED = ["css", "js", "mjs", "json", "webmanifest", "xml", "rss", "atom", "svg", "ico", "eot", "html", "txt", "map"]
NEVER = ["woff", "woff2", "png", "jpg", "gif", "webp", "zip", "pdf", "mp4", "unknown"]


@pytest.mark.parametrize("extension", COMPRESSED)
@pytest.mark.parametrize("kind", ["static", "media"])
def test_text_is_compressed(site, kind, extension):
    site.tree.write(f"app/{kind}/gzip/file.{extension}", CONTENT)
    plain = site.request(f"/{kind}/gzip/file.{extension}")
    zipped = site.request(f"/{kind}/gzip/file.{extension}", GZIP)
    assert plain.all("Content-Encoding") == []
    assert zipped.header("Content-Encoding") == "gzip"
    assert plain.body == zipped.decoded() == CONTENT
    assert plain.all("Vary") == zipped.all("Vary") == ["Accept-Encoding"]


@pytest.mark.parametrize("extension", NEVER)
@pytest.mark.parametrize("kind", ["static", "media"])
def test_what_is_compressed_already_is_left_alone(site, kind, extension):
    site.tree.write(f"app/{kind}/gzip/file.{extension}", CONTENT)
    response = site.request(f"/{kind}/gzip/file.{extension}", GZIP)
    assert (response.body, response.all("Content-Encoding"), response.all("Vary")) == (CONTENT, [], [])


@pytest.mark.parametrize("size, compressed", [(1023, False), (1024, True)])
def test_from_1024_bytes(site, size, compressed):
    site.tree.write(f"app/static/gzip/{size}.css", b"a" * size)
    for target in (f"/static/gzip/{size}.css", f"/?type=text/css&size={size}"):
        response = site.request(target, GZIP)
        assert response.all("Content-Encoding") == (["gzip"] if compressed else [])
        assert response.all("Vary") == (["Accept-Encoding"] if compressed else [])


def test_through_another_proxy(site):
    site.tree.write("app/static/gzip/via.css", CONTENT)
    for target in ("/static/gzip/via.css", "/?size=2000"):
        assert site.request(target, [*GZIP, ("Via", "1.1 cdn")]).header("Content-Encoding") == "gzip"


def test_level_6(site):
    content = b"".join(b"%d %d\n" % (number * number, number ^ 0x5555) for number in range(4000))
    site.tree.write("app/static/gzip/level.txt", content)
    size = len(site.request("/static/gzip/level.txt", GZIP).body)
    sizes = {level: len(gzip.compress(content, level)) for level in (1, 5, 6, 7, 9)}
    assert min(sizes, key=lambda level: abs(sizes[level] - size)) == 6, (size, sizes)


def test_a_file_that_was_compressed_before(site):
    site.tree.write("app/static/gzip/ready.js", CONTENT)
    ready = gzip.compress(CONTENT + b"// ready made")
    site.tree.write("app/static/gzip/ready.js.gz", ready)
    plain, zipped = site.request("/static/gzip/ready.js"), site.request("/static/gzip/ready.js", GZIP)
    assert (plain.body, zipped.body) == (CONTENT, ready)
    assert zipped.header("Content-Type") == "application/javascript"
    assert zipped.header("Content-Encoding") == "gzip"
    assert plain.all("Vary") == zipped.all("Vary") == ["Accept-Encoding"]


def test_an_upload_is_never_taken_for_the_compressed_form_of_another(site):
    site.tree.write("app/media/gzip/page.txt", "short")
    site.tree.write("app/media/gzip/page.txt.gz", gzip.compress(b"other"))
    assert site.request("/media/gzip/page.txt", GZIP).body == b"short"


@pytest.mark.parametrize(
    "query, vary",
    [
        ("", ["accept-encoding"]),
        ("&vary=Cookie", ["accept-encoding", "cookie"]),
        ("&vary=Accept-Encoding", ["accept-encoding"]),
        ("&vary=accept-encoding,%20Cookie", ["accept-encoding", "cookie"]),
        ("&vary=Cookie,Accept-Encoding", ["accept-encoding", "cookie"]),
        ("&vary=X-Accept-Encoding-Not", ["accept-encoding", "x-accept-encoding-not"]),
        ("&vary=*", ["*"]),
        ("&type=text/html;%20charset%3Dutf-8", ["accept-encoding"]),
        ("&status=404", ["accept-encoding"]),
        ("&type=image/png", []),
        ("&type=image/png&vary=Cookie", ["cookie"]),
        ("&type=image/png&vary=Accept-Encoding", ["accept-encoding"]),
    ],
)
@pytest.mark.parametrize("accept", [[], GZIP])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_django_and_nginx_say_vary_once(site, query, vary, accept, method):
    response = site.request(f"/?size=3000{query}", accept, method=method)
    assert sorted(response.tokens("Vary")) == vary
    if accept and method == "GET":
        assert (response.header("Content-Encoding") == "gzip") == ("image/png" not in query)
        assert response.decoded() == b"x" * 3000


def test_what_django_encoded_is_passed_as_it_is(site):
    response = site.request("/?size=3000&encoding=br&vary=Accept-Encoding", GZIP)
    assert (response.header("Content-Encoding"), response.body) == ("br", b"x" * 3000)
    assert response.all("Vary") == ["Accept-Encoding"]


@pytest.mark.parametrize("status", [500, 502, 503])
def test_errors_are_not_compressed(site, status):
    response = site.request(f"/?size=3000&status={status}", GZIP)
    assert (response.status, response.all("Content-Encoding"), response.all("Vary")) == (status, [], [])
