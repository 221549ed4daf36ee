"""Running things as `nobody`: a tree it can read, and an interpreter with the tests' packages that it can run."""

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from .tree import Tree

NAME = "nobody"


def account() -> pwd.struct_passwd:
    return pwd.getpwnam(NAME)


def as_nobody() -> list[str]:
    """The beginning of a command line that runs as `nobody` without any other group; empty when not root."""
    if os.geteuid() != 0:
        return []
    user = account()
    return [shutil.which("setpriv"), f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def can_run(interpreter: str, environment: dict[str, str]) -> bool:
    user = account()
    try:
        check = subprocess.run(
            [interpreter, "-c", "import django, gunicorn"], env=environment, cwd="/", capture_output=True, check=False,
            user=user.pw_uid, group=user.pw_gid, extra_groups=[],
        )
    except OSError:
        return False
    return check.returncode == 0


def tools(directory: Path) -> dict[str, str]:
    """PATH and PYTHONPATH with which `nobody` finds python3, gunicorn and django-admin.

    The interpreter of the tests may lie in a user's home; then the system's one of the same version does.
    """
    if os.geteuid() != 0:
        return {"PATH": os.environ["PATH"]}
    packages = {"PYTHONPATH": sysconfig.get_path("purelib")}
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for interpreter in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        if can_run(interpreter, packages):
            break
    else:
        pytest.skip(f"user {NAME} can run no {version} that has Django and Gunicorn")
    directory.mkdir()
    for name in ("python3", "python"):
        script(directory / name, f'#!/bin/sh\nexec {interpreter} "$@"\n')
    script(directory / "gunicorn", f"#!{interpreter}\nimport sys\nfrom gunicorn.app.wsgiapp import run\nsys.exit(run())\n")
    return packages | {"PATH": f"{directory}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}


def script(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def open_to_all(tree: Tree):
    """The tree's own folder is 700; `nobody` has to get through it."""
    tree.root.chmod(0o755)


def give(path: Path):
    """Makes a folder of `nobody`'s."""
    path.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        os.chown(path, account().pw_uid, account().pw_gid)
