"""The settings, read as source: assignments in order, through `from .base import *`; nothing is imported or
executed."""

from __future__ import annotations

import ast
import glob
import os
from pathlib import PurePosixPath
from typing import Any

from .branches import raises, tolerates, verdict
from .environment import Environment
from .evaluate import evaluate
from .files import module
from .modules import path_of
from .values import UNKNOWN, EnvRead, dotted, plain

CHAIN = 40  # modules that may be read for one settings module


def is_environ(node: ast.Compare) -> bool:
    return dotted(node.comparators[0]) in ("os.environ", "environ")


class Settings:
    """The names of a settings module with their values, and every read of the environment in its files."""

    def __init__(self, root: str, folders: list[str], dotted_name: str) -> None:
        self.root, self.folders = root, folders
        self.values: dict[str, Any] = {}
        self.reads: dict[str, EnvRead] = {}
        self.environment = Environment()
        self.read: set[str] = set()
        self.lines: dict[str, str] = {}  # setting -> "mysite/settings.py line 26"
        self.others: list[tuple[str, Any]] = []  # place and test of an `if` that is not taken, DATABASES there
        self.optional: set[int] = set()  # nodes in which a variable need not be there
        self.trees: list[ast.Module] = []  # keeps their ids
        self.bases: set[str] = set()  # variables to which the settings add "/…"
        path = path_of(root, folders, dotted_name)
        if path:
            self.file(path, dotted_name)

    def get(self, name: str) -> Any:
        return self.values.get(name)

    def text(self, name: str) -> str:
        """The setting as text; "" when it is unset or cannot be told."""
        value = plain(self.get(name))
        return str(value) if isinstance(value, (str, PurePosixPath)) else ""

    def strings(self, name: str) -> list[str]:
        value = plain(self.get(name))
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def file(self, path: str, dotted_name: str) -> None:
        if path in self.read or len(self.read) >= CHAIN:
            return
        self.read.add(path)
        tree = module(self.root, path)
        if tree is None:
            return
        self.trees.append(tree)
        package = dotted_name if path.endswith("/__init__.py") else dotted_name.rpartition(".")[0]
        before = self.values.get("__file__", UNKNOWN)
        self.values["__file__"] = PurePosixPath("/app") / path
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt):
                self.environment.learn(node)
        self.statements(tree.body, path, package)
        self.values["__file__"] = before
        for node in ast.walk(tree):
            self.extended(node)
            found = self.environment.read(node, self.value) if isinstance(node, ast.expr) else None
            if isinstance(node, ast.Compare):
                presence = evaluate(node, self.values, self.environment)
                # "X" in os.environ: one more that the settings read.
                found = EnvRead(presence.name, None) if isinstance(presence, EnvRead) and is_environ(node) else None
            if found is not None:
                found.required = found.required and id(node) not in self.optional
                self.note(found)

    def extended(self, node: ast.AST) -> None:
        """`REDIS_URL + "/0"` or `f"{REDIS_URL}/0"`."""
        parts = [node.left, node.right] if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) else []
        parts = node.values[:2] if isinstance(node, ast.JoinedStr) else parts
        if len(parts) < 2 or not str(getattr(parts[1], "value", "")).startswith("/"):
            return
        first = parts[0].value if isinstance(parts[0], ast.FormattedValue) else parts[0]
        value = evaluate(first, self.values, self.environment)
        while isinstance(value, EnvRead):
            self.bases.add(value.name)
            value = value.default

    def note(self, found: EnvRead) -> None:
        """A read that has a default once may lack it elsewhere: then the variable is needed."""
        known = self.reads.setdefault(found.name, found)
        known.required = known.required or found.required
        if known.cast == "str":
            known.cast = found.cast
        if known.default in (UNKNOWN, None):
            known.default = found.default

    def value(self, node: ast.expr | None) -> Any:
        value = evaluate(node, self.values, self.environment)
        if isinstance(value, EnvRead) and not value.derived:
            value.required = value.required and id(node) not in self.optional
            self.note(value)
        return value

    def statements(self, body: list[ast.stmt], path: str, package: str) -> None:
        for node in body:
            if isinstance(node, ast.ImportFrom):
                self.follow(node, package)
            elif isinstance(node, ast.Assign):
                for target in node.targets:
                    self.assign(target, self.value(node.value), path)
            elif isinstance(node, ast.AnnAssign) and node.value is not None:
                self.assign(node.target, self.value(node.value), path)
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                before, more = self.values.get(node.target.id), plain(self.value(node.value))
                if isinstance(before, list) and isinstance(more, list):
                    self.values[node.target.id] = before + more
            elif isinstance(node, ast.If):
                self.branch(node, path, package)
            elif isinstance(node, (ast.Try, ast.With)):
                if isinstance(node, ast.Try) and tolerates(node):
                    self.free(node.body)
                self.statements(node.body + getattr(node, "orelse", []), path, package)
            elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
                self.expression(node.value, path, package)

    def branch(self, node: ast.If, path: str, package: str) -> None:
        """The branch that holds while nothing is set; what cannot be told counts with both, the first one last."""
        test = verdict(node.test, self.value)
        branches = [node.orelse, node.body]
        if test.outcome is True and raises(node.body):
            for part in ast.walk(node.test):
                found = self.environment.read(part, self.value) if isinstance(part, ast.expr) else None
                if found is not None:
                    found.required = True
                    self.note(found)
            branches = [node.orelse]
        elif test.outcome is True:
            self.free(node.orelse)
            branches = [node.body]
        elif test.outcome is False:
            self.free(node.body)
            if not test.served:
                self.other(node, path)
                branches = [node.orelse]
        for statements in branches:
            self.statements(statements, path, package)

    def free(self, body: list[ast.stmt]) -> None:
        self.optional.update(id(part) for statement in body for part in ast.walk(statement))

    def other(self, node: ast.If, path: str) -> None:
        for statement in node.body:
            if not isinstance(statement, ast.Assign):
                continue
            if any(isinstance(target, ast.Name) and target.id == "DATABASES" for target in statement.targets):
                self.others.append(
                    (f"{path} line {node.lineno}: {ast.unparse(node.test)}", self.value(statement.value))
                )

    def assign(self, target: ast.expr, value: Any, path: str = "") -> None:
        if isinstance(target, ast.Name):
            if target.id == "DEBUG" and isinstance(value, EnvRead):
                # The files that are written turn it off.
                value = EnvRead(value.name, False, value.cast, value.required, value.derived)
            self.values[target.id] = value
            if path:
                self.lines[target.id] = f"{path} line {target.lineno}"
        elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, list) and len(value) == len(target.elts):
            for part, item in zip(target.elts, value, strict=True):
                self.assign(part, item, path)
        elif isinstance(target, ast.Subscript):
            container, key = plain(self.value(target.value)), plain(self.value(target.slice))
            if isinstance(container, dict) and isinstance(key, (str, int)):
                container[key] = value

    def expression(self, node: ast.Call, path: str, package: str) -> None:
        """`INSTALLED_APPS.append("x")`, `DATABASES["default"].update(…)`, django-split-settings'
        `include("base.py")`."""
        if isinstance(node.func, ast.Attribute):
            base, given = plain(self.value(node.func.value)), [self.value(argument) for argument in node.args]
            if isinstance(base, list) and given and node.func.attr in ("append", "insert", "extend"):
                base += given[-1] if isinstance(given[-1], list) else [given[-1]]
            elif isinstance(base, dict) and node.func.attr == "update":
                base.update(given[0] if given and isinstance(given[0], dict) else {})
                base.update({keyword.arg: self.value(keyword.value) for keyword in node.keywords if keyword.arg})
        elif dotted(node.func) == "include":
            for name in [self.value(argument) for argument in node.args]:
                pattern = os.path.join(self.root, os.path.dirname(path), name) if isinstance(name, str) else ""
                for found in sorted(glob.glob(pattern)) if pattern else ():
                    self.file(os.path.relpath(found, self.root), f"{package}.{os.path.basename(found)[:-3]}")

    def follow(self, node: ast.ImportFrom, package: str) -> None:
        """Reads a module of the project's whose names are imported; another package's module is not there to be
        read."""
        parts = package.split(".")[: len(package.split(".")) - (node.level - 1)] if node.level else []
        name = ".".join(parts + ([node.module] if node.module else []))
        path = path_of(self.root, self.folders, name) if name else None
        if path:
            self.file(path, name)
        if node.module is None:
            for part in node.names:
                inner = path_of(self.root, self.folders, f"{name}.{part.name}")
                if inner:
                    self.file(inner, f"{name}.{part.name}")
