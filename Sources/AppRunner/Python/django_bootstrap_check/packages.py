"""Installed packages, and the lines of the project's files that pin them."""

from __future__ import annotations

import glob
import re
from importlib import metadata

from .places import shown

# Beginnings of files that pin packages, in the order in which they are asked.
PIN_FILES = (
    "pyproject.toml",
    "requirements*.txt",
    "requirements/*.txt",
    "requirements*.in",
    "Pipfile",
    "setup.cfg",
    "uv.lock",
)


def version_of(package: str) -> tuple[str, tuple[int, ...]] | None:
    try:
        text = metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
    return text, tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def text_of(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def pin(package: str) -> str:
    """The line of the project's files that names the package."""
    word = re.compile(rf"(?i)^[\s\"'\[(]*(name\s*=\s*\")?{package}(?![\w-])")
    for pattern in PIN_FILES:
        for path in sorted(glob.glob(pattern)):
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    for number, line in enumerate(file, 1):
                        if word.search(line):
                            return shown(path, number)
            except OSError:
                continue
    return package
