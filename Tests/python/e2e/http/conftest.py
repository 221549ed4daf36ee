"""One proxy and one Gunicorn for all the tests that only ask questions."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from testkit import http
from testkit.ports import eventually
from testkit.project import make_project
from testkit.tree import ROOT


class Site:
    """A running proxy and what it serves."""

    def __init__(self, tree, proxy):
        self.tree = tree
        self.proxy = proxy

    def request(self, target, headers=(), **more) -> http.Response:
        return http.request(self.tree.port, target, headers, **more)

    def send(self, data: bytes, refused: bool = False) -> bytes:
        return http.send(self.tree.port, data, refused)

    def status(self, target, **more) -> http.Response:
        """A request to the status port."""
        return http.request(self.tree.status_port, target, **more)

    def seen(self, target="/", headers=(), **more) -> dict:
        """What Django says it saw."""
        response = self.request(target, headers, **more)
        assert response.status == 200, response
        return json.loads(response.decoded())

    def log_entry(self, marker: str) -> dict:
        """The access log's line that has this text in it."""
        return json.loads(self.proxy.stdout.wait_for(marker))


def run_proxy(tree, start, **environment) -> Site:
    """Starts a proxy and waits until it answers. An open port is not enough: `nginx -t` opens them too, for a moment."""
    proxy = start(tree, "proxy", "run", **environment)

    def ready():
        assert proxy.running, f"the proxy ended: {proxy.output()}"
        return http.answers(tree.status_port, "/livez")

    eventually(ready, "the proxy answers")
    return Site(tree, proxy)


def run_gunicorn(tree, start, *arguments, application="site1.wsgi"):
    """Gunicorn alone, on the socket that the proxy asks: what app-runner starts is another suite's subject."""
    tree.socket.parent.mkdir(parents=True, exist_ok=True)
    gunicorn = start(
        tree, Path(shutil.which("gunicorn")), "--bind", f"unix:{tree.socket}", "--no-control-socket", *arguments, application,
        DJANGO_SETTINGS_MODULE="site1.settings",
    )

    def ready():
        assert gunicorn.running, f"Gunicorn ended: {gunicorn.output()}"
        return http.answers(tree.socket, "/")

    eventually(ready, "Gunicorn answers")
    return gunicorn


@pytest.fixture(scope="session")
def site(session_make_tree, session_start) -> Site:
    tree = session_make_tree()
    make_project(tree.app)
    run_gunicorn(tree, session_start, "--worker-class", "gthread", "--threads", "4")
    return run_proxy(tree, session_start)


@pytest.fixture
def proxy_for(start):
    """proxy_for(tree): a proxy of this test's own."""
    return lambda tree, **environment: run_proxy(tree, start, **environment)


@pytest.fixture
def gunicorn_for(start):
    """gunicorn_for(tree): the throw-away project behind it."""

    def run(tree, *arguments):
        make_project(tree.app)
        return run_gunicorn(tree, start, *arguments)

    return run


@pytest.fixture(scope="session")
def client_guard() -> Path:
    """Our Nginx module, built for the Nginx that is installed; nothing is done when it is there already."""
    built = subprocess.run(["bash", ROOT / "scripts" / "nginx-module.sh"], capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return ROOT / ".build" / "nginx-module" / "ngx_http_client_guard_module.so"
