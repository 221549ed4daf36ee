"""Uploads are data, not pages: nosniff, and what a browser would run as a page is a download in a sandbox."""

import pytest
from testkit.upstream import FakeUpstream

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
PAGE = b"<script>alert(document.cookie)</script>"

PAGES = ["html", "htm", "HTML", "shtml", "xhtml", "svg", "xml", "xsl", "rss", "atom", "kml", "gpx", "mpd"]
# mime.types has no type for the first ones, and a browser downloads application/octet-stream.
NO_TYPE = ["xht", "svgz", "mathml", "mml", "htc", "mht", "xslt", "hta", "html.x"]
DATA = ["png", "jpg", "pdf", "txt", "css", "js", "json", "docx", "xlsx", "mp4"]


def headers(response) -> tuple:
    names = ("Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options")
    return tuple(response.header(name) for name in names)


@pytest.fixture(scope="module")
def files(site):
    for extension in (*PAGES, *NO_TYPE, *DATA):
        for folder in ("media", "mediafiles", "static"):
            site.tree.write(f"app/{folder}/data/{folder}.{extension}", PAGE)
    site.tree.write("app/media/data/noextension", PAGE)


@pytest.mark.parametrize("extension", PAGES)
@pytest.mark.parametrize("folder", ["media", "mediafiles"])
def test_a_page_is_a_download_in_a_sandbox(site, files, folder, extension):
    for method in ("GET", "HEAD"):
        response = site.request(f"/media/data/{folder}.{extension}", method=method)
        assert (response.status, headers(response)) == (200, ("attachment", POLICY, "nosniff"))


def test_a_part_of_a_page_too(site, files):
    response = site.request("/media/data/media.html", [("Range", "bytes=0-7")])
    assert (response.status, response.body, headers(response)) == (206, PAGE[:8], ("attachment", POLICY, "nosniff"))


@pytest.mark.parametrize("name", ["noextension", *(f"media.{extension}" for extension in NO_TYPE)])
def test_a_name_without_a_type_is_only_downloaded(site, files, name):
    response = site.request(f"/media/data/{name}")
    assert (response.status, response.header("Content-Type")) == (200, "application/octet-stream")
    assert response.header("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("extension", DATA)
def test_data_is_shown(site, files, extension):
    response = site.request(f"/media/data/media.{extension}")
    assert (response.status, headers(response)) == (200, (None, None, "nosniff"))


@pytest.mark.parametrize("extension", ["html", "svg", "js", "css"])
def test_static_files_are_the_sites_own(site, files, extension):
    assert headers(site.request(f"/static/data/static.{extension}")) == (None, None, "nosniff")


@pytest.mark.parametrize("target", ["/media/none.html", "/static/none.html", "/media/data/"])
def test_an_error_page_is_no_download(site, files, target):
    response = site.request(target)
    assert (response.status, headers(response)) == (404, (None, None, "nosniff"))


@pytest.mark.parametrize("value, inline", [("1", True), ("no", False)])
def test_media_inline(tree, proxy_for, value, inline):
    tree.write("app/media/page.html", PAGE)
    site = proxy_for(tree, MEDIA_INLINE=value)
    expected = (None, None, "nosniff") if inline else ("attachment", POLICY, "nosniff")
    assert headers(site.request("/media/page.html")) == expected


@pytest.mark.parametrize(
    "sent, disposition",
    [
        ("", "attachment"),
        ("Content-Type: image/png\r\n", None),
        ("Content-Type: text/html; charset=utf-8\r\n", "attachment"),
        ('Content-Type: text/html\r\nContent-Disposition: inline; filename="a.html"\r\n', 'inline; filename="a.html"'),
        ('Content-Disposition: attachment; filename="b.html"\r\n', 'attachment; filename="b.html"'),
    ],
)
def test_a_file_that_the_application_has_sent(tree, proxy_for, sent, disposition):
    """X-Accel-Redirect: the type and the disposition that the application gives count; the sandbox is for every page."""
    tree.write("app/media/page.html", PAGE)
    answer = f"HTTP/1.1 200 OK\r\nX-Accel-Redirect: /media/page.html\r\n{sent}Content-Length: 0\r\n\r\n"
    upstream = FakeUpstream(tree.socket, lambda head: answer.encode())
    response = proxy_for(tree).request("/download")
    upstream.close()
    assert (response.status, response.body) == (200, PAGE)
    policy = None if "image/png" in sent else POLICY
    assert headers(response) == (disposition, policy, "nosniff")
