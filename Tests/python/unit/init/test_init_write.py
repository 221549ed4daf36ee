"""The set of files is written whole or not at all."""

from __future__ import annotations

import errno
import os

import pytest

from django_bootstrap_init import write
from django_bootstrap_init.files import Problem, read
from django_bootstrap_init.write import Writer, existing

FILES = {"Dockerfile": "one\n", "k8s/web.yaml": "two\n", "k8s/zzz.yaml": "three\n"}


def names(root) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*"))


def test_all_files(make) -> None:
    root = make({})
    Writer(str(root), False).write(FILES)
    assert {name: (root / name).read_text() for name in FILES} == FILES
    assert names(root) == ["Dockerfile", "k8s", "k8s/web.yaml", "k8s/zzz.yaml"]


def test_replacing(make) -> None:
    root = make({"Dockerfile": "old", "other": "kept"})
    assert existing(str(root), FILES) == ["Dockerfile"]
    Writer(str(root), True).write(FILES)
    assert names(root) == ["Dockerfile", "k8s", "k8s/web.yaml", "k8s/zzz.yaml", "other"]
    assert (root / "Dockerfile").read_text() == "one\n"


@pytest.mark.parametrize("replaces", [False, True])
@pytest.mark.parametrize("call", range(1, 10))
def test_a_failure_at_every_step_leaves_everything_as_it_was(make, monkeypatch, replaces, call) -> None:
    """The disk fills up at the n-th file operation."""
    root = make({"Dockerfile": "old"} if replaces else {})
    before, count = names(root), 0

    def failing(real):
        def operation(*arguments, **more):
            nonlocal count
            count += 1
            if count == call:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*arguments, **more)

        return operation

    writer = Writer(str(root), replaces)
    with monkeypatch.context() as patch:
        for name in ("link", "mkdir", "fsync"):
            patch.setattr(write.os, name, failing(getattr(os, name)))
        try:
            writer.write(FILES)
        except Problem as problem:
            assert "No space left on device; nothing was written" in str(problem) and problem.status == 1
        else:
            assert count < call
            return
    assert names(root) == before
    assert not replaces or (root / "Dockerfile").read_text() == "old"


def test_an_interrupt_leaves_everything_as_it_was(make, monkeypatch) -> None:
    root = make({})
    monkeypatch.setattr(write.os, "link", lambda *a, **k: (_ for _ in ()).throw(SystemExit(143)))
    with pytest.raises(SystemExit):
        Writer(str(root), False).write(FILES)
    assert names(root) == []


def test_a_link_in_the_place_of_a_folder(make, tmp_path) -> None:
    root, outside = make({}), tmp_path / "outside"
    outside.mkdir()
    (root / "k8s").symlink_to(outside)
    with pytest.raises(Problem, match="cannot write k8s/web.yaml: its folder is a link or no folder; nothing was written"):
        Writer(str(root), False).write(FILES)
    assert names(outside) == [] and names(root) == ["k8s"]


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(make, tmp_path) -> None:
    root, target = make({}), tmp_path / "target"
    target.write_text("mine")
    (root / "Dockerfile").symlink_to(target)
    assert existing(str(root), FILES) == ["Dockerfile"]
    Writer(str(root), True).write(FILES)
    assert target.read_text() == "mine" and not (root / "Dockerfile").is_symlink()


def test_a_file_that_comes_meanwhile_is_kept(make) -> None:
    root = make({})
    writer = Writer(str(root), False)
    (root / "Dockerfile").write_text("theirs")
    with pytest.raises(Problem, match="File exists"):
        writer.write(FILES)
    assert (root / "Dockerfile").read_text() == "theirs" and names(root) == ["Dockerfile"]


def test_a_fifo_is_not_waited_for(make) -> None:
    root = make({})
    os.mkfifo(root / "uv.lock")
    with pytest.raises(Problem, match="it is not a regular file"):
        read(str(root), "uv.lock")
