"""The command line: `django_bootstrap.py [flags] [-- GUNICORN ARGUMENTS...]`."""

from __future__ import annotations

import argparse

from .status import USAGE, Failure


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """The flags, and Gunicorn's arguments."""
    gunicorn: list[str] = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, gunicorn = arguments[:split], arguments[split + 1 :]
    parser = argparse.ArgumentParser(prog="django_bootstrap.py", allow_abbrev=False)
    for flag in ("--check-gunicorn", "--check-celery", "--migrate", "--collectstatic", "--superuser"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--hook", action="append", default=[], metavar="PATH")
    for name in ("--wait", "--start-timeout", "--database-timeout", "--hook-timeout"):
        parser.add_argument(name, type=float, metavar="SECONDS")
    parser.add_argument("--site", metavar="PATH")
    parser.add_argument("--app", metavar="FOLDER", default="/app")
    parser.add_argument("--site-optional", action="store_true")
    parser.add_argument("--database-first", action="store_true", help=argparse.SUPPRESS)
    parser.exit_on_error = False
    try:
        return parser.parse_args(arguments), gunicorn
    except argparse.ArgumentError as error:
        raise Failure(str(error), USAGE) from error
    except SystemExit as error:
        raise Failure("", USAGE if error.code else 0) from error
