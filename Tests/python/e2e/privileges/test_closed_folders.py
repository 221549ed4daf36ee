"""Folders that Nginx's user can enter and the project's user cannot, named by the project's settings."""

import os
import pwd
import shutil
from pathlib import Path

import pytest
from testkit import http, unprivileged
from testkit.app import needs_root
from testkit.ports import eventually
from testkit.site_file import site_text

pytestmark = needs_root
NGINX = "www-data"


@pytest.fixture
def keys():
    """A folder of root's that it shares with Nginx's group alone."""
    folder = Path(f"/srv/django-bootstrap-keys-{os.getpid()}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "key.pem").write_text("for Nginx alone")
    shutil.chown(folder, "root", pwd.getpwnam(NGINX).pw_gid)
    folder.chmod(0o750)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("part", ["static", "media", "site"])
def test_a_folder_that_the_project_cannot_enter(guarded, start, keys, part):
    guarded.folder("run/gunicorn")
    site = guarded.tree.write("run/gunicorn/site", site_text(**{f"{part}_root": keys}))
    shutil.chown(site, unprivileged.NAME)
    environment = guarded.environment | {"NGINX_USER": NGINX}
    program = start(guarded.tree, "proxy", "run", **environment)
    eventually(lambda: http.answers(guarded.tree.status_port, "/livez"), "the proxy answers")
    url = {"static": "/static/", "media": "/media/", "site": "/"}[part]
    assert b"for Nginx alone" not in http.request(guarded.tree.port, url + "key.pem").body
    reason = f"it cannot be entered by user {unprivileged.NAME}"
    assert f"cannot use {part}_root of {site}: {reason}; serves none of these files" in program.stderr.text()


def test_the_operators_folder_is_not_judged_by_the_projects_rights(guarded, start, keys):
    """SITE_ROOT_DIR is the operator's word."""
    environment = guarded.environment | {"NGINX_USER": NGINX, "SITE_ROOT_DIR": str(keys)}
    start(guarded.tree, "proxy", "run", **environment)
    eventually(lambda: http.answers(guarded.tree.status_port, "/livez"), "the proxy answers")
    assert http.request(guarded.tree.port, "/key.pem").body == b"for Nginx alone"
