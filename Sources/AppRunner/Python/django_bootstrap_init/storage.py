"""Folders that outlive a container: uploads and SQLite's file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from .facts import Facts


@dataclass
class Storage:
    volumes: dict[str, str] = field(default_factory=dict)  # name -> absolute folder in the container
    link: tuple[str, str] | None = None  # the settings' name of SQLite's file, and where it lies
    sqlite_folder: str = ""  # relative to /app

    def commands(self) -> list[str]:
        """Commands of the Dockerfile: volumes take the owner of what they are mounted over."""
        if not self.volumes:
            return []
        folders = " ".join(folder.removeprefix("/app/") for folder in self.volumes.values())
        found = [f"install -d -m 775 -o django -g django {folders}"]
        if self.link:
            name, target = self.link
            # SQLite follows the link, and writes its journal beside the file itself.
            found.append(f"ln -s {target} {name}")
        return found


def storage(root: str, facts: Facts) -> Storage:
    found = Storage()
    if facts.media_root:
        found.volumes["media"] = absolute(facts.media_root)
    if facts.database != "sqlite":
        return found
    folder, name = os.path.split(facts.sqlite_file)
    if folder and only_data(os.path.join(root, folder)):
        found.sqlite_folder = folder
    else:
        found.sqlite_folder = next(
            name for name in ("data", "state", "sqlite", "sqlite-data") if not os.path.exists(os.path.join(root, name))
        )
        if name and facts.sqlite_is_literal:
            up = "../" * (folder.count("/") + 1) if folder else ""
            found.link = (facts.sqlite_file, f"{up}{found.sqlite_folder}/{name}")
    found.volumes["data"] = absolute(found.sqlite_folder)
    return found


def absolute(folder: str) -> str:
    return folder if folder.startswith("/") else f"/app/{folder}"


def only_data(folder: str) -> bool:
    """Whether a volume may hide the folder: it is not there, or has databases alone."""
    if not os.path.isdir(folder):
        return True
    return all(name.startswith(".git") or "sqlite" in name or ".db" in name for name in os.listdir(folder))
