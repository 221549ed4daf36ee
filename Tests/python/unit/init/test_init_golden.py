"""What is written, whole: a change of a document is seen here. UPDATE_GOLDEN=1 writes the snapshots anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from django_bootstrap_init.detect import detect
from django_bootstrap_init.facts import Options
from django_bootstrap_init.plan import plan

from .projects import ALL

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(ALL))
def test_single(make, name: str) -> None:
    compare(make(ALL[name], name), name, Options())


@pytest.mark.parametrize("name", ["cookiecutter", "uv"])
def test_pod(make, name: str) -> None:
    compare(make(ALL[name], name), f"{name}-pod", Options(shape="pod", images="registry.example/team/"))


def compare(root: Path, name: str, options: Options) -> None:
    facts = detect(str(root), options)
    files = plan(str(root), facts, options)
    files["notes"] = "".join(f"{note}\n" for note in facts.notes)
    folder = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        for file, text in files.items():
            (folder / plain(file)).parent.mkdir(parents=True, exist_ok=True)
            (folder / plain(file)).write_text(text)
    kept = {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert kept == {plain(file): text for file, text in files.items()}


def plain(name: str) -> str:
    """No dotfile and no Dockerfile of the repository's own: other tools would take them for theirs."""
    return name.lstrip(".").replace("Dockerfile", "Dockerfile.golden")
