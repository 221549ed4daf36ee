"""YAML of strings: scalars, mappings and lists that need no library."""

from __future__ import annotations

import json
from collections.abc import Mapping


def scalar(value: str) -> str:
    """A YAML string: quoted unless it is plain beyond doubt."""
    plain = value and value[0].isalpha() and all(character.isalnum() or character in "-._/" for character in value)
    return (
        value
        if plain and value.lower() not in ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
        else json.dumps(value)
    )


def pairs(values: Mapping[str, str | None]) -> str:
    return "\n".join(f"{name}:" if value is None else f"{name}: {scalar(value)}" for name, value in values.items())


def indented(block: str, by: int) -> str:
    return "\n".join(" " * by + line for line in block.splitlines())


def flow(words: list[str]) -> str:
    return "[" + ", ".join(scalar(word) if ":" not in word else json.dumps(word) for word in words) + "]"
