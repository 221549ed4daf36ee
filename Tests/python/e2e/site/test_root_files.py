"""Files at the root of the site: favicon.ico, robots.txt, .well-known."""

import pytest
from testkit.site_file import DJANGO, site_text


@pytest.fixture(params=["SITE_ROOT_DIR", "site_root"])
def site(request, tree, site_for):
    tree.write("app/public/robots.txt", "User-agent: *")
    tree.write("app/public/.well-known/security.txt", "Contact: x")
    tree.write("app/public/.well-known/acme/a-b", "token")
    tree.write("app/public/docs/index.html", "page")
    backups = ["robots.txt~", "robots.txt.bak"]
    for hidden in [".env", ".svn/entries", "docs/.htpasswd", ".well-known/.env", "a/.well-known/x", *backups]:
        tree.write(f"app/public/{hidden}", "secret")
    if request.param == "site_root":
        return site_for(site_text(site_root=tree.app / "public"))
    tree.write("app/other/robots.txt", "not this one")
    return site_for(site_text(site_root=tree.app / "other"), SITE_ROOT_DIR=tree.app / "public")


@pytest.mark.parametrize(
    "target, content",
    [("/robots.txt", "User-agent: *"), ("/.well-known/security.txt", "Contact: x"), ("/.well-known/acme/a-b", "token")]
    + [("/docs/index.html", "page"), ("/robots.txt?x=1", "User-agent: *"), ("//robots.txt", "User-agent: *")],
)
def test_a_file_that_is_there_is_served(site, target, content):
    response = site.request(target)
    assert (response.status, response.body.decode()) == (200, content)
    assert response.header("Cache-Control") == "max-age=60, public"
    assert response.header("X-Content-Type-Options") == "nosniff"
    head = site.request(target, method="HEAD")
    assert (head.status, head.header("Content-Length")) == (200, str(len(content)))
    assert site.upstream.requests == []


@pytest.mark.parametrize(
    "target",
    ["/", "/docs", "/docs/", "/none.txt", "/.env", "/.svn/entries", "/docs/.htpasswd", "/robots.txt~", "/robots.txt.bak"]
    + ["/.well-known", "/.well-known/", "/.well-known/.env", "/a/.well-known/x", "/robots.txt%0A", "/robots.txt/", "/a%3Fb"],
)
def test_anything_else_goes_to_django(site, target):
    assert site.answer(target) == DJANGO
    assert site.upstream.requests[-1].startswith(f"GET {target} HTTP/1.1".encode())


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_another_method_goes_to_django(site, method):
    assert site.answer("/robots.txt", method=method, body=b"x") == DJANGO


def test_the_internal_address_is_no_way_in(site):
    assert site.request("/.well-known/bootstrap/root/.env").status == 404
    assert site.request("/.well-known/bootstrap/root/robots.txt").status == 404


def test_the_rest_of_the_site_is_as_ever(site):
    site.tree.write("app/static/a.txt", "static")
    assert site.answer("/static/a.txt") == (200, "static")
    site.upstream.close()
    assert site.request("/robots.txt").status == 200


@pytest.mark.parametrize("path", ["/", "/etc", "app"])
def test_a_folder_that_is_not_for_clients_ends_the_start(tree, start, path):
    proxy = start(tree, "proxy", "run", SITE_ROOT_DIR=tree.root / path)
    assert proxy.wait() == 78
    assert "cannot use SITE_ROOT_DIR=" in proxy.stderr.text()
