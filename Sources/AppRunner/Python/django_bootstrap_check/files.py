"""Folders and files that the running project writes, as the user that it runs as."""

from __future__ import annotations

import grp
import os
import pwd
from collections.abc import Iterator
from typing import Any

from django_bootstrap import files

from .report import ERROR, SETTINGS, WARNING, Context, Finding, Findings, check
from .settings import is_file_handler


def user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


def group() -> str:
    try:
        return grp.getgrgid(os.getegid()).gr_name
    except KeyError:
        return str(os.getegid())


def make(folder: str) -> str:
    """The line of a Dockerfile that makes a folder for the project's user."""
    if files.is_read_only(folder):
        return f"mount a writable volume at {folder}"
    return f"RUN install -d -o {user()} -g {group()} {os.path.abspath(folder)}"


def unwritable(what: str, folder: str, place: str, level: str = ERROR, must_exist: bool = True) -> Finding | None:
    """A folder that the project writes into."""
    if must_exist and not os.path.isdir(folder):
        return Finding(level, f"{what} {folder}: there is no such folder", place, make(folder))
    reason = files.obstacle(folder)
    if not reason:
        return None
    return Finding(level, f"{what} {folder}: user {user()} cannot write there: {reason}", place, make(folder))


@check("sqlite", SETTINGS)
def sqlite(context: Context) -> Findings:
    for alias, database in context.settings.DATABASES.items():
        if not str(database.get("ENGINE", "")).endswith((".sqlite3", ".spatialite")):
            continue
        problem = files.sqlite_problem(alias, database)
        if problem:
            name = files.sqlite_file(database) or ""
            level = ERROR if alias == "default" and context.facts["migrates"] else WARNING
            yield Finding(level, problem, context.place("DATABASES"), make(os.path.dirname(os.path.abspath(name))))


@check("log-files", SETTINGS)
def log_files(context: Context) -> Findings:
    """The logging module opens each file at the start, and makes no folder."""
    logging: Any = context.settings.LOGGING if isinstance(context.settings.LOGGING, dict) else {}
    for name, handler in (logging.get("handlers") or {}).items():
        if not is_file_handler(handler):
            continue
        path = os.path.abspath(str(handler["filename"]))
        what = f"the log file {path} of LOGGING's handler {name}"
        if os.path.exists(path) and files.obstacle(path):
            fix = f"log to the console (logging.StreamHandler), or give the file to {user()}"
            yield Finding(
                ERROR, f"{what}: user {user()} cannot write it: {files.obstacle(path)}", context.place("LOGGING"), fix
            )
        elif not os.path.exists(path):
            found = unwritable(f"{what}: its folder", os.path.dirname(path), context.place("LOGGING"))
            yield found and Finding(found.level, found.title, found.place, f"log to the console, or {found.fix}")


@check("folders", SETTINGS)
def folders(context: Context) -> Findings:
    """Caches, sessions, mail and large uploads that are kept in files. Django makes the first three when they are
    missing."""
    settings = context.settings
    for alias, cache in settings.CACHES.items():
        if str(cache.get("BACKEND", "")).endswith("FileBasedCache") and cache.get("LOCATION"):
            yield unwritable(f"the cache {alias} in", str(cache["LOCATION"]), context.place("CACHES"), must_exist=False)
    if settings.SESSION_ENGINE.endswith(".file") and settings.SESSION_FILE_PATH:
        yield unwritable("SESSION_FILE_PATH", str(settings.SESSION_FILE_PATH), context.place("SESSION_FILE_PATH"))
    for what, folder, setting in mail_folders(settings):
        yield unwritable(what, folder, context.place(setting), must_exist=False)
    if settings.FILE_UPLOAD_TEMP_DIR:
        place = context.place("FILE_UPLOAD_TEMP_DIR")
        yield unwritable("FILE_UPLOAD_TEMP_DIR", str(settings.FILE_UPLOAD_TEMP_DIR), place)


def mail_folders(settings: Any) -> Iterator[tuple[str, str, str]]:
    """Since Django 6.1 there is MAILERS; beside it, EMAIL_BACKEND and the like cannot be read."""
    mailers = getattr(settings, "MAILERS", None)
    if not isinstance(mailers, dict):
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend") and settings.EMAIL_FILE_PATH:
            yield "EMAIL_FILE_PATH", str(settings.EMAIL_FILE_PATH), "EMAIL_FILE_PATH"
        return
    for alias, mailer in mailers.items():
        path = (mailer.get("OPTIONS") or {}).get("file_path")
        if str(mailer.get("BACKEND", "")).endswith("filebased.EmailBackend") and path:
            yield f"the mailer {alias} in", str(path), "MAILERS"
