"""`app-runner init` without the program: its modules, as they lie in the source tree."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from testkit.tree import ROOT

PACKAGES = ROOT / "Sources/AppRunner/Python"
sys.dont_write_bytecode = True  # the folder's files are embedded
sys.path.insert(0, str(PACKAGES))


@pytest.fixture
def make(tmp_path):
    """make({"manage.py": "…"}): a project of these files; its folder."""

    def write(files: dict[str, str], name: str = "shop") -> Path:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        return root

    return write
