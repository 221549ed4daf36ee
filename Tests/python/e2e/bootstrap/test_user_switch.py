"""Started as root: everything of the project runs as the user, and owns what it must own."""

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from testkit import unprivileged
from testkit.app import needs_root
from testkit.processes import status_fields
from testkit.site import APPLICATION, SITE, add_settings, add_static_file, write_site

pytestmark = needs_root

# Each process that loads the settings writes its ids; /proc has none once the helper has ended.
WHO = """
    import json
    import sys
    with open(BASE_DIR / "data" / "who", "a") as ids:
        print(json.dumps([os.path.basename(sys.argv[0]), os.getresuid(), os.getresgid(), os.getgroups(), os.environ["HOME"],
                          os.getcwd()]), file=ids)
"""


def root_owned_site(tree):
    """As in the image: /app belongs to root and only `data` to the user; media volumes came up root-owned."""
    write_site(tree)
    unprivileged.open_to_all(tree)
    unprivileged.give(tree.app / "data")
    add_static_file(tree)
    add_settings(tree, WHO)
    tree.write("app/media/2026/photo.jpg")
    tree.write("app/media/2026/link-target")
    (tree.app / "media" / "link").symlink_to("/etc/hostname")
    tree.write("app/mediafiles/theirs.txt")
    return SITE | {
        "BOOTSTRAP_USER": unprivileged.NAME, "NGINX_USER": unprivileged.NAME, "DATABASE_FILE": tree.app / "data" / "db.sqlite3",
        "RUN_COLLECTSTATIC": "1", "SUPERUSER_PASSWORD": "switched",
    } | unprivileged.tools(tree.root / "bin")


@pytest.fixture(scope="module")
def app(module_make_tree, module_serve):
    tree = module_make_tree()
    environment = root_owned_site(tree)
    # Already the user's at the top: what is below is then left alone, however large the volume.
    os.chown(tree.app / "mediafiles", *user())
    return module_serve(tree, APPLICATION, **environment)


def user() -> tuple[int, int]:
    entry = unprivileged.account()
    return entry.pw_uid, entry.pw_gid


def owner(path) -> tuple[int, int]:
    info = os.lstat(path)
    return info.st_uid, info.st_gid


def mode(path) -> int:
    return stat.S_IMODE(os.lstat(path).st_mode)


def test_gunicorn_runs_as_the_user(app):
    uid, gid = user()
    for process in (app.master, *app.master.children()):
        assert set(process.uids()) == {uid} and set(process.gids()) == {gid}
        with open(f"/proc/{process.pid}/status") as status:
            fields = status_fields(status.read())
        assert set(fields["Groups"].split()) == {str(gid)}
        assert int(fields["CapEff"], 16) == 0
        assert process.environ()["HOME"] == unprivileged.account().pw_dir


def test_the_steps_run_as_the_user(app):
    uid, gid = user()
    lines = [json.loads(line) for line in (app.tree.app / "data" / "who").read_text().splitlines()]
    assert {"django-admin", "gunicorn"} <= {line[0] for line in lines}
    for line in lines:
        assert line[1:] == [[uid] * 3, [gid] * 3, [gid], unprivileged.account().pw_dir, str(app.tree.app)]


def test_what_the_steps_wrote_is_the_users(app):
    for name in ("data/db.sqlite3", "static/logo.svg"):
        assert owner(app.tree.app / name) == user()
    assert owner(app.tree.app) == (0, 0), "the project itself stays root's"
    assert owner(app.tree.app / "site1" / "settings.py") == (0, 0)


def test_the_run_folder(app):
    folder = app.tree.run / "gunicorn"
    assert (owner(folder), mode(folder)) == (user(), 0o755)
    assert (owner(app.tree.socket), mode(app.tree.socket)) == (user(), 0o660)
    assert stat.S_ISSOCK(os.lstat(app.tree.socket).st_mode)
    assert mode(folder / "gunicorn.pid") == 0o644
    assert (owner(folder / "prometheus"), mode(folder / "prometheus")) == (user(), 0o755)


def test_a_root_owned_media_volume_is_given_to_the_user(app):
    media = app.tree.app / "media"
    for path in (media, media / "2026", media / "2026" / "photo.jpg", media / "link"):
        assert owner(path) == user(), path
    assert owner("/etc/hostname") == (0, 0), "a link was followed"


def test_a_media_volume_of_the_users_is_left_alone(app):
    assert owner(app.tree.app / "mediafiles" / "theirs.txt") == (0, 0)


def test_a_strict_umask_changes_nothing(tree, binary, start):
    environment = root_owned_site(tree)
    shell = start(
        tree, Path("/bin/sh"), "-c", 'umask 077; exec "$0" "$@"', binary("app-runner"), APPLICATION, **environment
    )
    shell.stderr.wait_for("Booting worker")
    folder = tree.run / "gunicorn"
    assert [mode(path) for path in (folder, folder / "gunicorn.pid", tree.socket)] == [0o755, 0o644, 0o660]
    assert [mode(tree.app / "static"), mode(folder / "prometheus")] == [0o755, 0o755]


def test_an_unknown_user(tree, run):
    environment = root_owned_site(tree) | {"BOOTSTRAP_USER": "no-such-user"}
    ended = run(tree, APPLICATION, **environment)
    assert ended.status == 78
    assert "no-such-user" in ended.stderr.text() and "BOOTSTRAP_USER" in ended.stderr.text()
    assert not (tree.app / "data" / "db.sqlite3").exists() and not list(tree.run.iterdir())


def test_a_read_only_media_volume(tree, serve):
    """It belongs to root and stays so: its files are served, and the log says what cannot be done."""
    environment = root_owned_site(tree) | {"BOOTSTRAP_SHAPE": "single", "RUN_COLLECTSTATIC": "", "NGINX_USER": "root"}
    media = tree.app / "media"
    try:
        subprocess.run(["mount", "--bind", "--options", "ro", media, media], check=True, capture_output=True)
        # A bind mount takes `ro` at its second mount only (mount(8)).
        subprocess.run(["mount", "--options", "remount,bind,ro", media], check=True, capture_output=True)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no mounts here: {error.stderr.decode()}")
    try:
        app = serve(tree, APPLICATION, address=tree.port, **environment)
        assert f"{media} is read-only" in app.stderr.text()
        assert app.request("/media/2026/photo.jpg").status == 200
        assert app.stop() == 0
    finally:
        subprocess.run(["umount", media], check=True)
