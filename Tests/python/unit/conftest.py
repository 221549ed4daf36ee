from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgresql import PostgreSQL
from support import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path)
    yield project
    for helper in project.started:
        helper.kill()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()
