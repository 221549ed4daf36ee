"""Errors of the project's code in one line, with the place that they come from."""

from __future__ import annotations

import os
import sys
import traceback

from .frames import is_own_file, is_project_file, place
from .report import trace


def describe(error: BaseException | None) -> str:
    """The error in one line, with the place in the project's code where it came from."""
    text = " ".join(str(error).split())
    where = project_frame(error) if error is not None else None
    searched = f"; searched: {searched_folders()}" if isinstance(error, ModuleNotFoundError) else ""
    return f"{type(error).__name__}: {text}" + (f" ({where})" if where else "") + searched


def searched_folders() -> str:
    """Where Python looks for modules, without its own library; for messages."""
    named = {os.path.abspath(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path}
    library = os.path.dirname(os.__file__)
    found: dict[str, str] = {}
    for entry in sys.path:
        if entry and not os.path.isabs(entry) and not os.path.isdir(entry):
            continue  # a marker of an import hook
        path = os.path.abspath(entry or os.curdir)
        if path in (library, os.path.join(library, "lib-dynload")) or path.endswith(".zip"):
            continue
        if path == os.getcwd():
            note = " (working directory)"
        else:
            note = " (PYTHONPATH)" if path in named else ""
        found.setdefault(path, path + note + ("" if os.path.isdir(path) else " (no such folder)"))
    return ", ".join(found.values())


def project_frame(error: BaseException) -> str | None:
    """file:line of the innermost frame of the project's code."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{os.path.relpath(error.filename)}:{error.lineno}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if is_project_file(frame.filename):
            return place(frame.filename, frame.lineno)
    return None


def without(secret: str | None, text: str) -> str:
    return text.replace(secret, "…") if secret else text


def print_traceback(error: BaseException, secret: str | None = None) -> None:
    """The traceback without the helper's own first frames, which say nothing about the project."""
    frames = error.__traceback__
    while frames and frames.tb_next and is_own_file(frames.tb_frame.f_code.co_filename):
        frames = frames.tb_next
    text = "".join(traceback.format_exception(type(error), error, frames))
    trace(without(secret, text))


def comes_from_database(error: BaseException | None) -> bool:
    """Whether a database error is anywhere in the chain of causes."""
    utils = sys.modules.get("django.db.utils")
    while error is not None and utils is not None:
        if isinstance(error, utils.Error):
            return True
        error = error.__cause__ or error.__context__
    return False
