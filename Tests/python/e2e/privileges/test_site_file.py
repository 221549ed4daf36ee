"""The site file as root reads it, in a folder of the account's, and folders that the account can change afterwards."""

import os
import shutil
from pathlib import Path

import pytest
from testkit import http
from testkit.app import needs_root
from testkit.ports import eventually
from testkit.site_file import site_text
from testkit.unprivileged import account

pytestmark = needs_root


def give(path: Path):
    os.lchown(path, account().pw_uid, account().pw_gid)


@pytest.fixture
def outside():
    """A folder where volumes are mounted, outside the app folder."""
    folder = Path("/srv/django-bootstrap-test")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def proxy(guarded, start, text):
    guarded.folder("run/gunicorn")
    give(guarded.tree.write("run/gunicorn/site", text))
    program = start(guarded.tree, "proxy", "run", **guarded.environment)
    eventually(lambda: http.answers(guarded.tree.status_port, "/livez"), "the proxy answers")
    return program, lambda target: http.request(guarded.tree.port, target)


@pytest.mark.parametrize("kind", ["static", "media"])
def test_a_link_that_the_account_makes_above_the_files(guarded, start, outside, kind):
    """The account owns the folder that the root lies in, and replaces the root after it was judged."""
    files = outside / "theirs" / "files"
    files.mkdir(parents=True)
    (files / "secret").write_text("theirs")
    give(outside / "theirs")
    _, request = proxy(guarded, start, site_text(**{f"{kind}_root": files}))
    assert request(f"/{kind}/secret").body == b"theirs"
    files.rename(outside / "theirs" / "before")
    guarded.victim.chmod(0o755)
    (guarded.victim / "secret").chmod(0o644)
    files.symlink_to(guarded.victim)
    give(files)
    assert request(f"/{kind}/secret").status == 404


def test_a_link_of_roots_to_a_volume_is_resolved(guarded, start, outside):
    (outside / "volume").mkdir()
    (outside / "volume" / "a.txt").write_text("volume")
    (outside / "link").symlink_to("volume")
    program, request = proxy(guarded, start, site_text(media_root=outside / "link"))
    assert request("/media/a.txt").body == b"volume"
    assert f"/media/ from {outside}/volume (MEDIA_ROOT)" in program.stderr.text()


def test_a_link_in_the_place_of_the_file_is_not_followed(guarded, start):
    secret = guarded.tree.write("victim/site", site_text(static_url="/stolen/"))
    folder = guarded.folder("run/gunicorn")
    guarded.plant("run/gunicorn/site", secret)
    program = start(guarded.tree, "proxy", "run", **guarded.environment)
    eventually(lambda: http.answers(guarded.tree.status_port, "/livez"), "the proxy answers")
    assert f"cannot use {folder}/site: " in program.stderr.text()
    assert "stolen" not in program.stderr.text()
