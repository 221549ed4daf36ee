"""Whole or not at all: what goes wrong changes nothing in the volume."""

import fcntl
import os
import signal
import subprocess

import pytest


def leftovers(volume) -> list[str]:
    return [path.name for path in volume.path.iterdir() if path.name.startswith(".publishing-")]


@pytest.mark.parametrize(
    ("setting", "message"),
    [("", "STATIC_PUBLISH_DIR is not set"), ("relative", "STATIC_PUBLISH_DIR"), ("{app}/static", "must be outside")],
)
def test_a_target_that_cannot_be(volume, setting, message):
    volume.collect(a_txt="1")
    program = volume.run(STATIC_PUBLISH_DIR=setting.format(app=volume.tree.app))
    assert program.wait() == 78 and message in program.stderr.text()


def test_nothing_collected(volume):
    program = volume.run()
    assert program.wait() == 1
    assert "there are none in" in program.stderr.text() and "collectstatic" in program.stderr.text()


def test_a_broken_link_is_no_release(volume):
    volume.collect(a_txt="1")
    (volume.tree.app / "static" / "b.txt").symlink_to("/nonexistent")
    program = volume.run()
    assert program.wait() == 1 and "b.txt" in program.stderr.text()
    assert not volume.path.exists() or volume.files() == {}


def test_a_folder_in_the_way(volume):
    volume.collect(a_txt="1", b_txt="2")
    (volume.path / "b.txt").mkdir(parents=True)
    program = volume.run()
    assert program.wait() == 1 and "is a folder" in program.stderr.text()
    assert volume.files() == {} and leftovers(volume) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting takes root")
def test_a_full_volume_keeps_the_old_release(volume):
    volume.path.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", volume.path], check=True)
    try:
        volume.collect(a_txt="old", b_txt="old")
        volume.publish()
        volume.collect(a_txt="new", b_txt="x" * 1_000_000)
        program = volume.run()
        assert program.wait() == 1
        assert "No space left on device" in program.stderr.text() and "nothing was changed" in program.stderr.text()
        assert volume.files() == {"a.txt": "old", "b.txt": "old"} and leftovers(volume) == []
    finally:
        subprocess.run(["umount", volume.path], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting takes root")
def test_a_read_only_volume(volume):
    volume.collect(a_txt="1")
    volume.path.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", volume.path], check=True)
    try:
        program = volume.run()
        assert program.wait() == 78
        assert f"cannot write to {volume.path}: Read-only file system" in program.stderr.text()
    finally:
        subprocess.run(["umount", volume.path], check=True)


def test_what_a_killed_publisher_left_is_removed(volume):
    volume.collect(a_txt="1")
    (volume.path / ".publishing-1-abc").mkdir(parents=True)
    (volume.path / ".publishing-1-abc" / "0").write_text("half")
    volume.publish()
    assert leftovers(volume) == []


def test_a_stop_while_it_waits(volume):
    volume.collect(a_txt="1")
    volume.path.mkdir()
    with (volume.path / ".publish.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        program = volume.run()
        program.stderr.wait_for("waits for another process")
        program.signal(signal.SIGTERM)
        assert program.wait() == 143
    assert volume.files() == {} and leftovers(volume) == []


def test_two_pods_at_once(volume, make_tree):
    """Many publishers of two releases: in the end the volume holds all of one of them."""
    other = make_tree()
    for number in range(300):
        volume.tree.write(f"app/static/f{number}.txt", "first")
        other.write(f"app/static/f{number}.txt", "other")
    programs = [
        volume.run(BOOTSTRAP_APP_DIR=app, BOOTSTRAP_RUN_DIR=volume.tree.root / f"run{number}")
        for number, app in enumerate([volume.tree.app, other.app] * 3)
    ]
    for program in programs:
        assert program.wait() == 0, program.output()
    assert len(volume.files()) == 300 and len(set(volume.files().values())) == 1
    assert leftovers(volume) == []
