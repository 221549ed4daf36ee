"""The helper's own lines, on stderr: text, or one JSON object a line (BOOTSTRAP_LOG_FORMAT=json).

The JSON objects have the members of app-runner's own (Sources/Shared/Runner/Logging/LogLine.swift). Functions of
the standard library are bound at import: the project may replace them (gevent and freezegun do).
"""

from __future__ import annotations

import os
import sys
from json import dumps
from time import gmtime, strftime, time

PROGRAM = "bootstrap"
# Read at import: the project may change the environment.
IS_JSON = os.environ.get("BOOTSTRAP_LOG_FORMAT", "").lower() == "json"


def timestamp() -> str:
    """The wall clock in UTC with milliseconds: 2026-01-31T23:59:59.123Z."""
    now = time()
    return f"{strftime('%Y-%m-%dT%H:%M:%S', gmtime(now))}.{int(now * 1000) % 1000:03d}Z"


def line(level: str, message: str) -> str:
    """The line for a message, with its end. In text only a warning has its level in it."""
    if IS_JSON:
        members = {"time": timestamp(), "level": level, "program": PROGRAM, "message": message}
        return dumps(members) + "\n"
    return f"{PROGRAM}: {'warning: ' if level == 'warning' else ''}{message}\n"


def write(text: str) -> None:
    """After what the project has printed so far."""
    sys.stdout.flush()
    print(text, end="", file=sys.stderr, flush=True)


def say(message: str) -> None:
    write(line("info", message))


def warn(message: str) -> None:
    write(line("warning", message))


def fail(message: str) -> None:
    write(line("error", message))


def trace(text: str) -> None:
    """A traceback: as Python prints it, or as one JSON object."""
    write(line("error", text.rstrip("\n")) if IS_JSON else text)
