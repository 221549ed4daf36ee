"""Findings, the registry of checks, and the channel on which app-runner reads what was found.

A record is one line: fields with tabs between them, `\\`, tab and line ends escaped.

    planned  ID                            every check, before the first one runs
    running  ID                            the check, or the part of the start, that begins now
    fact     NAME  VALUE
    finding  ID  LEVEL  TITLE  PLACE  FIX
    passed   ID
    done                                   the last record
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

ERROR, WARNING, NOTE = "error", "warning", "note"
# What must have succeeded before a check can run.
PYTHON, SETTINGS, DJANGO, APPLICATION = "python", "settings", "django", "application"

SECRET_NAME = re.compile(r"SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIAL|PRIVATE|API_?KEY|_DSN$", re.IGNORECASE)
# Passwords in URLs may hold "/" and "@": up to the last "@" of the word.
URL_PASSWORD = re.compile(r"(?P<start>\w+://[^\s:/@'\"]*:)[^\s'\"]+@")


@dataclass(frozen=True)
class Finding:
    level: str
    title: str
    place: str = ""
    fix: str = ""


@dataclass
class Context:
    """What the checks know: app-runner's facts, and what the stages before have loaded."""

    facts: dict[str, Any]
    channel: Channel
    places: Any = None
    settings: Any = None  # django.conf.settings, once it is loaded
    site: Any = None  # what the site file would say (the module site)
    gunicorn: Any = None  # Gunicorn's application object: configuration and callable
    found: set[str] = field(default_factory=set)

    def place(self, name: str) -> str:
        """Where a setting is assigned; the settings file when it is nowhere."""
        return self.places.of(name) if self.places else ""


Findings = Iterable["Finding | None"]
CHECKS: dict[str, tuple[str, Callable[[Context], Findings]]] = {}


def check(name: str, stage: str) -> Callable[[Callable[[Context], Findings]], Callable[[Context], Findings]]:
    """Registers a check under its id. Several findings of one check have the same id."""

    def register(function: Callable[[Context], Findings]) -> Callable[[Context], Findings]:
        CHECKS[name] = (stage, function)
        return function

    return register


def secrets_of(settings: Any) -> set[str]:
    """Values that no finding may show: of the environment, and of the settings once they are loaded."""
    values = {value for name, value in os.environ.items() if SECRET_NAME.search(name) and not name.endswith("_FILE")}
    if settings is not None:
        with contextlib.suppress(Exception):  # Django refuses an empty one at the first access
            values.add(str(settings.SECRET_KEY))
        values.update(str(database.get("PASSWORD") or "") for database in settings.DATABASES.values())
        values.add(str(getattr(settings, "EMAIL_HOST_PASSWORD", "") or ""))
    return {value for value in values if len(value) > 3}


class Channel:
    """Writes records past sys.stdout, which the project may replace; one write(2) a record."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.secrets = secrets_of(None)
        self.ended = False

    def write(self, *fields: str) -> None:
        escaped = (self.escape(text) for text in fields)
        data = ("\t".join(escaped) + "\n").encode(errors="backslashreplace")
        while data:
            data = data[os.write(self.descriptor, data) :]

    @staticmethod
    def escape(text: str) -> str:
        return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")

    def redacted(self, text: str) -> str:
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = text.replace(secret, "<redacted>")
        return URL_PASSWORD.sub(r"\g<start><redacted>@", text)

    def finding(self, name: str, finding: Finding) -> None:
        title = " ".join(self.redacted(finding.title).split())
        self.write("finding", name, finding.level, title, finding.place, self.redacted(finding.fix))

    def fact(self, name: str, value: object) -> None:
        if value is not None:
            self.write("fact", name, self.redacted(str(value)))

    def done(self) -> None:
        if not self.ended:
            self.ended = True
            self.write("done")
