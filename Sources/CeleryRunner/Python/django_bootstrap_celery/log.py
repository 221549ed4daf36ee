"""The package's own lines, on stderr: text, or one JSON object a line (BOOTSTRAP_LOG_FORMAT=json).

The JSON objects have the members of celery-runner's own (Sources/Shared/Runner/Logging/LogLine.swift).
"""

from __future__ import annotations

import contextlib
import os
import re
from json import dumps
from time import gmtime, strftime, time

PROGRAM = "celery-runner"
IS_JSON = os.environ.get("BOOTSTRAP_LOG_FORMAT", "").lower() == "json"


def timestamp() -> str:
    """The wall clock in UTC with milliseconds: 2026-01-31T23:59:59.123Z."""
    now = time()
    return f"{strftime('%Y-%m-%dT%H:%M:%S', gmtime(now))}.{int(now * 1000) % 1000:03d}Z"


def line(level: str, message: str) -> str:
    """The line for a message, with its end."""
    if IS_JSON:
        members = {"time": timestamp(), "level": level, "program": PROGRAM, "message": message}
        return dumps(members) + "\n"
    return f"{PROGRAM}: {message}\n"


def say(message: str, level: str = "info") -> None:
    """One line to stderr, past Python's buffers: signal handlers may interrupt a write of the logging module's."""
    with contextlib.suppress(OSError):
        os.write(2, line(level, message).encode(errors="replace"))


def one_line(error: BaseException) -> str:
    """The error without line ends and without the user and password of a URL."""
    text = re.sub(r"://[^@/\s]*@", "://", f"{type(error).__name__}: {error}")
    return " ".join(text.split())[:200]
