"""`app-runner init`: reads a project, plans the files of its image and its deployment, writes them all or none."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import signal
import sys

from .detect import detect
from .facts import Facts, Options
from .files import Problem, read
from .plan import plan
from .write import Writer, existing


def main(arguments: list[str]) -> int:
    # The program that this process was has blocked them. As PID 1 a process has no default action; an exception lets
    # the writer undo what it has begun.
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `init --diff | head`
    signal.pthread_sigmask(signal.SIG_SETMASK, set())
    parser = argparse.ArgumentParser(prog="app-runner init")
    parser.add_argument("folder")
    parser.add_argument("--force", action="store_true")
    parser.add_argument("--diff", action="store_true")
    parser.add_argument("--settings", default="")
    parser.add_argument("--images", default="")
    parser.add_argument("--shape", default="single", choices=["single", "pod"])
    given = parser.parse_args(arguments)
    try:
        return run(
            os.path.normpath(given.folder),
            Options(prefix(given.images), given.shape, given.settings),
            given.force,
            given.diff,
        )
    except Problem as problem:
        print(f"app-runner init: {problem}", file=sys.stderr)
        return problem.status
    except RecursionError:
        print(
            "app-runner init: cannot read the settings: an expression is nested too deeply; nothing was written",
            file=sys.stderr,
        )
        return 78
    except OSError as error:
        print(f"app-runner init: cannot read {error.filename}: {error.strerror}", file=sys.stderr)
        return 78
    except KeyboardInterrupt:
        return 130


def prefix(images: str) -> str:
    """`registry.example/team` and `registry.example/team/` are the same prefix."""
    if images and not re.fullmatch(r"[a-z0-9][a-z0-9._:/-]*", images):
        raise Problem(
            f'cannot use --images "{images}": a prefix of image names has small letters, digits and . _ - : / only', 64
        )
    return images if not images or images.endswith("/") else images + "/"


def run(folder: str, options: Options, force: bool, diff: bool) -> int:
    if not os.path.isdir(folder):
        raise Problem(f"cannot read {folder}: there is no such folder")
    if options.settings and not re.fullmatch(r"\w+(\.\w+)*", options.settings):
        raise Problem(f'cannot use --settings "{options.settings}": it is no module such as mysite.settings', 64)
    facts = detect(folder, options)
    files = plan(folder, facts, options)
    if diff:
        sys.stdout.write("".join(difference(folder, name, text) for name, text in files.items()))
        return 0
    found = existing(folder, files)
    if found and not force:
        names = "".join(f"\n  {name}" for name in found)
        raise Problem(
            f"cannot write into {folder}: these files are there already:{names}\n"
            "--diff shows what would change, --force replaces them; nothing was written",
            1,
        )
    try:
        Writer(folder, force).write(files)
    except OSError as error:
        raise Problem(f"cannot write into {folder}: {error.strerror}; nothing was written", 1) from None
    sys.stdout.write(report(facts, options, files))
    return 0


def difference(folder: str, name: str, text: str) -> str:
    try:
        before = read(folder, name)
    except Problem as problem:
        return f"# {problem}\n"
    origin = f"a/{name}" if before is not None else "/dev/null"
    lines = difflib.unified_diff(
        (before or "").splitlines(keepends=True), text.splitlines(keepends=True), origin, f"b/{name}"
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


def report(facts: Facts, options: Options, files: dict[str, str]) -> str:
    kinds = {
        "uv": "uv",
        "poetry": "Poetry",
        "pdm": "PDM",
        "pipenv": "Pipenv",
        "setup": "setup.py",
        "pyproject": "pyproject.toml",
    }
    installs = kinds.get(facts.packages.manager) or facts.packages.files[0]
    found = [
        f"settings {facts.settings}",
        f"Python {facts.python}",
        f"dependencies from {installs}",
        f"database {facts.database}",
    ]
    found += [f"Celery {facts.celery_app}"] * bool(facts.celery_app)
    found += [f"{facts.frontend.manager} build"] * bool(facts.frontend) if facts.frontend else []
    # --wait counts a one-shot that has ended, the pod shape's `migrate`, as a failure.
    wait = " --wait" if options.shape == "single" else ""
    notes = "".join(f"\nnote: {note}" for note in facts.notes)
    return (
        f"found: {', '.join(found)}\nwrote: {', '.join(files)}\n{notes}{chr(10) if notes else ''}\nnext:\n"
        "    cp .env.example .env              # then put your own passwords in\n"
        f"    docker compose up --build --detach{wait}\n"
        "    curl --head http://localhost:8000\n"
        f"\n{login(facts)}\n"
    )


def login(facts: Facts) -> str:
    """The superuser that the first start makes of .env."""
    fields = {"username": "admin", "email": "SUPERUSER_EMAIL"}
    name = fields.get(facts.superuser.username_field, f"DJANGO_SUPERUSER_{facts.superuser.username_field.upper()}")
    place = f"log in at http://localhost:8000/{facts.admin}" if facts.admin else "log in"
    if name == "admin" and facts.other_login:
        name = "admin or admin@example.com (AUTHENTICATION_BACKENDS decides which)"
    elif name != "admin":
        name += " of .env"
    return f"{place} as {name}, with SUPERUSER_PASSWORD of .env"
