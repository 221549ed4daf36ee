"""An answer to an upload that the application does not read: it reaches the client whatever the size of the upload."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit import http

IGNORES = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]
"""
CLIENTS, EACH = 8, 40


@pytest.mark.parametrize("worker", ["sync", "gthread"])
@pytest.mark.parametrize("size", [70_000, 1_000_000])
def test_none_is_lost(tree, serve, worker, size):
    tree.write("app/ignores.py", IGNORES)
    options = ["--worker-class", worker, "--threads", "4", "--workers", "2"]
    serve(tree, *options, "ignores:application", address=tree.port, BOOTSTRAP_SHAPE="single", SKIP_MIGRATIONS="1")
    body = b"x" * size

    def upload(_):
        return [http.request(tree.port, "/", method="POST", body=body).status for _ in range(EACH)]

    with ThreadPoolExecutor(CLIENTS) as pool:
        statuses = [status for answers in pool.map(upload, range(CLIENTS)) for status in answers]
    assert statuses == [200] * (CLIENTS * EACH)
