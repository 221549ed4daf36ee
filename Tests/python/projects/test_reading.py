"""The tests' own browser and record, on pages and answers made for the purpose."""

import http.server
import json
import threading

import pytest
from projects.flow import image
from projects.flow.ingress import Ingress, session
from projects.flow.page import Page
from projects.flow.record import Row, store
from projects.flow.stages import Stages
from projects.flow.visitor import HASHED, Visitor
from projects.workshop.files import add_apps, replace, tree

PAGE = """
<link rel="stylesheet" href="/static/a.css"><link rel="canonical" href="/elsewhere">
<link rel="shortcut icon" href="favicon.ico"><script src="/static/a.js"></script><script>var inline</script>
<img src="data:image/png;base64,AAAA"><img src="/static/logo.svg"><a href="/media/x.png">x</a>
<form action="/logout/"><input type="hidden" name="token" value="1"></form>
<form method="post"><input type="hidden" name="token" value="a&amp;b"><input name="username"><input type="password" name="password">
<input type="checkbox" name="on" checked><input type="checkbox" name="off"><input type="submit" name="go" value="Log in">
<select name="one"><option value="1">1<option value="2" selected>2</select><select name="first"><option value="7">7</select>
<select name="many" multiple><option value="1">1</select><textarea name="about">
two
lines</textarea></form>
<form><input type="file" name="file"></form>
"""


def test_a_page_names_what_a_browser_loads():
    page = Page(PAGE)
    assert page.assets == ["/static/a.css", "favicon.ico", "/static/a.js", "data:image/png;base64,AAAA", "/static/logo.svg"]
    assert page.links == ["/media/x.png"]


def test_a_form_is_sent_as_a_browser_sends_it():
    form = Page(PAGE).form_with("passwords")
    assert form.fields == [("token", "a&b"), ("username", ""), ("on", "on"), ("one", "2"), ("first", "7"), ("about", "two\nlines")]
    assert form.filled({"username": "admin"})[-1] == ("username", "admin") and ("username", "") not in form.filled(
        {"username": "admin"}
    )
    assert Page(PAGE).form_with("files").files == ["file"]
    with pytest.raises(AssertionError, match="no form with files"):
        Page("<form><input name=a></form>").form_with("files")


def test_names_with_a_hash():
    assert HASHED.search("/static/admin/css/base.0123456789ab.css")
    assert not HASHED.search("/static/admin/css/base.css") and not HASHED.search("/static/jquery.min.js")


def test_the_ingress_strips_the_prefix_and_reaches_nothing_else():
    ingress = Ingress("https://shop.example.com/shop", 8000)
    assert ingress.rewritten("https://shop.example.com/shop/admin/?next=/") == "http://127.0.0.1:8000/admin/?next=/"
    assert ingress.rewritten("https://shop.example.com/shop") == "http://127.0.0.1:8000/"
    for elsewhere in ("https://cdn.example.com/shop/a.css", "https://shop.example.com/admin/", "https://shop.example.com/shopping"):
        with pytest.raises(AssertionError):
            ingress.rewritten(elsewhere)
    assert session(None, 8000)[0] == "http://127.0.0.1:8000"


def test_a_failure_names_its_stage():
    stages = Stages(lambda: "the log")
    with stages("build"):
        pass
    with pytest.raises(AssertionError, match="stage login: no form\nthe log"):
        with stages("login"):
            raise AssertionError("no form")
    assert stages.failed == "login" and list(stages.seconds) == ["build"]
    with pytest.raises(AssertionError, match="no stage"):
        with stages("lunch"):
            pass


def test_a_row_replaces_the_older_one_of_its_project(tmp_path):
    results = tmp_path / "results.jsonl"
    store(Row("b", "B", 1, failed="build"), results)
    store(Row("a", "A", 0), results)
    store(Row("b", "B", 1), results)
    rows = [json.loads(line) for line in results.read_text().splitlines()]
    assert [(row["name"], row["failed"]) for row in rows] == [("a", ""), ("b", "")]


@pytest.mark.parametrize(
    "text, base",
    [
        ("FROM django-bootstrap:py3.13\n", "django-bootstrap:py3.13"),
        ("ARG BASE=django-bootstrap:py3.11\nFROM node:22 AS front\nFROM ${BASE}\n", "django-bootstrap:py3.11"),
        ("FROM --platform=linux/amd64 django-bootstrap:py3.13 AS site\n", "django-bootstrap:py3.13"),
    ],
)
def test_the_base_of_a_dockerfile(tmp_path, text, base):
    (tmp_path / "Dockerfile").write_text(text)
    assert image.base_of(tmp_path) == base


def test_edits_are_counted_and_must_fit(tmp_path):
    (tmp_path / "settings.py").write_text("INSTALLED_APPS = [\n    'a',\n]\nDEBUG = True\n")
    assert image.edit(tmp_path, [("settings.py", "DEBUG = True", "DEBUG = False\nEXTRA = 1")]) == 2
    with pytest.raises(AssertionError, match="is there 0 times"):
        image.edit(tmp_path, [("settings.py", "DEBUG = True", "")])
    with pytest.raises(AssertionError, match="is there 3 times"):
        replace(tmp_path / "settings.py", " = ", "=")
    add_apps(tmp_path / "settings.py", "b")
    assert "'b'" in (tmp_path / "settings.py").read_text()


def test_init_may_add_files_and_change_none(tmp_path, monkeypatch):
    (tmp_path / "manage.py").write_text("")
    names = ("Dockerfile", ".dockerignore", "compose.yaml")
    wrote = {name: "x" for name in names}

    def podman(*_, **__):
        for name, text in wrote.items():
            (tmp_path / name).write_text(text)
        return "found: settings\nnote: DEBUG is True\nnext:\n"

    monkeypatch.setattr(image, "podman", podman)
    assert image.init(tmp_path) == (sorted(names), ["DEBUG is True"])
    for name in names:
        (tmp_path / name).unlink()
    wrote["manage.py"] = "changed"
    with pytest.raises(AssertionError, match="init changed files of the project: manage.py"):
        image.init(tmp_path)
    assert set(tree(tmp_path)) == {*names, "manage.py"}


def test_a_site_that_answers_an_error_is_not_waited_for():
    class Answers(http.server.BaseHTTPRequestHandler):
        status, headers_sent = 503, {"Retry-After": "2"}

        def do_GET(self):
            self.send_response(self.status)
            for name, value in self.headers_sent.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visitor = Visitor(server.server_port, "/admin/", "admin")
        assert not visitor.answers()
        Answers.status, Answers.headers_sent = 500, {}
        with pytest.raises(AssertionError, match="500"):
            visitor.answers()
        server.shutdown()
    assert not visitor.answers()
