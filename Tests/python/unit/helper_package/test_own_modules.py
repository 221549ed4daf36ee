"""The helper's package is nothing to the project: neither by name nor by path."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from testkit.bootstrap import BOOTSTRAP, Project

MODULES = sorted(BOOTSTRAP.parent.glob("django_bootstrap*/*.py"))


def test_a_project_of_the_same_name(project: Project) -> None:
    project.write("django_bootstrap/__init__.py", "MINE = True\n")
    project.write("django_bootstrap/settings.py", (project.directory / "mysite/settings.py").read_text())
    project.configure("import django_bootstrap\nassert django_bootstrap.MINE\n")
    assert project.bootstrap("--wait", "0", "--migrate").returncode == 0
    result = project.bootstrap("--wait", "0", "--migrate", DJANGO_SETTINGS_MODULE="django_bootstrap.settings")
    assert (result.returncode, result.stderr) == (0, "bootstrap: no migrations to apply\n")


@pytest.mark.parametrize("safe", ["", "1"])
def test_no_folder_of_the_helpers_is_on_the_path(project: Project, safe: str) -> None:
    """PYTHONSAFEPATH: Python does not put the folder there itself."""
    project.configure("import sys\nprint('path', sys.path)\nprint('names', sorted(sys.modules))\n")
    result = project.bootstrap("--wait", "0", PYTHONSAFEPATH=safe)
    path, names = result.stdout.splitlines()
    assert result.returncode == 0, result.stderr
    assert path.startswith(f"path ['{project.directory}'") and str(BOOTSTRAP.parent) not in path
    assert "'django_bootstrap" not in names


def test_no_cache_is_written_beside_the_package(project: Project, tmp_path: Path) -> None:
    """The folder belongs to root, or to another user; the helper's user can read it."""
    folder = tmp_path / "copy"
    (folder / "django_bootstrap").mkdir(parents=True)
    for path in (BOOTSTRAP, *BOOTSTRAP.parent.glob("django_bootstrap/*.py")):
        (folder / path.relative_to(BOOTSTRAP.parent)).write_bytes(path.read_bytes())
    result = project.run(folder / BOOTSTRAP.name, "--wait", "0", PYTHONDONTWRITEBYTECODE=None)
    assert result.returncode == 0, result.stderr
    assert not list(folder.rglob("__pycache__"))
    assert list(project.directory.rglob("__pycache__")), "the project's own modules are cached as ever"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_modules_import_each_other_at_once(path: Path) -> None:
    """They are out of sys.modules later (own_modules.conceal): a late import would load the project's."""
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for node in ast.walk(function):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    assert node.level == 0, f"{path.name}:{node.lineno}"
                    names = [node.module or ""]
                assert not any(name.startswith("django_bootstrap") for name in names), f"{path.name}:{function.name}"
