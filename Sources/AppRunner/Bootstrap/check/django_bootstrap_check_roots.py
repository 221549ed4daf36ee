"""What Nginx serves: the judge of static and media roots.

Seams for the site file: `refusal` is the judge of roots, `served_url` and `served_root` are what the proxy knows of the
settings. Where the proxy takes them from the settings, the last two answer None."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

# Folders that no project's files belong into; below /var and /usr only some are the system's.
SYSTEM = (
    "/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/proc", "/root", "/run", "/sbin", "/sys", "/tmp", "/var/lib",
    "/var/log", "/var/run", "/usr/bin", "/usr/lib", "/usr/local/bin", "/usr/local/lib", "/usr/sbin",
)  # fmt: skip
WHOLE = ("/", "/home", "/mnt", "/opt", "/srv", "/usr", "/usr/local", "/usr/share", "/var")


def inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def sources() -> list[str]:
    """The folders of the project's own code: manage.py's, and those of modules that come from it."""
    found = {os.getcwd()} if os.path.exists("manage.py") else set()
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None) or ""
        folder = os.path.dirname(os.path.realpath(file)) if file.endswith(".py") else ""
        if folder and inside(folder, os.getcwd()) and not {"site-packages", "dist-packages"} & set(folder.split(os.sep)):
            found.add(folder)
    return sorted(found)


def refusal(path: str) -> str | None:
    """Why a folder cannot be served whole; None when it can."""
    real = os.path.realpath(path)
    if real in WHOLE:
        return "it is a folder of the system"
    system = next((folder for folder in SYSTEM if inside(real, folder)), None)
    # A project may lie there in a test; in an image it does not.
    if system and not inside(os.path.realpath(os.getcwd()), system):
        return f"it is in {system}, a folder of the system"
    for folder in sources():
        if inside(os.path.realpath(folder), real):
            return f"it holds the project's sources ({folder}), which anybody could then read"
    return None


def served_url(url: str, usual: str) -> str | None:
    """Why requests for the URL do not reach the folder; None when they do."""
    return None if url == usual else f"Nginx serves {usual}, and passes {url} on to Django"


def served_root(root: str, folders: Sequence[str]) -> str | None:
    """Why Nginx does not find the files; None when it does."""
    if os.path.realpath(root) in [os.path.realpath(folder) for folder in folders]:
        return None
    return f"Nginx serves from {' and '.join(folders)} only"
