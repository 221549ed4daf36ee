"""What `publish-static` does to the volume."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from .conftest import HASH


def test_a_fresh_volume(volume):
    volume.tree.write("app/static/admin/css/base.css", "a")
    volume.tree.write(f"app/static/admin/css/base.{HASH}.css", "a")
    volume.tree.write("app/static/staticfiles.json", "{}")
    assert "3 static files" in volume.publish()
    assert volume.files() == {"admin/css/base.css": "a", f"admin/css/base.{HASH}.css": "a", "staticfiles.json": "{}"}
    for path in volume.path.rglob("*"):
        assert path.stat().st_mode & 0o444 == 0o444, "Nginx has to read it"


def test_hashed_files_are_only_ever_added(volume):
    old, new = f"app.{HASH}.css", "app.ba9876543210.css"
    volume.collect(app_css="old")
    volume.tree.write(f"app/static/{old}", "old")
    volume.publish()
    shutil.rmtree(volume.tree.app / "static")
    volume.collect(app_css="new!")
    volume.tree.write(f"app/static/{new}", "new!")
    assert "1 new, 1 replaced, 0 unchanged" in volume.publish()
    assert volume.files() == {"app.css": "new!", old: "old", new: "new!"}


def test_the_second_time_nothing_is_written(volume):
    volume.collect(a_txt="1", b_txt="2")
    volume.publish()
    before = {path.name: path.stat().st_ino for path in volume.path.iterdir()}
    assert "0 new, 0 replaced, 2 unchanged" in volume.publish()
    assert {path.name: path.stat().st_ino for path in volume.path.iterdir()} == before


def test_a_change_of_the_same_length_is_seen(volume):
    volume.collect(a_txt="1")
    volume.publish()
    (volume.path / "a.txt").unlink()
    (volume.path / "a.txt").write_text("x")
    assert "1 replaced" in volume.publish()


def test_the_first_folder_counts(volume):
    volume.tree.write("app/static/a.txt", "first")
    volume.tree.write("app/staticfiles/a.txt", "second")
    volume.tree.write("app/staticfiles/b.txt", "only here")
    volume.publish()
    assert volume.files() == {"a.txt": "first", "b.txt": "only here"}


def test_links_of_collectstatic_become_files(volume):
    target = volume.tree.write("elsewhere/logo.svg", "<svg/>")
    volume.collect(a_txt="1")
    (volume.tree.app / "static" / "logo.svg").symlink_to(target)
    volume.publish()
    assert not (volume.path / "logo.svg").is_symlink() and volume.files()["logo.svg"] == "<svg/>"


def test_one_file_system_means_hard_links(volume):
    volume.collect(a_txt="1")
    volume.publish()
    assert os.path.samefile(volume.path / "a.txt", volume.tree.app / "static" / "a.txt")


def test_a_private_file_is_copied_so_that_nginx_can_read_it(volume):
    volume.collect(a_txt="1")
    (volume.tree.app / "static" / "a.txt").chmod(0o600)
    volume.publish()
    assert (volume.path / "a.txt").stat().st_mode & 0o777 == 0o644
    assert (volume.tree.app / "static" / "a.txt").stat().st_mode & 0o777 == 0o600


def test_two_file_systems_mean_copies_with_the_same_time(volume):
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == volume.tree.root.stat().st_dev:
        pytest.skip("no second file system")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        volume.path = Path(folder) / "static"
        volume.collect(a_txt="1" * 100_000)
        volume.publish()
        source, copy = volume.tree.app / "static" / "a.txt", volume.path / "a.txt"
        assert copy.read_text() == source.read_text() and copy.stat().st_mtime_ns == source.stat().st_mtime_ns


def test_names_of_any_script(volume):
    volume.tree.write("app/static/größe/日本 語.txt", "x")
    volume.publish()
    assert volume.files() == {"größe/日本 語.txt": "x"}
