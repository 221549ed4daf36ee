"""`start.status`: what the start does and waits for, and that it is gone at the end."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from testkit.bootstrap import Project

from django_bootstrap import status_file


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "gunicorn").mkdir()
    yield tmp_path / "gunicorn/start.status"
    status_file._path = None


def read(path: Path) -> dict[str, str]:
    return dict(line.partition("=")[::2] for line in path.read_text().splitlines())


def test_the_file(path: Path) -> None:
    status_file.begin(str(path.parent.parent))
    found = read(path)
    assert list(found)[:4] == ["version", "kind", "pid", "process_start"]
    assert (found["version"], found["kind"], found["pid"]) == ("1", "start", str(os.getpid()))
    assert int(found["process_start"]) > 0 and found["part"] == found["waits_for"] == ""
    assert path.stat().st_mode & 0o777 == 0o644
    status_file.part("migrate")
    found = read(path)
    assert found["part"] == "migrate" and float(found["part_since"]) == pytest.approx(time.monotonic(), abs=60)
    assert [name.name for name in path.parent.iterdir()] == ["start.status"], "no temporary file is left"
    status_file.end()
    assert not path.exists()


def test_the_end_leaves_the_file_of_another_process(path: Path) -> None:
    """A one-shot that runs beside a start."""
    status_file.begin(str(path.parent.parent))
    path.write_text("version=1\npid=1\n")
    status_file.end()
    assert read(path)["pid"] == "1"


def test_a_wait_keeps_its_beginning(path: Path) -> None:
    status_file.begin(str(path.parent.parent))
    status_file.waits("database", "database default at db:5432:\n refused")
    first = read(path)
    assert (first["waits_for"], first["reason"]) == ("database", "database default at db:5432: refused")
    time.sleep(0.01)
    status_file.waits("database", "database default at db:5432: starting up")
    second = read(path)
    assert second["waiting_since"] == first["waiting_since"] and float(second["written"]) > float(first["written"])
    assert second["reason"].endswith("starting up")
    status_file.waits_no_more()
    assert read(path)["waits_for"] == read(path)["waiting_since"] == ""


@pytest.mark.parametrize("folder", ["nosuch", "file"])
def test_a_folder_that_is_not_there_stops_nothing(tmp_path: Path, folder: str) -> None:
    (tmp_path / "file").touch()
    status_file.begin(str(tmp_path / folder))
    status_file.part("migrate")
    status_file.end()
    assert not (tmp_path / "nosuch").exists()


def test_a_link_in_its_place_is_replaced_and_not_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "target").write_text("kept")
    path.symlink_to(tmp_path / "target")
    status_file.begin(str(path.parent.parent))
    assert not path.is_symlink() and (tmp_path / "target").read_text() == "kept"


def test_a_start_that_waits_for_its_database(project: Project) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    project.use_postgresql(port, "never-shown")
    path = project.run_directory / "gunicorn/start.status"
    helper = project.start_bootstrap("--wait", "60", "--migrate")
    helper.wait_for("waiting for database default")
    found = read(path)
    assert found["waits_for"] == "database" and f"127.0.0.1:{port}" in found["reason"]
    assert found["pid"] == str(helper.process.pid) and "never-shown" not in path.read_text()
    helper.kill()
    assert path.exists(), "after a kill, its pid tells that it is old"


@pytest.mark.parametrize("limit", ["0", "1"])
def test_it_is_gone_at_the_end(project: Project, limit: str) -> None:
    seen = project.directory / "seen"
    code = "import shutil, threading\n"
    code += f"shutil.copy({str(project.run_directory / 'gunicorn/start.status')!r}, {str(seen)!r})\n"
    project.configure(code + ("threading.Event().wait()\n" if limit == "1" else ""))
    result = project.bootstrap("--wait", "0", "--start-timeout", limit)
    assert result.returncode == (69 if limit == "1" else 0), result.stderr
    assert read(seen)["part"] == "the import of the settings mysite.settings"
    assert not list((project.run_directory / "gunicorn").iterdir())
