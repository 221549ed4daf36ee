"""Reads a project's files: only regular files of a sensible size; a problem names the file."""

from __future__ import annotations

import ast
import contextlib
import errno
import importlib
import os
import stat
import warnings
from collections.abc import Iterator
from typing import Any

tomllib: Any = None
# Python 3.10 has no tomllib: the image has pip, which brings one.
for _name in ("tomllib", "pip._vendor.tomli"):
    with contextlib.suppress(ModuleNotFoundError):
        tomllib = importlib.import_module(_name)
        break

SOURCE_LIMIT, LOCK_LIMIT = 1 << 20, 32 << 20
# Folders that are no part of a project's own code.
SKIPPED = {
    "node_modules",
    "bower_components",
    "site-packages",
    "venv",
    "env",
    "virtualenv",
    "__pycache__",
    "build",
    "dist",
    "htmlcov",
}
DEPTH, FOLDERS = 6, 4000


class Problem(Exception):
    """What stops the command: one sentence for the user. `status` is the exit status."""

    def __init__(self, message: str, status: int = 78) -> None:
        super().__init__(message)
        self.status = status


def read(root: str, name: str, limit: int = SOURCE_LIMIT) -> str | None:
    """The text of a file of the project; None when there is none. A FIFO, a device or a huge file is a problem."""
    try:
        # O_NONBLOCK: opening a FIFO must not wait for a writer.
        descriptor = os.open(os.path.join(root, name), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return None
        raise Problem(f"cannot read {name}: {error.strerror}") from None
    with os.fdopen(descriptor, "rb") as file:
        information = os.fstat(file.fileno())
        if not stat.S_ISREG(information.st_mode):
            raise Problem(f"cannot read {name}: it is not a regular file")
        if os.geteuid() == 0 and leads_out(root, name, file.fileno()):
            raise Problem(f"cannot read {name} as root: a link of another user's leads out of the project")
        if information.st_size > limit:
            raise Problem(f"cannot read {name}: it has more than {limit >> 20} MiB")
        try:
            return file.read(limit).decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise Problem(f"cannot read {name}: byte {error.start} is not UTF-8") from None
        except OSError as error:
            raise Problem(f"cannot read {name}: {error.strerror}") from None


def leads_out(root: str, name: str, descriptor: int) -> bool:
    """Whether the open file lies outside of the project, on a path that a user other than root can change. In a folder
    of another user's this process is not root (UserSwitch); a folder of root's can hold folders of that user's."""
    opened = os.readlink(f"/proc/self/fd/{descriptor}")
    if opened.startswith(os.path.realpath(root).rstrip("/") + "/"):
        return False
    parts = name.split("/")
    paths = [os.path.join(root, *parts[: count + 1]) for count in range(len(parts))]
    return any(os.lstat(path).st_uid != 0 for path in paths)


def toml(root: str, name: str, limit: int = SOURCE_LIMIT) -> dict[str, Any] | None:
    text = read(root, name, limit)
    if text is None:
        return None
    if tomllib is None:
        raise Problem(f"cannot parse {name}: this Python has no TOML reader; use Python 3.11 or newer, or install pip")
    try:
        table: dict[str, Any] = tomllib.loads(text)
        return table
    except (ValueError, RecursionError) as error:
        raise Problem(f"cannot parse {name}: {error}; repair the file, nothing was written") from None


def module(root: str, name: str) -> ast.Module | None:
    """The syntax tree of a Python file: it is never imported."""
    text = read(root, name)
    if text is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text, name)
    except SyntaxError as error:
        raise Problem(
            f"cannot parse {name}, line {error.lineno}: {error.msg}; repair the file, nothing was written"
        ) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Problem(f"cannot parse {name}: {error}; repair the file, nothing was written") from None


def exists(root: str, name: str) -> bool:
    return os.path.isfile(os.path.join(root, name))


def walk(root: str, depth: int = DEPTH) -> Iterator[tuple[str, list[str], list[str]]]:
    """Folders (relative, "" for the project itself), their folders and files, sorted; no links, no environments."""
    seen = 0
    for folder, folders, files in os.walk(root):
        relative = os.path.relpath(folder, root).replace(os.sep, "/")
        relative = "" if relative == "." else relative
        level = relative.count("/") + 1 if relative else 0
        folders[:] = sorted(
            name
            for name in folders
            if level < depth
            and not name.startswith(".")
            and name not in SKIPPED
            and not os.path.islink(os.path.join(folder, name))
            and not os.path.exists(os.path.join(folder, name, "pyvenv.cfg"))
        )
        seen += 1
        if seen > FOLDERS:
            return
        yield relative, folders, sorted(files)


def join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
