"""What is built beside Python: a package.json with a build script, translations without their compiled files."""

from __future__ import annotations

import json
import os
import re

from .facts import Facts, Frontend
from .files import Problem, exists, join, read, walk

LOCKS = (
    ("package-lock.json", "npm"),
    ("npm-shrinkwrap.json", "npm"),
    ("pnpm-lock.yaml", "pnpm"),
    ("yarn.lock", "yarn"),
)


def frontend(root: str, facts: Facts) -> None:
    found = []
    for folder, _, files in walk(root, 2):
        if "package.json" in files and has_build(root, join(folder, "package.json")):
            found.append(folder)
    if not found:
        return
    folder = min(found, key=lambda name: (name.count("/") if name else -1, name))
    if len(found) > 1:
        others = ", ".join(join(name, "package.json") for name in found if name != folder)
        facts.notes.append(
            f"{join(folder, 'package.json')} is built in the image; these have a build script too: {others}"
        )
    lock, manager = next(((lock, manager) for lock, manager in LOCKS if exists(root, join(folder, lock))), ("", "npm"))
    facts.frontend = Frontend(folder, manager, lock, node_version(root, folder))


def has_build(root: str, name: str) -> bool:
    scripts = package(root, name).get("scripts")
    return isinstance(scripts, dict) and "build" in scripts


def package(root: str, name: str) -> dict[str, object]:
    try:
        content = json.loads(read(root, name) or "{}")
    except json.JSONDecodeError as error:
        raise Problem(
            f"cannot parse {name}, line {error.lineno}: {error.msg}; repair the file, nothing was written"
        ) from None
    except RecursionError:
        raise Problem(f"cannot parse {name}: it is nested too deeply; nothing was written") from None
    return content if isinstance(content, dict) else {}


def node_version(root: str, folder: str) -> str:
    for name in (join(folder, ".nvmrc"), join(folder, ".node-version"), ".nvmrc"):
        match = re.match(r"v?(\d+)", (read(root, name) or "").strip())
        if match:
            return match[1]
    engines = package(root, join(folder, "package.json")).get("engines")
    match = re.search(r"(\d+)", str(engines.get("node", ""))) if isinstance(engines, dict) else None
    # The long-term release, unless the project needs a newer one.
    return str(max(22, int(match[1]))) if match else "22"


def translations(root: str, facts: Facts) -> None:
    """Catalogues whose compiled files are missing, or are in no repository."""
    ignored = "*.mo" in (read(root, ".gitignore") or "").split()
    for folder, _, files in walk(root):
        if os.path.basename(folder) == "LC_MESSAGES":
            for name in files:
                if name.endswith(".po") and (ignored or name[:-3] + ".mo" not in files):
                    facts.translations = True
                    return
