"""Values of Python expressions, as far as they can be told without running anything."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any


class Unknown:
    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


@dataclass
class EnvRead:
    """What an expression reads from the environment; `default` is UNKNOWN also where there is one that cannot be
    told."""

    name: str
    default: Any = UNKNOWN
    cast: str = "str"
    required: bool = False
    derived: bool = False  # a comparison with the variable, or text made of it: `default` is none to be set


def plain(value: Any) -> Any:
    """An environment variable's default in its place: what the settings say when nothing is set."""
    while isinstance(value, EnvRead):  # a default may be another variable
        value = value.default
    return value


def dotted(node: ast.AST) -> str:
    """`os.path.join` for the expression os.path.join; "" for anything that is no chain of names."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        base = dotted(node.value)
        return f"{base}.{node.attr}" if base else ""
    return ""


def literal(node: ast.AST | None) -> Any:
    try:
        return UNKNOWN if node is None else ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return UNKNOWN
