"""Where a setting is assigned: file and line, found in the settings' source without running it."""

from __future__ import annotations

import ast
import importlib.machinery
import os
import sys
from collections.abc import Iterator

Place = tuple[str, int]
MAXIMUM_DEPTH = 20  # star imports may go in circles


def shown(path: str, line: int | None = None) -> str:
    """file:line, relative inside the working directory."""
    inside = os.path.abspath(path).startswith(os.getcwd() + os.sep)
    return (os.path.relpath(path) if inside else path) + (f":{line}" if line else "")


def file_of(module: str) -> str | None:
    """The source file of a module, without importing it or the packages above it."""
    loaded: str | None = getattr(sys.modules.get(module), "__file__", None)
    if loaded:
        return loaded
    path, spec = None, None
    parts = module.split(".")
    for index in range(len(parts)):
        try:
            spec = importlib.machinery.PathFinder.find_spec(".".join(parts[: index + 1]), path)
        except Exception:
            return None
        if spec is None:
            return None
        path = spec.submodule_search_locations
    return spec.origin if spec and spec.origin and spec.origin.endswith(".py") else None


def absolute(module: str, is_package: bool, node: ast.ImportFrom) -> str:
    """The module that `from .base import *` names."""
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    parts = parts[: len(parts) - node.level + (1 if is_package else 0)]
    return ".".join([*parts, *([node.module] if node.module else [])])


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """In the order of the file, those inside of if, try, with and class too."""
    for node in body:
        yield node
        for name in ("body", "handlers", "orelse", "finalbody"):
            if isinstance(node, (ast.If, ast.Try, ast.With, ast.For, ast.ClassDef, ast.ExceptHandler)):
                yield from statements(getattr(node, name, []))


def names_of(target: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name):
        yield target.id
    elif isinstance(target, (ast.Tuple, ast.List)):
        for element in target.elts:
            yield from names_of(element)
    elif isinstance(target, (ast.Subscript, ast.Starred)):  # LOGGING["handlers"] = …
        yield from names_of(target.value)


class Places:
    """The last assignment of each name, as the settings module sees it."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.file = file_of(module)
        self.trees: dict[str, ast.Module] = {}
        self.found: dict[str, Place] = {}
        if self.file:
            self.found = self._read(module, 0)

    def of(self, name: str) -> str:
        if name in self.found:
            return shown(*self.found[name])
        return shown(self.file) if self.file else self.module

    def is_assigned(self, name: str) -> bool:
        return name in self.found

    def _read(self, module: str, depth: int) -> dict[str, Place]:
        file = file_of(module)
        if not file or depth > MAXIMUM_DEPTH:
            return {}
        if file not in self.trees:
            try:
                with open(file, "rb") as source:
                    self.trees[file] = ast.parse(source.read())
            except (OSError, SyntaxError, ValueError):
                return {}
        places: dict[str, Place] = {}
        is_package = os.path.basename(file) == "__init__.py"
        for node in statements(self.trees[file].body):
            if isinstance(node, ast.ImportFrom):
                other = self._read(absolute(module, is_package, node), depth + 1) if self._is_near(node) else {}
                for alias in node.names:
                    if alias.name == "*":
                        places.update(other)
                    elif alias.name.isupper():
                        places[alias.asname or alias.name] = other.get(alias.name, (file, node.lineno))
            for target in getattr(node, "targets", None) or [getattr(node, "target", None)]:
                for name in names_of(target) if target is not None else ():
                    places[name] = (file, node.lineno)
        return places

    @staticmethod
    def _is_near(node: ast.ImportFrom) -> bool:
        """Names of settings are worth following; a module of functions is not."""
        return any(alias.name == "*" or alias.name.isupper() for alias in node.names)
