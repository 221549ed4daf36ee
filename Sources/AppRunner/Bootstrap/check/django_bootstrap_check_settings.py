"""The settings module: found, importable, and what it says of debugging, keys and hosts."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from typing import Any

import django_bootstrap as bootstrap
from django_bootstrap_check_places import shown
from django_bootstrap_check_report import ERROR, NOTE, SETTINGS, WARNING, Channel, Context, Finding, Findings, check

VARIABLE = "DJANGO_SETTINGS_MODULE"
# How os.environ, django-environ, decouple and the like say that a variable is missing.
MISSING_VARIABLE = re.compile(
    r"^'(?P<a>[A-Z][A-Z0-9_]+)'$|Set the (?P<b>\w+) environment variable|^(?P<c>[A-Z][A-Z0-9_]+) not found"
)


def find(context: Context) -> str | None:
    """The settings' name: the variable, else what manage.py says, so that a missing variable hides nothing else.

    (The one place to change when the start itself finds the settings.)"""
    if not os.environ.get(VARIABLE):
        named = from_manage_py()
        if named:
            os.environ[VARIABLE] = named
    return os.environ.get(VARIABLE)


def from_manage_py() -> str | None:
    try:
        with open("manage.py", "rb") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) == 2 and getattr(node.func, "attr", "") == "setdefault":
            values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if len(values) == 2 and values[0] == VARIABLE:
                return str(values[1])
    return None


def load(context: Context) -> Iterator[Finding]:
    """The import of the settings; a bootstrap.Failure says why not."""
    bootstrap.load_settings()
    from django.conf import settings

    context.settings = settings
    settings.LOGGING = with_delay(settings.LOGGING)  # a check must not make log files
    yield from ()


def with_delay(logging: Any) -> Any:
    """The same configuration, whose file handlers open their files at the first line that is logged."""
    if not isinstance(logging, dict) or not isinstance(logging.get("handlers"), dict):
        return logging
    handlers = {
        name: {**handler, "delay": True} if is_file_handler(handler) else handler for name, handler in logging["handlers"].items()
    }
    return {**logging, "handlers": handlers}


def is_file_handler(handler: Any) -> bool:
    return isinstance(handler, dict) and bool(handler.get("filename")) and "FileHandler" in str(handler.get("class", ""))


def set_up(context: Context) -> Iterator[Finding]:
    bootstrap.set_up_django()
    yield from ()


def advice(error: BaseException | None) -> str:
    """What to change when an import failed."""
    if isinstance(error, ModuleNotFoundError):
        return "install the package in the image's Python environment, or correct the name"
    variable = missing_variable(error)
    if variable:
        return (
            f"set {variable} in the container's environment; when the image is built a placeholder does: "
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
        bootstrap.project_frame(error.__cause__ or error) or "",
        "move the query out of the import, for example into a view; or run the check where the database answers",
    )


def tell(context: Context, channel: Channel) -> None:
    settings = context.settings
    for name in ("STATIC_URL", "STATIC_ROOT", "MEDIA_URL", "MEDIA_ROOT"):
        channel.fact(name.lower(), getattr(settings, name, None))
    channel.fact("debug", "true" if settings.DEBUG else "false")


@check("debug", SETTINGS)
def debug(context: Context) -> Findings:
    if context.settings.DEBUG:
        yield Finding(
            WARNING,
            "DEBUG is on: each error page shows settings and source, and every query is kept in memory",
            context.place("DEBUG"),
            "turn it off in the container, for example DEBUG = os.environ.get('DEBUG') == '1'",
        )


@check("secret-key", SETTINGS)
def secret_key(context: Context) -> Findings:
    place = context.place("SECRET_KEY")
    try:
        key = str(context.settings.SECRET_KEY)
    except Exception:  # Django refuses an empty one at the first access
        key = ""
    if not key:
        yield Finding(ERROR, "SECRET_KEY is empty: sessions, forms and signed values fail", place, "set it from the environment")
    elif key.startswith("django-insecure-"):
        yield Finding(
            WARNING,
            "SECRET_KEY is the one that startproject wrote into the source: whoever reads the source can sign sessions",
            place,
            "read it from the environment; SECRET_KEY_FILE names a file that holds it",
        )


@check("secret-key-at-build", SETTINGS)
def secret_key_at_build(context: Context) -> Findings:
    """Settings that cannot be imported without the variable: a RUN line in a Dockerfile has none."""
    for file, tree in context.places.trees.items() if context.places else ():
        for node in ast.walk(tree):
            if is_required(node, "SECRET_KEY"):
                place = shown(file, getattr(node, "lineno", None))
                yield Finding(
                    NOTE,
                    "the settings need SECRET_KEY in the environment: without it they cannot be imported, in RUN lines too",
                    place,
                    "when the image is built a placeholder does: RUN SECRET_KEY=build app-runner collectstatic",
                )
                return


def is_required(node: ast.AST, name: str) -> bool:
    """os.environ[NAME], or env(NAME) and the like without a default."""
    if isinstance(node, ast.Subscript):
        named = isinstance(node.slice, ast.Constant) and node.slice.value == name
        return named and getattr(node.value, "attr", getattr(node.value, "id", "")) == "environ"
    if not isinstance(node, ast.Call) or len(node.args) != 1 or any(word.arg == "default" for word in node.keywords):
        return False
    argument = node.args[0]
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return isinstance(argument, ast.Constant) and argument.value == name and called in ("env", "config", "str", "get_value")
