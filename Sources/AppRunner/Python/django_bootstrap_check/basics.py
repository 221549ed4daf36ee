"""What the settings say of debugging and keys."""

from __future__ import annotations

import ast

from .places import shown
from .report import ERROR, NOTE, SETTINGS, WARNING, Context, Finding, Findings, check


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
        yield Finding(
            ERROR, "SECRET_KEY is empty: sessions, forms and signed values fail", place, "set it from the environment"
        )
    elif key.startswith("django-insecure-"):
        yield Finding(
            WARNING,
            "SECRET_KEY is the one that startproject wrote into the source: a reader of the source can sign sessions",
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
                    "the settings need SECRET_KEY in the environment: without it they cannot be imported, in RUN "
                    "lines too",
                    place,
                    "a placeholder is enough when the image is built: RUN SECRET_KEY=build app-runner collectstatic",
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
    return (
        isinstance(argument, ast.Constant)
        and argument.value == name
        and called in ("env", "config", "str", "get_value")
    )
