"""Modules of the project as files: where one lies, which settings one names."""

from __future__ import annotations

import ast
import os
import re

from .files import exists, join, module


def literal(root: str, name: str) -> str:
    """The settings module that a file names: os.environ.setdefault("DJANGO_SETTINGS_MODULE", "…") or environ[…] =
    "…"."""
    tree = module(root, name)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Call) and len(node.args) == 2 and getattr(node.func, "attr", "") == "setdefault":
            key, value = node.args
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
            key, value = node.targets[0].slice, node.value
        else:
            continue
        if getattr(key, "value", None) == "DJANGO_SETTINGS_MODULE":
            words = [
                part.value for part in ast.walk(value) if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            words = [word for word in words if re.fullmatch(r"\w+(\.\w+)+|settings", word)]
            if words:
                return words[-1]
    return ""


def path_of(root: str, folders: list[str], dotted: str) -> str | None:
    """The file of a module, looked for in the import folders."""
    base = dotted.replace(".", "/")
    for folder in folders:
        for name in (f"{base}.py", f"{base}/__init__.py"):
            if exists(root, join(folder, name)):
                return join(folder, name)
    return None


def import_folders(root: str, manage_folder: str) -> list[str]:
    """As app-runner extends PYTHONPATH: the folder of manage.py, the project's, its src."""
    folders = [manage_folder, "", "src"]
    return [
        name
        for number, name in enumerate(folders)
        if name not in folders[:number] and os.path.isdir(os.path.join(root, name))
    ]


def folder_of(path: str, dotted: str) -> str:
    base = path.removesuffix("/__init__.py").removesuffix(".py")
    return base[: len(base) - len(dotted)].rstrip("/")
