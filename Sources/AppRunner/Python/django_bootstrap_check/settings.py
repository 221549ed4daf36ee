"""The settings module: which it is, and whether it and its apps can be imported."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from django_bootstrap.errors import project_frame
from django_bootstrap.project_settings import load_settings, set_up_django

from .report import NOTE, PYTHON, WARNING, Channel, Context, Finding, Findings, check

VARIABLE = "DJANGO_SETTINGS_MODULE"
# How os.environ, django-environ, decouple and the like say that a variable is missing.
MISSING_VARIABLE = re.compile(
    r"^'(?P<a>[A-Z][A-Z0-9_]+)'$|Set the (?P<b>\w+) environment variable|^(?P<c>[A-Z][A-Z0-9_]+) not found"
)


def load(context: Context) -> Iterator[Finding]:
    """The import of the settings; a Failure says why not."""
    load_settings()
    from django.conf import settings

    context.settings = settings
    settings.LOGGING = with_delay(settings.LOGGING)  # a check must not make log files
    yield from ()


def with_delay(logging: Any) -> Any:
    """The same configuration, whose file handlers open their files at the first line that is logged."""
    if not isinstance(logging, dict) or not isinstance(logging.get("handlers"), dict):
        return logging
    handlers = {
        name: {**handler, "delay": True} if is_file_handler(handler) else handler
        for name, handler in logging["handlers"].items()
    }
    return {**logging, "handlers": handlers}


def is_file_handler(handler: Any) -> bool:
    return (
        isinstance(handler, dict) and bool(handler.get("filename")) and "FileHandler" in str(handler.get("class", ""))
    )


@check("settings-module", PYTHON)
def settings_module(context: Context) -> Findings:
    """DJANGO_SETTINGS_MODULE is not set, and two files of the project name different settings."""
    note = context.facts["settings_note"]
    if note:
        title, _, _ = note.removeprefix(f"{VARIABLE}: ").partition("; ")
        title = f"{VARIABLE} is not set: {title}; {os.environ.get(VARIABLE)} is used"
        yield Finding(NOTE, title, context.facts["settings_place"], f"set {VARIABLE} to choose")


def named_at(context: Context) -> str:
    """Where the settings' name comes from: the variable, or the line of a file."""
    return str(context.facts["settings_place"])


def set_up(context: Context) -> Iterator[Finding]:
    set_up_django()
    yield from ()


def advice(error: BaseException | None, context: Context) -> str:
    """What to change when an import failed."""
    settings = os.environ.get(VARIABLE, "")
    if isinstance(error, ModuleNotFoundError) and error.name and f"{settings}.".startswith(f"{error.name}."):
        return f"correct the name, {settings}, or set {VARIABLE} to another"
    if isinstance(error, ModuleNotFoundError):
        return "install the package in the image's Python environment, or correct the name"
    variable = missing_variable(error)
    if variable:
        return (
            f"set {variable} in the container's environment; a placeholder is enough when the image is built: "
            f"RUN {variable}=build app-runner collectstatic"
        )
    return ""


def missing_variable(error: BaseException | None) -> str | None:
    found = MISSING_VARIABLE.search(str(error)) if error is not None else None
    return next((name for name in found.groups() if name), None) if found else None


def database_needed(error: BaseException) -> Finding:
    return Finding(
        WARNING,
        f"the project's start-up code asks for the database: {error}; nothing behind it can be checked without one",
        project_frame(error.__cause__ or error) or "",
        "move the query out of the import, for example into a view; or run the check where the database answers",
    )


def tell(context: Context, channel: Channel) -> None:
    settings = context.settings
    for name in ("STATIC_URL", "STATIC_ROOT", "MEDIA_URL", "MEDIA_ROOT"):
        channel.fact(name.lower(), getattr(settings, name, None))
    channel.fact("debug", "true" if settings.DEBUG else "false")
