"""What the program embeds is what lies in the source tree, and the loader runs it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from testkit.tree import ROOT

from django_bootstrap_init import templates

from .projects import STARTPROJECT

INITIALIZE = ROOT / "Sources/AppRunner/Initialize"
PACKAGE = ROOT / "Sources/AppRunner/Python/django_bootstrap_init"
MODULES = sorted(path for path in PACKAGE.glob("*.py") if path.name != "loader.py")
TEMPLATES = sorted((INITIALIZE / "Templates").iterdir())


def test_every_file_is_named() -> None:
    swift = (INITIALIZE / "InitializeFiles.swift").read_text() + (PACKAGE.parent / "InitializePython.swift").read_text()
    package = (ROOT / "Package.swift").read_text()
    assert [path.name for path in MODULES + TEMPLATES if f'("{path.name}", ' not in swift] == []
    assert [path.name for path in MODULES if f'"{path.stem}"' not in package] == []


def test_every_template_is_used() -> None:
    source = "".join(path.read_text() for path in MODULES)
    # f"compose_{service}.yaml": the services that are the same everywhere.
    assembled = {"compose_mysql.yaml", "compose_redis.yaml", "compose_rabbitmq.yaml"}
    assert [path.name for path in TEMPLATES if f'"{path.name}"' not in source and path.name not in assembled] == []


def test_the_loader(make) -> None:
    """As the program calls it: from arguments alone, in a process that sees no file of the package."""
    root = make(STARTPROJECT)
    files = [word for path in MODULES + TEMPLATES for word in (path.name, path.read_text())]
    loader = (PACKAGE / "loader.py").read_text()
    ended = subprocess.run(
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", loader, str(len(files) // 2), *files, "--shape=single", "--", str(root)],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (root / "Dockerfile").exists()


def test_a_template_is_filled_strictly(monkeypatch) -> None:
    monkeypatch.setitem(templates.EMBEDDED, "t", "a: @{a}\n@{lines}\n  @{deep}\nb@example.com ${SHELL}\n")
    filled = templates.fill("t", a="1", lines="", deep="x\ny")
    assert filled == "a: 1\n  x\n  y\nb@example.com ${SHELL}\n"
    for values in ({"a": "1", "lines": ""}, {"a": "1", "lines": "", "deep": "", "other": ""}):
        with pytest.raises(KeyError):
            templates.fill("t", **values)
