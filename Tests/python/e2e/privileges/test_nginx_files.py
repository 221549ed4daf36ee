"""Nginx files of the project: root reads them, and a `load_module` in them is code that root runs."""

import os

import pytest
from testkit.app import needs_root
from testkit.unprivileged import NAME, account

pytestmark = needs_root
FILE = "etc/nginx/conf.d/django.conf.d/locations/own.conf"


@pytest.fixture
def own(guarded):
    return guarded.tree.write(FILE, "location = /own { return 204; }\n")


@pytest.mark.parametrize("levels", [0, 1, 4])
@pytest.mark.parametrize("command", ["check", "render"])
def test_one_that_the_account_can_change_is_refused(guarded, run, own, command, levels):
    """The file, the folder that it is in, /etc/nginx."""
    place = own if levels == 0 else own.parents[levels - 1]
    os.chown(place, account().pw_uid, account().pw_gid)
    ended = run(guarded.tree, command, program="proxy", **guarded.environment)
    assert ended.status == 78, ended.output()
    assert f"cannot trust {own}: user {NAME} can change {place}" in ended.stderr.text()
    assert not (guarded.tree.run / "nginx" / "conf").exists()


def test_so_is_one_that_its_group_can_change(guarded, run, own):
    os.chown(own, 0, account().pw_gid)
    own.chmod(0o664)
    ended = run(guarded.tree, "check", program="proxy", **guarded.environment)
    assert ended.status == 78 and f"user {NAME} can change {own}" in ended.stderr.text(), ended.output()


@pytest.mark.parametrize("uid", [0, 4711], ids=["root's", "a developer's"])
def test_others_are_used(guarded, run, own, uid):
    os.chown(own, uid, uid)
    ended = run(guarded.tree, "check", program="proxy", **guarded.environment)
    assert ended.status == 0, ended.output()
