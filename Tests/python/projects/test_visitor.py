"""The administrator of flow/visitor.py at a small site, which can be wrong in each way that the flow looks for."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from projects.flow.visitor import Visitor
from projects.workshop.recipe import Upload

LOGIN = """<link rel="stylesheet" href="{static}/base.0123456789ab.css"><script src="{static}/theme.js"></script>
<form method="post"><input type="hidden" name="csrf" value="t"><input name="username">
<input type="password" name="password"></form>"""
UPLOAD = '<form method="post" enctype="multipart/form-data"><input name="title"><input type="file" name="file"></form>'
FOREVER = {"Cache-Control": "max-age=315360000, public, immutable"}


class Site:
    """`paths` has what is there: type, headers and body by path. The login is right for the password "right"."""

    def __init__(self):
        self.static = "/static"
        self.paths = {
            "/static/base.0123456789ab.css": ("text/css", FOREVER, b"a {}"),
            "/static/theme.js": ("text/javascript; charset=utf-8", {}, b"1"),
        }
        self.uploads = True
        self.seen: list[dict] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                site.seen.append(dict(self.headers))
                path = self.path.partition("?")[0]
                if path == "/admin/":
                    inside = "session=1" in self.headers.get("Cookie", "")
                    self.answer(200, "text/html", {}, (UPLOAD if inside else LOGIN.format(static=site.static)).encode())
                elif path in site.paths:
                    self.answer(200, *site.paths[path])
                else:
                    self.answer(404, "text/html", {}, b"none")

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                site.seen.append(dict(self.headers))
                if b"password=" in body:
                    right = b"password=right" in body and b"csrf=t" in body and b"username=admin" in body
                    self.answer(
                        302, "text/html", {"Location": "/admin/"} | ({"Set-Cookie": "session=1; Path=/"} if right else {}), b""
                    )
                    return
                name = body.partition(b'filename="')[2].partition(b'"')[0].decode()
                picture = body[body.index(b"\x89PNG") : body.rindex(b"\r\n--")]
                if site.uploads:
                    site.paths[f"/media/{name}"] = ("image/png", {}, picture)
                self.answer(200, "text/html", {}, f'<a href="/media/{name}">now</a>'.encode())

            def answer(self, status, kind, headers, body):
                self.send_response(status)
                for header, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                    self.send_header(header, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def visitor(self, public: str | None = None) -> Visitor:
        return Visitor(self.server.server_port, "/admin/", "admin", public)


@pytest.fixture
def site():
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_a_site_that_is_right(site):
    visitor = site.visitor()
    assert visitor.answers()
    files = visitor.login_page_files()
    assert [url.removeprefix(visitor.address) for url in files] == ["/static/base.0123456789ab.css", "/static/theme.js"]
    for url in files:
        visitor.loads(url)
    visitor.logs_in("right")
    assert visitor.uploads(Upload("/admin/")).startswith(f"{visitor.address}/media/wall-")


def test_a_wrong_password_is_seen(site):
    with pytest.raises(AssertionError, match="still the login page"):
        site.visitor().logs_in("wrong")


@pytest.mark.parametrize(
    "wrong, message",
    [
        (None, ": 404"),
        (("text/css", FOREVER, b""), ": empty"),
        (("text/html", FOREVER, b"a"), ": text/html"),
        (("text/css", {"Cache-Control": "max-age=60, public"}, b"a"), ": max-age=60, public"),
        (("text/css", {}, b"a"), ": None"),
    ],
)
def test_a_wrong_file_is_seen(site, wrong, message):
    path = "/static/base.0123456789ab.css"
    site.paths.pop(path)
    if wrong:
        site.paths[path] = wrong
    with pytest.raises(AssertionError, match=message):
        site.visitor().loads(f"{site.visitor().address}{path}")


def test_an_upload_that_does_not_come_back_is_seen(site):
    site.uploads = False
    visitor = site.visitor()
    visitor.logs_in("right")
    with pytest.raises(AssertionError, match=r"/media/wall-.*: 404"):
        visitor.uploads(Upload("/admin/"))


def test_https_ends_at_the_ingress(site):
    visitor = site.visitor("https://www.example.com")
    visitor.logs_in("right")
    assert {seen["Host"] for seen in site.seen} == {"www.example.com"}
    assert {seen["X-Forwarded-Proto"] for seen in site.seen} == {"https"}


def test_an_address_without_the_prefix_is_seen(site):
    """Behind a prefix, a page that names /static/ leads a browser out of the site."""
    visitor = site.visitor("https://www.example.com/shop")
    files = visitor.login_page_files()
    assert files[0] == "https://www.example.com/static/base.0123456789ab.css"
    with pytest.raises(AssertionError, match="outside of /shop"):
        visitor.loads(files[0])
    site.static = "/shop/static"
    for url in visitor.login_page_files():
        visitor.loads(url)
