"""Files and folders that the project cannot write: said at the start, with path, owner and user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from testkit.bootstrap import BOOTSTRAP, GUNICORN_CONFIG, Project
from testkit.limits import HANG

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to another user")
CHECK = ("--check-gunicorn", "--", "--config", str(GUNICORN_CONFIG), "mysite.wsgi")


def without_capabilities(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The helper in a project of another user's. It is root still, which can read the interpreter of the tests wherever
    it lies, but a root that has to obey the modes of files."""
    for path in (project.directory, *project.directory.rglob("*")):
        if not path.is_symlink():
            shutil.chown(path, "nobody")
    caps = "--bounding-set=-dac_override,-dac_read_search"
    return subprocess.run(
        ["setpriv", caps, sys.executable, BOOTSTRAP, *arguments],
        cwd=project.directory,
        env=project.environment(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=HANG,
    )


def reason(kind: str, path: Path) -> str:
    uid = pwd.getpwnam("nobody").pw_uid
    return f"{kind} {path} belongs to nobody (uid {uid}), the process runs as root (uid 0); "


def test_a_database_in_a_folder_of_another_user(project: Project) -> None:
    result = without_capabilities(project, "--wait", "1", "--migrate")
    assert result.returncode == 78, result.stderr
    (line,) = result.stderr.splitlines()
    assert line.startswith("bootstrap: cannot write to SQLite database default (")
    assert reason("folder", project.directory) in line


def test_a_database_file_that_was_copied_by_another_user(project: Project) -> None:
    assert project.bootstrap("--wait", "1", "--migrate").returncode == 0
    project.add_app("shop", **{"m0001_initial": "    operations = []\n"})
    result = without_capabilities(project, "--wait", "1", "--migrate")
    assert result.returncode == 78, result.stderr
    assert reason("file", project.directory / "db.sqlite3") in result.stderr


def test_a_database_behind_a_link(project: Project) -> None:
    """SQLite follows the link and writes its journal beside the file: only that folder has to be writable."""
    state = project.directory.parent / "state"
    state.mkdir()
    (project.directory / "db.sqlite3").symlink_to(state / "db.sqlite3")
    result = without_capabilities(project, "--wait", "1", "--migrate")
    assert result.returncode == 0, result.stderr
    assert sorted(path.name for path in state.iterdir()) == ["db.sqlite3", "db.sqlite3.migrate.lock"]


def test_nothing_to_write_is_a_warning(project: Project) -> None:
    """A database that is only read, deliberately: the start continues."""
    assert project.bootstrap("--wait", "1", "--migrate").returncode == 0
    result = without_capabilities(project, "--wait", "1", "--migrate", *CHECK)
    assert result.returncode == 0, result.stderr
    assert "bootstrap: warning: cannot write to SQLite database default (" in result.stderr


@pytest.mark.parametrize("query", ["mode=ro", "immutable=1"])
def test_a_database_that_is_opened_read_only_on_purpose(project: Project, query: str) -> None:
    assert project.bootstrap("--wait", "1", "--migrate").returncode == 0
    project.database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"file:{project.directory}/db.sqlite3?{query}",
        "OPTIONS": {"uri": True},
    }
    project.configure()
    result = without_capabilities(project, "--wait", "1", "--migrate", *CHECK)
    assert result.returncode == 0, result.stderr
    assert "SQLite" not in result.stderr


def test_the_superuser_needs_a_writable_database(project: Project) -> None:
    assert project.bootstrap("--wait", "1", "--migrate").returncode == 0
    result = without_capabilities(project, "--wait", "1", "--superuser", SUPERUSER_PASSWORD="secret-word")
    assert result.returncode == 78, result.stderr
    (line,) = result.stderr.splitlines()
    assert reason("file", project.directory / "db.sqlite3") in line and "secret-word" not in line


def test_static_root(project: Project) -> None:
    (project.directory / "collected").mkdir()
    result = without_capabilities(project, "--collectstatic")
    assert result.returncode == 78, result.stderr
    (line,) = result.stderr.splitlines()
    assert line.startswith("bootstrap: cannot collect the static files into STATIC_ROOT ")
    assert reason("folder", project.directory / "collected")[:-2] in line and "run collectstatic when the image is built" in line
    root = project.directory / "collected"
    assert f'add "RUN mkdir -p {root} && chown -R root: {root}" to the Dockerfile' in line


def test_a_media_root_of_the_projects(project: Project) -> None:
    assert project.bootstrap("--wait", "1", "--migrate").returncode == 0
    (project.directory / "uploads").mkdir()
    project.configure("MEDIA_ROOT = 'uploads'\n")
    result = without_capabilities(project, "--wait", "1", "--migrate", *CHECK)
    assert result.returncode == 0, result.stderr
    lines = [line for line in result.stderr.splitlines() if "MEDIA_ROOT" in line]
    assert len(lines) == 1 and reason("folder", project.directory / "uploads") in lines[0]
    root = project.directory / "uploads"
    assert f'add "RUN mkdir -p {root} && chown -R root: {root}" to the Dockerfile' in lines[0]
