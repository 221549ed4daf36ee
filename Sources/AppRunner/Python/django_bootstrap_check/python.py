"""The interpreter, its environment and Django, without importing the project."""

from __future__ import annotations

import os
import sys

from .packages import pin, text_of, version_of
from .report import ERROR, PYTHON, WARNING, Channel, Context, Finding, Findings, check

OLDEST_PYTHON = (3, 10)
# Which Pythons a Django supports (the FAQ of its installation page).
DJANGO_PYTHONS = {
    (3, 2): ((3, 6), (3, 10)),
    (4, 0): ((3, 8), (3, 10)),
    (4, 1): ((3, 8), (3, 11)),
    (4, 2): ((3, 8), (3, 12)),
    (5, 0): ((3, 10), (3, 12)),
    (5, 1): ((3, 10), (3, 13)),
    (5, 2): ((3, 10), (3, 14)),
    (6, 0): ((3, 12), (3, 14)),
}


def tell(channel: Channel) -> None:
    channel.fact("interpreter", sys.executable)
    channel.fact("python", text_of(sys.version_info[:3]))
    found = version_of("django")
    channel.fact("django", found and found[0])


@check("python-version", PYTHON)
def python_version(context: Context) -> Findings:
    if sys.version_info[:2] < OLDEST_PYTHON:
        yield Finding(
            ERROR,
            f"Python {text_of(sys.version_info[:2])} is too old: the bootstrap needs {text_of(OLDEST_PYTHON)} or newer",
            sys.executable,
            "build the image on a newer Python",
        )


@check("environment", PYTHON)
def environment(context: Context) -> Findings:
    """A virtual environment that app-runner passed over, or that this Python does not belong to."""
    for text in context.facts["environment_warnings"]:
        title, _, fix = text.partition("; ")
        yield Finding(WARNING, title, "VIRTUAL_ENV" if "VIRTUAL_ENV" in title else "", fix)
    chosen = context.facts["environment"]
    if chosen and os.path.realpath(chosen) != os.path.realpath(sys.prefix):
        yield Finding(
            WARNING,
            f"Python of the virtual environment {chosen} runs with the packages of {sys.prefix}",
            chosen,
            "make the environment in the image, with the Python of the image",
        )


@check("django-version", PYTHON)
def django_version(context: Context) -> Findings:
    found = version_of("django")
    if found is None:
        if os.environ.get("DJANGO_SETTINGS_MODULE") or os.path.exists("manage.py"):
            title = f"Django is not installed for {sys.executable} ({context.facts['interpreter_reason']})"
            fix = "install the project's requirements in the image, into this Python's environment"
            yield Finding(ERROR, title, pin("django"), fix)
        return
    text, version = found
    pythons = DJANGO_PYTHONS.get((version[0], version[1])) if len(version) > 1 else None
    mine = sys.version_info[:2]
    if pythons and mine < pythons[0]:
        title = f"Django {text} needs Python {text_of(pythons[0])} or newer, and this is {text_of(mine)}"
        yield Finding(ERROR, title, pin("django"), "build the image on a newer Python, or pin an older Django")
    elif pythons and mine > pythons[1]:
        title = f"Django {text} supports Python up to {text_of(pythons[1])}, and this is {text_of(mine)}"
        yield Finding(WARNING, title, pin("django"), "pin a newer Django, or build the image on an older Python")
