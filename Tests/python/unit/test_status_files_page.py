"""docs/reference/status-files.md names the keys that the files have: no other, and none is left out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/reference/status-files.md").read_text(encoding="utf-8")
HELPER = ROOT / "Sources/AppRunner/Python/django_bootstrap/status_file.py"
CELERY = ROOT / "Sources/CeleryRunner/Python/django_bootstrap_celery"
RUNNER = ROOT / "Sources/Shared/Runner/RunnerState.swift"


def documented(title: str) -> set[str]:
    section = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {key for cell in cells for key in re.findall(r"`(\w+)`", cell)}


def told(*files: Path) -> set[str]:
    """The names that calls of `tell` and `_facts.update` give, and the text keys of dictionaries of facts."""
    keys: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                if name in {"tell", "update"}:
                    keys |= {word.arg for word in node.keywords if word.arg}
            elif isinstance(node, ast.Dict):
                keys |= {key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)}
    return keys


@pytest.mark.parametrize(
    ("title", "files"),
    [
        ("start.status", [HELPER]),
        ("worker.state, beat.state", [CELERY / f"{name}.py" for name in ("broker", "reporter", "scheduler", "worker")]),
    ],
)
def test_the_keys_of_the_python_packages(title: str, files: list[Path]) -> None:
    assert documented(title) == told(*files) - {"now"} - other_dictionaries()


def other_dictionaries() -> set[str]:
    """Keys of transport options, which are no facts."""
    return {"socket_timeout", "socket_connect_timeout", "read_timeout", "write_timeout"}


def test_the_keys_of_the_runner() -> None:
    written = set(re.findall(r"^ +(\w+)=(?:1$|\\\()", RUNNER.read_text(encoding="utf-8"), re.MULTILINE))
    assert documented("runner.state") == written
