"""The interpreter, Django and Gunicorn: their versions, without importing the project."""

from __future__ import annotations

import glob
import importlib.util
import os
import re
import sys
from importlib import metadata

from django_bootstrap_check_places import shown
from django_bootstrap_check_report import ERROR, PYTHON, WARNING, Channel, Context, Finding, Findings, check

OLDEST_PYTHON, OLDEST_GUNICORN = (3, 10), (20, 1)
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
# Beginnings of files that pin packages, in the order in which they are asked.
PIN_FILES = ("pyproject.toml", "requirements*.txt", "requirements/*.txt", "requirements*.in", "Pipfile", "setup.cfg", "uv.lock")


def version_of(package: str) -> tuple[str, tuple[int, ...]] | None:
    try:
        text = metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
    return text, tuple(int(number) for number in re.findall(r"\d+", text)[:3])


def text_of(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def pin(package: str) -> str:
    """The line of the project's files that names the package."""
    word = re.compile(rf"(?i)^[\s\"'\[(]*(name\s*=\s*\")?{package}(?![\w-])")
    for pattern in PIN_FILES:
        for path in sorted(glob.glob(pattern)):
            try:
                with open(path, encoding="utf-8", errors="replace") as file:
                    for number, line in enumerate(file, 1):
                        if word.search(line):
                            return shown(path, number)
            except OSError:
                continue
    return package


def tell(channel: Channel) -> None:
    channel.fact("interpreter", sys.executable)
    channel.fact("python", text_of(sys.version_info[:3]))
    for package in ("django", "gunicorn"):
        found = version_of(package)
        channel.fact(package, found and found[0])
    channel.fact("gunicorn_origin", gunicorn_origin())


def gunicorn_origin() -> str | None:
    """`image` for the one that the image brings, else `environment`. (Where ours lies is known here alone.)"""
    spec = importlib.util.find_spec("gunicorn")
    return spec and ("image" if str(spec.origin).startswith("/usr/local/lib/django-bootstrap/") else "environment")


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
    """A virtual environment that the project has, and that is not the interpreter's."""
    wanted = os.environ.get("VIRTUAL_ENV") or next(filter(has_python, (os.path.abspath(".venv"), "/venv")), None)
    if not wanted:
        return
    if not has_python(wanted):
        yield Finding(
            WARNING,
            f"VIRTUAL_ENV is {wanted}, but there is no {wanted}/bin/python",
            "VIRTUAL_ENV",
            "make the environment in the image, or unset the variable",
        )
    elif os.path.realpath(wanted) != os.path.realpath(sys.prefix):
        yield Finding(
            WARNING,
            f"the project has a virtual environment {wanted}, but its processes use {sys.executable}",
            wanted,
            f"ENV PATH={wanted}/bin:$PATH",
        )


def has_python(folder: str) -> bool:
    return os.access(os.path.join(folder, "bin", "python"), os.X_OK)


@check("django-version", PYTHON)
def django_version(context: Context) -> Findings:
    found = version_of("django")
    if found is None:
        if os.environ.get("DJANGO_SETTINGS_MODULE") or os.path.exists("manage.py"):
            title = f"Django is not installed for {sys.executable}"
            yield Finding(ERROR, title, pin("django"), "install the project's requirements in the image")
        return
    text, version = found
    pythons = DJANGO_PYTHONS.get(version[:2])
    mine = sys.version_info[:2]
    if pythons and mine < pythons[0]:
        title = f"Django {text} needs Python {text_of(pythons[0])} or newer, and this is {text_of(mine)}"
        yield Finding(ERROR, title, pin("django"), "build the image on a newer Python, or pin an older Django")
    elif pythons and mine > pythons[1]:
        title = f"Django {text} supports Python up to {text_of(pythons[1])}, and this is {text_of(mine)}"
        yield Finding(WARNING, title, pin("django"), "pin a newer Django, or build the image on an older Python")


@check("gunicorn-version", PYTHON)
def gunicorn_version(context: Context) -> Findings:
    found = version_of("gunicorn")
    if found is None:
        title = f"Gunicorn is not installed for {sys.executable}"
        yield Finding(ERROR, title, sys.executable, "add gunicorn to the project's requirements")
    elif found[1][:2] < OLDEST_GUNICORN:
        title = f"Gunicorn {found[0]} is older than {text_of(OLDEST_GUNICORN)}, the oldest that is known to work"
        yield Finding(WARNING, title, pin("gunicorn"), "raise the pin, or remove it")
