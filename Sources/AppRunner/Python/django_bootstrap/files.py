"""What the project writes: whether the process may write there, said at the start and not at the first request."""

from __future__ import annotations

import contextlib
import os
import pwd
import shlex
import urllib.parse
from typing import Any

from .report import warn


def account() -> str:
    """The user of this process, for messages."""
    uid = os.geteuid()
    try:
        return f"{pwd.getpwuid(uid).pw_name} (uid {uid})"
    except KeyError:
        return f"uid {uid}"


def owner(path: str) -> str:
    uid = os.stat(path).st_uid
    try:
        return f"{pwd.getpwuid(uid).pw_name} (uid {uid})"
    except KeyError:
        return f"uid {uid}"


def nearest(path: str) -> str:
    """The path, or the first folder above it that exists."""
    path = os.path.abspath(path)
    while not os.path.exists(path) and path != os.path.dirname(path):
        path = os.path.dirname(path)
    return path


def obstacle(path: str) -> str | None:
    """Why the process cannot write to the file or folder, or make it; None when it can."""
    found = nearest(path)
    needed = os.W_OK | os.X_OK if os.path.isdir(found) else os.W_OK
    if os.access(found, needed, effective_ids=os.access in os.supports_effective_ids):
        return None
    if is_read_only(found):
        return f"{found} is on a read-only file system"
    kind = "folder" if os.path.isdir(found) else "file"
    return f"{kind} {found} belongs to {owner(found)}, the process runs as {account()}"


def is_read_only(path: str) -> bool:
    return bool(os.statvfs(nearest(path)).f_flag & os.ST_RDONLY)


def remedy(path: str) -> str:
    if is_read_only(path):
        return "mount a writable volume there"
    return f"give it to that user in the image (chown {os.geteuid()}), or mount a writable volume there"


def remedy_in_image(folder: str) -> str:
    """The line for a folder that the settings name, which only they know."""
    if is_read_only(folder):
        return "mount a writable volume there"
    name, path = account().partition(" ")[0], shlex.quote(os.path.abspath(folder))
    user = str(os.geteuid()) if name == "uid" else f"{name}:"
    return f'add "RUN mkdir -p {path} && chown -R {user} {path}" to the Dockerfile, or mount a writable volume there'


def sqlite_file(settings: dict[str, Any]) -> str | None:
    """The path of the database file; None for one in memory, or one that is opened read-only on purpose."""
    name = str(settings.get("NAME") or "")
    if not name or name == ":memory:":
        return None
    if not name.startswith("file:"):
        return name
    parts = urllib.parse.urlsplit(name)
    query = urllib.parse.parse_qs(parts.query)
    if query.get("mode", [""])[-1] in ("ro", "memory") or query.get("immutable", ["0"])[-1] not in ("0", "no", "off"):
        return None
    path = urllib.parse.unquote(parts.path)
    return None if path.startswith(":memory:") else path


def sqlite_problem(alias: str, settings: dict[str, Any]) -> str | None:
    """SQLite writes its journal beside the file, so the folder has to be writable too."""
    name = sqlite_file(settings)
    if name is None:
        return None
    name = os.path.realpath(name)  # SQLite follows a link, and writes beside the file itself
    folder = os.path.dirname(os.path.abspath(name))
    if not os.path.isdir(folder):
        return f"cannot write to SQLite database {alias} ({name}): there is no folder {folder}; make it in the image"
    reason = (obstacle(name) if os.path.exists(name) else None) or obstacle(folder)
    return reason and f"cannot write to SQLite database {alias} ({name}): {reason}; {remedy(folder)}"


def folder_of(storage: Any) -> str | None:
    """The folder that a storage of Django's writes to; None when it keeps its files elsewhere, in a bucket for
    example."""
    from django.core.files.storage import FileSystemStorage

    return str(storage.location) if isinstance(storage, FileSystemStorage) else None


def media_problem() -> str | None:
    """MEDIA_ROOT, when uploads go to a folder; Django makes a missing one at the first upload."""
    from django.conf import settings
    from django.core.files.storage import default_storage

    if not settings.MEDIA_ROOT:
        return None
    try:
        folder = folder_of(default_storage)
    except Exception:
        return None  # a storage that cannot be made is an error of the project's own, said where it is used
    reason = obstacle(folder) if folder else None
    return folder and reason and f"uploads to MEDIA_ROOT {folder} will fail: {reason}; {remedy_in_image(folder)}"


def static_problem() -> str | None:
    """STATIC_ROOT, into which collectstatic is about to write."""
    from django.conf import settings
    from django.contrib.staticfiles.storage import staticfiles_storage

    if not settings.STATIC_ROOT:
        return None  # Django says itself that it is missing
    folder = folder_of(staticfiles_storage)
    reason = obstacle(folder) if folder else None
    if not folder or not reason:
        return None
    return (
        f"cannot collect the static files into STATIC_ROOT {folder}: {reason}; run collectstatic when the image is "
        f"built, or {remedy_in_image(folder)}"
    )


def warn_of_problems() -> None:
    """Warn of what the running project would fail to write later. Reading alone may be intended, so the start
    continues."""
    from django.conf import settings

    problems = []
    with contextlib.suppress(OSError):  # what cannot be inspected does not stop the start
        problems.append(media_problem())
        for alias, database in settings.DATABASES.items():
            if database.get("ENGINE", "").endswith(".sqlite3"):
                problems.append(sqlite_problem(alias, database))
    for problem in problems:
        if problem:
            warn(problem)
