"""A proxy with a site file that the test writes itself, and a stand-in for Gunicorn behind it."""

import signal

import psutil
import pytest
from testkit import http
from testkit.ports import eventually
from testkit.tree import Tree
from testkit.upstream import FakeUpstream


class Site:
    def __init__(self, tree: Tree, proxy, upstream: FakeUpstream):
        self.tree = tree
        self.proxy = proxy
        self.upstream = upstream

    def request(self, target, headers=(), **more) -> http.Response:
        return http.request(self.tree.port, target, headers, **more)

    def answer(self, target, headers=(), **more) -> tuple[int, str]:
        response = self.request(target, headers, **more)
        return response.status, response.body.decode(errors="replace")

    def caching(self, target) -> tuple[int, list[str]]:
        response = self.request(target)
        return response.status, response.all("Cache-Control")

    def reload(self, until):
        """Until Nginx's old workers are gone too: for a moment they accept connections beside the new ones."""
        old = psutil.Process(self.proxy.pid).children(recursive=True)
        old = [process for process in old if "worker process" in " ".join(process.cmdline())]
        self.proxy.signal(signal.SIGHUP)
        eventually(until, "the new site is in use")
        eventually(lambda: not any(process.is_running() for process in old), "the old workers have ended")


@pytest.fixture
def site_for(tree, start):
    """site_for("site file's text", names=[…], **environment): a running proxy; `None` is no site file."""
    upstreams = []

    def run(text: str | None, names=(), **environment) -> Site:
        if text is not None:
            tree.write("run/gunicorn/site", text)
        if names:
            tree.write("run/gunicorn/site.immutable", "".join(f"{name}\n" for name in names))
        upstreams.append(FakeUpstream(tree.socket))
        proxy = start(tree, "proxy", "run", **environment)

        def ready():
            assert proxy.running, f"the proxy ended: {proxy.output()}"
            return http.answers(tree.status_port, "/livez")

        eventually(ready, "the proxy answers")
        return Site(tree, proxy, upstreams[-1])

    yield run
    for upstream in upstreams:
        upstream.close()
