"""Lock files: the packages with their versions. Each reader gets what its tool has written."""

from __future__ import annotations

import json
from typing import Any

from .facts import Packages
from .files import LOCK_LIMIT, Problem, read, toml
from .requirements import normalized


def entries(lock: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = lock.get("package", [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise Problem(f"cannot read {name}: `package` is not a list of tables; recreate it")
    return found


def uv(root: str, packages: Packages) -> None:
    lock = toml(root, "uv.lock", LOCK_LIMIT) or {}
    for entry in entries(lock, "uv.lock"):
        packages.names[normalized(str(entry.get("name", "")))] = str(entry.get("version", ""))
        source = entry.get("source", {})
        packages.git = packages.git or "git" in source
        path = source.get("editable") or source.get("virtual") or source.get("directory") or source.get("path")
        # "." is the project itself.
        packages.local = packages.local or path not in (None, ".")
        packages.packaged = packages.packaged or source.get("editable") == "."
        for extra, wanted in entry.get("optional-dependencies", {}).items():
            if wanted:
                packages.extras.setdefault(normalized(str(entry.get("name", ""))), set()).add(extra)
        for wanted in entry.get("dependencies", []):
            extras = wanted.get("extra", []) if isinstance(wanted, dict) else []
            packages.extras.setdefault(normalized(str(wanted.get("name", ""))), set()).update(extras)
    packages.python = packages.python or str(lock.get("requires-python", ""))


def poetry(root: str, packages: Packages) -> None:
    lock = toml(root, "poetry.lock", LOCK_LIMIT) or {}
    for entry in entries(lock, "poetry.lock"):
        if set(entry.get("groups", ["main"])) and "main" not in entry.get("groups", ["main"]):
            continue
        packages.names[normalized(str(entry.get("name", "")))] = str(entry.get("version", ""))
        kind = entry.get("source", {}).get("type")
        packages.git = packages.git or kind == "git"
        packages.local = packages.local or kind in ("directory", "file")


def pdm(root: str, packages: Packages) -> None:
    lock = toml(root, "pdm.lock", LOCK_LIMIT) or {}
    for entry in entries(lock, "pdm.lock"):
        if "default" not in entry.get("groups", ["default"]):
            continue
        packages.names[normalized(str(entry.get("name", "")))] = str(entry.get("version", ""))
        packages.extras.setdefault(normalized(str(entry.get("name", ""))), set()).update(entry.get("extras", []))
        packages.git = packages.git or "git" in entry
        packages.local = packages.local or "path" in entry


def pipenv(root: str, packages: Packages) -> None:
    text = read(root, "Pipfile.lock", LOCK_LIMIT) or "{}"
    try:
        lock = json.loads(text)
        found = lock.get("default", {}).items()
        for name, entry in found:
            packages.names[normalized(name)] = str(entry.get("version", "")).lstrip("=")
            packages.extras.setdefault(normalized(name), set()).update(entry.get("extras", []))
            packages.git = packages.git or "git" in entry
            packages.local = packages.local or "path" in entry or "file" in entry
        requires = lock.get("_meta", {}).get("requires", {})
        packages.python = packages.python or str(
            requires.get("python_version", requires.get("python_full_version", ""))
        )
    except json.JSONDecodeError as error:
        raise Problem(
            f"cannot parse Pipfile.lock, line {error.lineno}: {error.msg}; recreate it, nothing was written"
        ) from None
    except (AttributeError, RecursionError) as error:
        raise Problem(
            f"cannot read Pipfile.lock: it is not from Pipenv ({error}); recreate it, nothing was written"
        ) from None
