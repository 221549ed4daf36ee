"""Whose code a frame is: the project's, or a package's, Python's or the helper's; and where in the code a thread is.

No lock is taken, and no function is looked up in a module of the standard library that the project may have replaced.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from types import FrameType

# This package, its launcher, and what lies beside them under the same first letters (django_bootstrap_check).
OWN_PREFIX = os.path.dirname(os.path.abspath(__file__))
DATABASE_MODULES = ("django.db.backends", "psycopg", "psycopg2", "MySQLdb", "pymysql", "oracledb")


def is_own_file(name: str) -> bool:
    return os.path.abspath(name).startswith(OWN_PREFIX)


def is_project_file(name: str) -> bool:
    """Whether a file is neither Python's, nor a package's, nor the helper's."""
    foreign = (os.path.dirname(os.__file__) + os.sep, "<")
    if name.startswith(foreign) or "site-packages" in name or "dist-packages" in name:
        return False
    return not is_own_file(name)


def place(name: str, line: int | None) -> str:
    """file:line, relative inside the working directory."""
    inside = os.path.abspath(name).startswith(os.getcwd() + os.sep)
    return f"{os.path.relpath(name) if inside else name}:{line}"


def frames_of(thread: int | None) -> Iterator[FrameType]:
    """The thread's frames, innermost first."""
    frame = sys._current_frames().get(thread or 0)
    while frame is not None:
        yield frame
        frame = frame.f_back


def project_place(thread: int | None) -> str | None:
    """Where in the project's code the thread is."""
    for frame in frames_of(thread):
        if is_project_file(frame.f_code.co_filename):
            return place(frame.f_code.co_filename, frame.f_lineno)
    return None


def database_call(thread: int | None) -> FrameType | None:
    """The outermost frame of the database call that the thread is in; importing a driver is none."""
    found = None
    for frame in frames_of(thread):
        module = str(frame.f_globals.get("__name__", ""))
        if frame.f_code.co_name != "<module>" and module.startswith(DATABASE_MODULES):
            found = frame
        elif found is not None and is_project_file(frame.f_code.co_filename):
            break
    return found
