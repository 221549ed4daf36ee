"""No file of /app can be read but those of the static and media directories."""

import itertools

import pytest

SECRET = b"the secret of settings.py"


@pytest.fixture(scope="module")
def secrets(site):
    for path in ("app/secret.txt", "app/static.txt", "app/staticsecret/secret.txt", "app/mediasecret/secret.txt", "secret.txt"):
        site.tree.write(path, SECRET)
    site.tree.write("app/static/css/site.css", "body {}")
    site.tree.write("app/media/photos/cat.jpg", "cat")


UPS = ["..", "%2e%2e", "%2E.", ".%2e", "%252e%252e", "..%00", "..;", "\\..", "%5c..", "%c0%ae%c0%ae", "..."]
SLASHES = ["/", "%2f", "%2F", "//", "/./", "\\", "%5c", "%252f", "%c0%af"]
FILES = ["secret.txt", "static.txt", "staticsecret/secret.txt", "mediasecret/secret.txt"]


@pytest.mark.parametrize("start", ["/static", "/static/", "/static/css/", "/media", "/media/", "/media/photos/", "/"])
def test_no_way_up(site, secrets, start):
    for up, slash, depth, file in itertools.product(UPS, SLASHES, (1, 2), FILES):
        target = start + (up + slash) * depth + file
        answer = site.send(b"GET " + target.encode("latin-1") + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert SECRET not in answer, target


@pytest.mark.parametrize(
    "target",
    ["/secret.txt", "/app/secret.txt", "/static.txt", "/staticsecret/secret.txt", "/mediasecret/secret.txt"]
    + ["/static//secret.txt", "/static/%2fsecret.txt", "/staticfiles/secret.txt", "/./secret.txt", "//secret.txt"]
    + ["/site1/settings.py", "/db.sqlite3", "/media/../site1/settings.py", "http://localhost/static/../secret.txt"],
)
def test_no_way_in(site, secrets, target):
    response = site.request(target)
    assert SECRET not in response.body
    assert b"SECRET_KEY" not in response.body


@pytest.mark.parametrize("header", ["X-Accel-Redirect", "X-Sendfile", "X-Original-URL", "X-Rewrite-URL"])
def test_no_header_leads_there(site, secrets, header):
    assert SECRET not in site.request("/", [(header, "/secret.txt")]).body


def test_the_directories_themselves_only_under_their_urls(site, secrets):
    """/staticfiles and /mediafiles are names of directories, not of URLs."""
    site.tree.write("app/staticfiles/of-static.txt", "content")
    assert site.seen("/staticfiles/of-static.txt")["path"] == "/staticfiles/of-static.txt"
