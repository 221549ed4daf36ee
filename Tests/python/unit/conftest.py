from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from testkit.bootstrap import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    project = Project(tmp_path)
    yield project
    for helper in project.started:
        helper.kill()
