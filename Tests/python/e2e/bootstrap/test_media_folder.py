"""The media folder: made for the project's user when the image has none, said in one line when that cannot be."""

import os
import stat

import pytest
from testkit import unprivileged
from testkit.app import needs_root, write_wsgi

SKIP = {"SKIP_MIGRATIONS": "1"}
pytestmark = needs_root


def as_user(tree) -> dict[str, str]:
    unprivileged.open_to_all(tree)
    return SKIP | {"BOOTSTRAP_USER": unprivileged.NAME, "NGINX_USER": "root"} | unprivileged.tools(tree.root / "bin")


@pytest.mark.parametrize("shape", ["pod", "single"])
def test_it_is_made_for_the_user(tree, serve, shape):
    address = tree.port if shape == "single" else None
    serve(tree, write_wsgi(tree), address=address, BOOTSTRAP_SHAPE=shape, **as_user(tree))
    info = os.stat(tree.app / "media")
    assert info.st_uid == unprivileged.account().pw_uid
    assert stat.S_IMODE(info.st_mode) == 0o755


def test_the_other_name_is_enough(tree, serve):
    (tree.app / "mediafiles").mkdir()
    serve(tree, write_wsgi(tree), **as_user(tree))
    assert not (tree.app / "media").exists()


def test_without_root_it_is_a_warning(tree, binary, serve):
    module = write_wsgi(tree)
    environment = as_user(tree)
    unprivileged.give(tree.run)
    app = serve(tree, module, prefix=[*unprivileged.as_nobody(), binary("app-runner")], **environment)
    lines = [line for line in app.stderr.text().splitlines() if "media" in line]
    uid = unprivileged.account().pw_uid
    assert len(lines) == 1
    assert f"cannot make folder {tree.app}/media: Permission denied; {tree.app} belongs to root (uid 0)" in lines[0]
    assert f"this process runs as {unprivileged.NAME} (uid {uid}): uploads to it will fail" in lines[0]
    assert app.request("/").status == 200
