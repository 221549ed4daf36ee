"""A site file that the project's user has written to make Nginx serve what it must not."""

import os

import pytest
from testkit.site_file import DJANGO, site_text

SECRET = b"not for clients"


@pytest.fixture
def planted(tree):
    """Places that hold a secret; what is named by the site file must lead to none of them."""
    for path in ("app/secret.txt", "secret.txt", "run/gunicorn/secret.txt", "etc/nginx/secret.txt", "app/mysite/secret.txt"):
        tree.write(path, SECRET)
    tree.write("app/mysite/__init__.py")
    tree.write("app/static/a.txt", "the contract's")
    (tree.app / "link-up").symlink_to(tree.root)
    (tree.app / "link-app").symlink_to(tree.app)
    return tree


@pytest.mark.parametrize("key", ["static", "media", "site"])
@pytest.mark.parametrize(
    "root",
    ["/", "//", "/.", "/etc", "/proc/self/root", "/app/../etc", "{app}", "{app}/", "{app}/.", "{app}/../run", "{root}", "{run}"]
    + ["{run}/gunicorn", "{etc}", "{app}/link-up", "{app}/link-app", "{app}/link-app/mysite", "{app}/mysite", "relative", "/tmp"]
    + ['/srv"; alias "/etc', "/srv;", "/srv\\", "/srv$uri", "/srv#", "/srv\x01", "/\u00e9\x7f", "/" + "a" * 5000],
)
def test_a_root_that_is_not_for_clients(planted, site_for, key, root):
    root = root.format(app=planted.app, root=planted.root, run=planted.run, etc=planted.config)
    if key == "media" and root.endswith("mysite"):
        planted.write("app/manage.py")
    site = site_for(site_text(**{f"{key}_root": root, "static_url": "/s/", "media_url": "/m/"}))
    log = site.proxy.stderr.text()
    assert f"cannot use {key}_root of {planted.run}/gunicorn/site: it " in log
    assert "alias" not in log and "aaaa" not in log
    url = {"static": "/s/", "media": "/m/", "site": "/"}[key]
    for name in (
        "secret.txt",
        "app/secret.txt",
        "mysite/secret.txt",
        "gunicorn/secret.txt",
        "nginx/secret.txt",
        "hostname",
        "passwd",
    ):
        assert site.answer(url + name) == DJANGO, name
    # The other parts are served.
    if key != "static":
        assert site.answer("/s/a.txt") == (200, "the contract's")


@pytest.mark.parametrize("key", ["static_url", "media_url"])
@pytest.mark.parametrize(
    "url",
    [
        "/",
        "//",
        "x/",
        "/x",
        "/../",
        "/x/../",
        "/x//y/",
        "/./",
        "/.x/",
        '/"; } location / { root /; #/',
        "/;/",
        "/{/",
        "/}/",
        "/$uri/",
    ]
    + ["/x y/", "/x'/", "/\\/", "/%2e%2e/", "/é/", "~ ^/", "= /x/", "/x\x00/", "/x\r/", "/" + "x" * 300 + "/"],
)
def test_a_url_that_is_none(planted, site_for, key, url):
    site = site_for(site_text(**{key: url}))
    assert f"cannot use {key} of {planted.run}/gunicorn/site: it " in site.proxy.stderr.text()
    assert site.answer("/static/a.txt") == (DJANGO if key == "static_url" else (200, "the contract's"))
    for target in ("/secret.txt", "/etc/hostname", "/x/secret.txt"):
        assert site.answer(target) == DJANGO


def odd_files(path, tree):
    """Ways to have something else in the place of a file."""
    return {
        "fifo": lambda: os.mkfifo(path),
        "folder": lambda: path.mkdir(),
        "huge": lambda: path.write_bytes(b"version=1\n" + b"x" * (9 << 20)),
        "binary": lambda: path.write_bytes(b"version=1\nstatic_url=/\xff/\n"),
        "link": lambda: path.symlink_to(tree.write("elsewhere", site_text(static_url="/x/"))),
    }


@pytest.mark.parametrize("kind", ["fifo", "folder", "huge", "binary", "link"])
@pytest.mark.parametrize("place", ["site", "site.immutable"])
def test_something_else_in_the_place_of_the_file(planted, site_for, place, kind):
    folder = planted.run / "gunicorn"
    folder.mkdir(exist_ok=True)
    odd_files(folder / place, planted)[kind]()
    planted.write("app/static/a.5e3f.css", "x")
    site = site_for(None if place == "site" else site_text(immutable=1))
    assert site.answer("/static/a.txt") == (200, "the contract's")
    assert site.caching("/static/a.5e3f.css") == (200, ["max-age=60, public"])
    assert "cannot use " in site.proxy.stderr.text()


def test_names_that_could_mean_something(planted, site_for):
    bad = [
        'a" 1; } server { listen 1; } #',
        "default",
        "include",
        "volatile",
        "~.",
        "../a.css",
        "a.css\r",
        "$uri.css",
        "x" * 300 + ".css",
    ]
    planted.write("app/static/good.1f.css", "x")
    site = site_for(site_text(immutable=3), names=[*bad, "good.1f.css", "GOOD.1F.css", "good.1f.css"])
    assert f"{len(bad)} names are not valid" in site.proxy.stderr.text()
    assert site.caching("/static/good.1f.css") == (200, ["max-age=315360000, public, immutable"])


@pytest.mark.parametrize("version", ["2", "", "1 ", "99999999999999999999"])
def test_another_version_is_as_no_file(planted, site_for, version):
    site = site_for(site_text(version=version, static_url="/x/"))
    assert site.answer("/static/a.txt") == (200, "the contract's")
    assert "cannot use version of" in site.proxy.stderr.text()


def test_a_link_below_a_root(planted, site_for):
    outside = planted.write("app/outside/secret.txt", SECRET).parent
    planted.write("app/uploads/a.txt", "upload")
    (planted.app / "uploads" / "planted").symlink_to(outside)
    (planted.app / "uploads" / "file.txt").symlink_to(outside / "secret.txt")
    site = site_for(site_text(media_root=planted.app / "uploads"))
    assert site.answer("/media/a.txt") == (200, "upload")
    for target in ("planted/secret.txt", "file.txt"):
        assert site.request(f"/media/{target}").status == 404
