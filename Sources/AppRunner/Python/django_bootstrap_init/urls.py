"""Where the admin is, read from ROOT_URLCONF's source."""

from __future__ import annotations

import ast

from .evaluate import evaluate
from .files import module
from .modules import path_of
from .settings import Settings
from .values import EnvRead, dotted, literal, plain


def admin_path(root: str, folders: list[str], settings: Settings) -> str:
    """ "admin/"; "" where there is none or it cannot be told."""
    path = path_of(root, folders, settings.text("ROOT_URLCONF")) if settings.text("ROOT_URLCONF") else None
    tree = module(root, path) if path else None
    names = texts(tree) if tree else {}
    for node in ast.walk(tree) if tree else ():
        if (
            not isinstance(node, ast.Call)
            or len(node.args) < 2
            or dotted(node.func).rpartition(".")[2] not in ("path", "re_path", "url")
        ):
            continue
        if dotted(node.args[1]).endswith("site.urls"):
            return route(node.args[0], settings, names)
    return ""


def texts(tree: ast.Module) -> dict[str, str]:
    """Names that are text while no variable is set: `prefix = ""`, which an `if` below it may change."""
    found: dict[str, str] = {}
    for node in tree.body:
        value = literal(node.value) if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and isinstance(value, str):
            found |= {target.id: value for target in node.targets if isinstance(target, ast.Name)}
    return found


def route(node: ast.expr, settings: Settings, names: dict[str, str]) -> str:
    value = plain(evaluate(node, dict(names), settings.environment))
    if isinstance(node, ast.Attribute) and dotted(node.value) == "settings":
        value = settings.get(node.attr)
        # A variable that has to be set: what compose.yaml sets.
        value = "admin/" if isinstance(value, EnvRead) and value.required else plain(value)
    return value.removeprefix("^").removesuffix("$") if isinstance(value, str) else ""
