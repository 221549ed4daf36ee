"""The kinds of requests. Each does one on a connection and raises `Failed` unless status and content are right."""

import hashlib

from testkit.load.client import Connection, Failed, body_in_pieces, head
from testkit.load.generator import Kind

from . import site


def _check(answer, name: str, length: int | None = None, digest: str | None = None):
    status, received, found, first = answer
    if status != 200:
        raise Failed(f"status {status}")
    if digest is None:
        if not first.startswith(f"{name} ".encode()):
            raise Failed("wrong content")
    elif (received, found) != (length, digest):
        raise Failed("wrong content")


def page(connection: Connection, name: str, rng, keep=False):
    connection.send(head("GET", f"/page?id={name}", keep))
    _check(connection.answer(), name)


def keepalive(connection: Connection, name: str, rng):
    page(connection, name, rng, keep=True)


def work(connection: Connection, name: str, rng, seconds=None):
    connection.send(head("GET", f"/work?id={name}&sleep={seconds or rng.uniform(0.1, 0.3):.3f}"))
    _check(connection.answer(), name)


def upload(connection: Connection, name: str, rng):
    body, pieces = body_in_pieces(rng)
    connection.send(head("POST", f"/upload?id={name}", length=len(body)), pieces)
    answer = connection.answer()
    _check(answer, name)
    if answer[3] != f"{name} {len(body)} {hashlib.sha256(body).hexdigest()}".encode():
        raise Failed("wrong content")


def download(connection: Connection, name: str, rng):
    """A file that Nginx has, and an answer of the application's, by turns."""
    if int(name.rpartition("-")[2]) % 2:
        connection.send(head("GET", "/static/big.bin"))
        _check(connection.answer(0.003), name, len(site.FILE), site.FILE_HASH)
    else:
        connection.send(head("GET", f"/big?id={name}"))
        _check(connection.answer(0.003), name, len(site.BIG), site.BIG_HASH)


# Three workers that do one request at a time have to keep up with it while one of them is away.
KINDS = {
    "page": Kind(page, 8, 0.02),
    "keepalive": Kind(keepalive, 8, 0.02, keeps=True),
    "upload": Kind(upload, 4, 0.05),
    "download": Kind(download, 3, 0.1),
    "work": Kind(work, 3, 0.3),
}
