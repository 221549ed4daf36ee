"""The files belong to the caller or, as root, to the folder's owner, with whose rights everything is read and written."""

import os
import pwd
import shutil
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to another user")
OWNER = "nobody"
# The interpreter of the tests may lie in a home folder of root's.
PYTHON = {"PATH": "/usr/local/bin:/usr/bin:/bin"}


def owners(project) -> set[str]:
    return {pwd.getpwuid(path.lstat().st_uid).pw_name for path in project.root.rglob("*")}


def test_as_root_in_a_folder_of_roots(project):
    assert project.init(**PYTHON).returncode == 0
    assert owners(project) == {"root"}


def test_as_root_in_a_folder_of_another_user(project):
    give(project)
    ended = project.init(**PYTHON)
    assert ended.returncode == 0, ended.stderr
    assert owners(project) == {OWNER}


def test_as_that_user(project):
    give(project)
    ended = project.init(prefix=["setpriv", f"--reuid={OWNER}", "--regid=nogroup", "--clear-groups"], **PYTHON)
    assert ended.returncode == 0, ended.stderr
    assert owners(project) == {OWNER}


def test_a_folder_that_leads_elsewhere(project, tmp_path):
    """The owner has planted a link to a folder that root alone can write."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (project.root / "k8s").symlink_to(outside)
    give(project)
    before = project.names()
    ended = project.init("--force", **PYTHON)
    assert ended.returncode == 1, ended.stdout
    assert "its folder is a link or no folder; nothing was written" in ended.stderr
    assert not list(outside.iterdir()) and project.names() == before


def test_a_file_that_leads_elsewhere(project, tmp_path):
    target = tmp_path / "target"
    target.write_text("root's")
    (project.root / "Dockerfile").symlink_to(target)
    give(project)
    assert project.init(**PYTHON).returncode == 1
    assert project.init("--force", **PYTHON).returncode == 0
    assert target.read_text() == "root's" and target.stat().st_uid == 0
    assert not (project.root / "Dockerfile").is_symlink()


def test_a_source_that_only_root_can_read(project, tmp_path):
    """A link of the owner's to a secret of root's: its text must not come out in a message or a diff."""
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    secret.chmod(0o600)
    (project.root / "compose.yaml").symlink_to(secret)
    (project.root / "pyproject.toml").symlink_to(secret)
    give(project)
    for arguments in ([], ["--diff"]):
        ended = project.init(*arguments, **PYTHON)
        assert ended.returncode == 78 and "cannot read pyproject.toml: Permission denied" in ended.stderr
    (project.root / "pyproject.toml").unlink()
    ended = project.init("--diff", **PYTHON)
    assert "hunter2" not in ended.stdout + ended.stderr and "cannot read compose.yaml: Permission denied" in ended.stdout


def test_a_folder_of_another_user_in_a_folder_of_roots(project, tmp_path):
    """What root reads there ends up in world-readable files."""
    settings = project.root / "mysite" / "settings.py"
    secret = tmp_path / "secret.py"
    secret.write_text(settings.read_text() + 'import os\nFOUND = os.environ.get("FOUND", "hunter2")\n')
    secret.chmod(0o600)
    settings.unlink()
    settings.symlink_to(secret)
    shutil.chown(settings.parent, OWNER)
    os.chown(settings, pwd.getpwnam(OWNER).pw_uid, -1, follow_symlinks=False)
    ended = project.init(**PYTHON)
    assert ended.returncode == 78 and "cannot read mysite/settings.py as root: a link of another user's" in ended.stderr
    assert not (project.root / ".env.example").exists()
    # Root's own link is root's decision.
    os.chown(settings.parent, 0, 0)
    os.chown(settings, 0, 0, follow_symlinks=False)
    assert project.init(**PYTHON).returncode == 0


def test_a_folder_that_cannot_be_written(project):
    before = project.names()
    ended = project.init(prefix=["setpriv", f"--reuid={OWNER}", "--regid=nogroup", "--clear-groups"], **PYTHON)
    assert ended.returncode == 1
    assert "app-runner init: cannot write Dockerfile: Permission denied; nothing was written" in ended.stderr
    assert project.names() == before


def test_a_program_of_another_user_is_not_run_as_root(project, tmp_path):
    """python3 in a folder that another user can change."""
    folder = tmp_path / "bin"
    folder.mkdir()
    planted = folder / "python3"
    planted.write_text(f"#!/bin/sh\ntouch {tmp_path}/planted\n")
    planted.chmod(0o755)
    shutil.chown(folder, OWNER)
    shutil.chown(planted, OWNER)
    ended = project.init(PATH=f"{folder}:/usr/bin:/bin")
    assert ended.returncode == 0, ended.stderr
    assert not Path(tmp_path / "planted").exists()


def give(project):
    for path in (project.root, *project.root.rglob("*")):
        os.chown(path, pwd.getpwnam(OWNER).pw_uid, -1, follow_symlinks=False)
