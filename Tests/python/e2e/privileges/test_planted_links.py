"""What the account plants where root makes, chowns or writes something at the next start is not followed."""

import os
import stat

import pytest
from testkit import unprivileged
from testkit.app import needs_root

pytestmark = needs_root
SINGLE = {"BOOTSTRAP_SHAPE": "single"}
CELERY = SINGLE | {"CELERY_WORKER": "1", "CELERY_APP": "shop"}


@pytest.mark.parametrize(("place", "environment"), [
    ("run/gunicorn", {}), ("run/gunicorn/prometheus", {}), ("run/django-bootstrap", {}), ("run/nginx", SINGLE),
    ("run/celery", CELERY), ("app/media", {}), ("app/mediafiles", {}),
])
def test_a_link_in_the_place_of_a_folder_stops_the_start(guarded, run, place, environment):
    before = guarded.facts()
    if place.count("/") > 1 or place.startswith("app"):
        guarded.folder(place.rpartition("/")[0])
    link = guarded.plant(place, guarded.victim)
    ended = run(guarded.tree, guarded.application, **guarded.environment | environment)
    assert ended.status == 78, ended.output()
    assert f"cannot trust {link}: it is a symbolic link" in ended.stderr.text()
    assert guarded.facts() == before


@pytest.mark.parametrize(("place", "environment"), [
    ("run/gunicorn", {}), ("run/django-bootstrap", {}), ("run/nginx", SINGLE), ("run/celery", CELERY),
])
def test_a_folder_of_another_users_stops_the_start(guarded, run, place, environment):
    folder = guarded.tree.root / place
    folder.mkdir()
    os.chown(folder, 4711, 4711)
    ended = run(guarded.tree, guarded.application, **guarded.environment | environment)
    assert ended.status == 78, ended.output()
    assert f"cannot trust folder {folder}: it belongs to uid 4711" in ended.stderr.text()
    assert folder.stat().st_uid == 4711 and not list(folder.iterdir())


@pytest.mark.parametrize("place", ["run/django-bootstrap", "run/nginx"])
def test_the_accounts_own_folder_is_not_taken_for_roots(guarded, run, place):
    """Root would read Nginx's configuration there, and every process the bootstrap's Python."""
    folder = guarded.folder(place)
    ended = run(guarded.tree, guarded.application, **guarded.environment | SINGLE)
    assert ended.status == 78, ended.output()
    assert f"cannot trust folder {folder}" in ended.stderr.text()


@pytest.mark.parametrize("name", ["gunicorn.sock", "gunicorn.pid"])
def test_a_link_in_the_place_of_a_file_is_replaced(guarded, serve, name):
    before = guarded.facts()
    path = guarded.folder("run/gunicorn") / name
    guarded.plant(f"run/gunicorn/{name}", guarded.victim / "secret")
    app = serve(guarded.tree, guarded.application, **guarded.environment)
    info = path.lstat()
    assert not stat.S_ISLNK(info.st_mode) and info.st_uid == unprivileged.account().pw_uid
    assert app.stop() == 0
    assert guarded.facts() == before


def test_nginx_writes_its_pid_where_only_root_can(guarded, serve):
    """/run is 1777: the account plants the link while its own steps run, before Nginx starts."""
    before = guarded.facts()
    pidfile = guarded.tree.run / "nginx.pid"
    guarded.plant("run/nginx.pid", guarded.victim / "secret")
    app = serve(guarded.tree, guarded.application, address=guarded.tree.port, **guarded.environment | SINGLE)
    (master,) = [child.pid for child in app.children if child.name() == "nginx"]
    assert int(pidfile.read_text()) == master == int((guarded.tree.run / "nginx" / "nginx.pid").read_text())
    assert not pidfile.is_symlink() and pidfile.stat().st_uid == 0
    assert app.stop() == 0 and not pidfile.exists()
    assert guarded.facts() == before


def test_a_hard_link_in_a_media_volume_keeps_its_owner(guarded, serve):
    before = guarded.facts()
    media = guarded.tree.app / "media"
    guarded.tree.write("app/media/photo.jpg")
    os.link(guarded.victim / "secret", media / "stolen")
    app = serve(guarded.tree, guarded.application, **guarded.environment)
    assert (media / "photo.jpg").stat().st_uid == unprivileged.account().pw_uid == media.stat().st_uid
    assert "keep their owner" in app.stderr.text()
    assert guarded.facts() == before


def test_links_of_the_administrators_are_followed(guarded, serve):
    """/var/run, a media volume that is mounted elsewhere: links of root's in folders of root's."""
    tree = guarded.tree
    (tree.root / "volumes" / "media").mkdir(parents=True)
    (tree.app / "media").symlink_to("../volumes/media")
    (tree.root / "var-run").symlink_to("run")
    app = serve(tree, guarded.application, **guarded.environment | {"BOOTSTRAP_RUN_DIR": tree.root / "var-run"})
    assert (tree.root / "volumes" / "media").stat().st_uid == unprivileged.account().pw_uid
    assert app.request("/").status == 200
