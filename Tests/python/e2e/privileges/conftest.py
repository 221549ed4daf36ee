"""Starts as root beside an account that can write in its own folders, and files of root's that must not change."""

import os
from pathlib import Path

import pytest
from testkit import unprivileged
from testkit.app import write_wsgi
from testkit.tree import Tree


class Guarded:
    """A tree as in the image, started as root: /run is 1777, /run/gunicorn and the account's are planted by the tests."""

    def __init__(self, tree: Tree):
        self.tree = tree
        unprivileged.open_to_all(tree)
        tree.run.chmod(0o1777)
        self.application = write_wsgi(tree)
        self.environment = {"BOOTSTRAP_USER": unprivileged.NAME, "SKIP_MIGRATIONS": "1"}
        self.environment |= unprivileged.tools(tree.root / "bin")
        unprivileged.script(tree.root / "bin" / "celery", "#!/bin/sh\nexit 3\n")  # found, and never started
        self.victim = tree.root / "victim"
        self.victim.mkdir(mode=0o700)
        tree.write("victim/secret", "only root's").chmod(0o600)

    def folder(self, path: str) -> Path:
        """A folder of the account's, by its path below the tree."""
        folder = self.tree.root / path
        folder.mkdir(parents=True, exist_ok=True)
        unprivileged.give(folder)
        return folder

    def plant(self, path: str, target: Path) -> Path:
        """A symbolic link of the account's."""
        link = self.tree.root / path
        link.symlink_to(target)
        os.lchown(link, unprivileged.account().pw_uid, unprivileged.account().pw_gid)
        return link

    def facts(self) -> list:
        """What must stay as it is: owners, modes and contents."""
        paths = [self.victim, *sorted(self.victim.rglob("*"))]
        infos = [(path, path.lstat()) for path in paths]
        contents = [path.read_bytes() for path in paths if path.is_file()]
        return [(path.name, info.st_uid, info.st_gid, info.st_mode) for path, info in infos] + contents


@pytest.fixture
def guarded(tree):
    return Guarded(tree)
