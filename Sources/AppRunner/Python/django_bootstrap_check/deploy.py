"""Django's own checks, those of `check --deploy` too."""

from __future__ import annotations

import re
from typing import Any

from .report import DJANGO, ERROR, NOTE, WARNING, Context, Finding, Findings, check

# Django's id: the id of the check here that says the same.
SAME = {
    "security.W009": "secret-key",
    "security.W018": "debug",
    "security.W020": "allowed-hosts",
    "files.E001": "folders",
    "staticfiles.E002": "static-root",
}
SETTING = re.compile(r"\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b")


def place_of(context: Context, message: Any) -> str:
    """The setting that a message names first, where the project assigns it; else what Django says it is about."""
    if message.obj is not None:
        label = getattr(getattr(message.obj, "_meta", None), "label", None)
        return str(label or message.obj)
    for name in SETTING.findall(message.msg):
        if context.places and context.places.is_assigned(name):
            return context.place(name)
    return context.place("")


@check("django-checks", DJANGO)
def django_checks(context: Context) -> Findings:
    """No check of a database runs: those need one that answers."""
    from django.core import checks

    # Django keeps its checks in a set: their order changes from run to run.
    for message in sorted(
        checks.run_checks(include_deployment_checks=True), key=lambda each: (each.id or "", each.msg)
    ):
        if message.is_silenced() or SAME.get(message.id) in context.found:
            continue
        level = ERROR if message.level >= checks.ERROR else WARNING if message.level >= checks.WARNING else NOTE
        yield Finding(level, f"{message.id or 'check'}: {message.msg}", place_of(context, message), message.hint or "")
