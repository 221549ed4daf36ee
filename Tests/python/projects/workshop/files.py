"""Edits of generated files. Each must find its place: a generator that changed is an error and not a project without the edit."""

from pathlib import Path
from textwrap import dedent


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip("\n"))
    return path


def append(path: Path, text: str):
    path.write_text(path.read_text().rstrip("\n") + "\n\n" + dedent(text).lstrip("\n"))


def replace(path: Path, old: str, new: str):
    text = path.read_text()
    assert text.count(old) == 1, f"cannot edit {path.name}: {old!r} is there {text.count(old)} times"
    path.write_text(text.replace(old, new))


def add_apps(settings: Path, *names: str):
    """Adds applications at the end of INSTALLED_APPS."""
    text = settings.read_text()
    begin = text.index("INSTALLED_APPS = [")
    end = text.index("\n]", begin)
    settings.write_text(text[:end] + "".join(f"\n    {name!r}," for name in names) + text[end:])


def tree(folder: Path) -> dict[str, bytes]:
    """Every file's content by its path. Not the folders that tools keep for themselves."""
    left_out = {".git", "__pycache__", ".venv"}
    files = [path for path in folder.rglob("*") if path.is_file() and not left_out & set(path.relative_to(folder).parts)]
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(files)}
