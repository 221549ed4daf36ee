"""Where the admin is, read from ROOT_URLCONF's source."""

from __future__ import annotations

import ast

from init_files import module
from init_modules import path_of
from init_settings import Settings
from init_values import EnvRead, dotted, literal, plain


def admin_path(root: str, folders: list[str], settings: Settings) -> str:
    """ "admin/"; "" where there is none or it cannot be told."""
    path = path_of(root, folders, settings.text("ROOT_URLCONF")) if settings.text("ROOT_URLCONF") else None
    tree = module(root, path) if path else None
    for node in ast.walk(tree) if tree else ():
        if (
            not isinstance(node, ast.Call)
            or len(node.args) < 2
            or dotted(node.func).rpartition(".")[2] not in ("path", "re_path", "url")
        ):
            continue
        if dotted(node.args[1]).endswith("site.urls"):
            return route(node.args[0], settings)
    return ""


def route(node: ast.expr, settings: Settings) -> str:
    value = literal(node)
    if isinstance(node, ast.Attribute) and dotted(node.value) == "settings":
        value = settings.get(node.attr)
        # A variable that has to be set: what compose.yaml sets.
        value = "admin/" if isinstance(value, EnvRead) and value.required else plain(value)
    return value.removeprefix("^").removesuffix("$") if isinstance(value, str) else ""
