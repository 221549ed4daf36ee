"""AUTH_USER_MODEL: what the superuser is named by, read from the model's source."""

from __future__ import annotations

import ast
import os

from .facts import Superuser
from .files import join, module, walk
from .settings import Settings
from .values import literal


def superuser(root: str, import_folder: str, settings: Settings) -> Superuser:
    app, _, name = settings.text("AUTH_USER_MODEL").partition(".")
    found = Superuser()
    if not name:
        return found
    for folder, _, files in walk(os.path.join(root, import_folder), 4):
        parts = folder.split("/")
        if app not in parts:
            continue
        for file in files:
            if not (file in ("models.py", "user.py") or "models" in parts) or not file.endswith(".py"):
                continue
            tree = module(root, join(import_folder, join(folder, file)))
            for node in tree.body if tree else ():
                if isinstance(node, ast.ClassDef) and node.name == name:
                    return of(node)
    return found


def of(model: ast.ClassDef) -> Superuser:
    # AbstractUser's own.
    found = Superuser("username", ["email"])
    for node in model.body:
        target = (
            node.targets[0]
            if isinstance(node, ast.Assign)
            else node.target
            if isinstance(node, ast.AnnAssign)
            else None
        )
        value = literal(getattr(node, "value", None)) if target is not None else None
        if isinstance(target, ast.Name) and target.id == "USERNAME_FIELD" and isinstance(value, str):
            found.username_field = value
        if isinstance(target, ast.Name) and target.id == "REQUIRED_FIELDS" and isinstance(value, (list, tuple)):
            found.required_fields = [str(field) for field in value]
    return found
