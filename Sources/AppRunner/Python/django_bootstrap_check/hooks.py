"""Hooks that the kernel would not run. (Those that are not executable, or broken links, app-runner finds itself.)"""

from __future__ import annotations

import os

from .report import ERROR, PYTHON, Context, Finding, Findings, check

ELF = b"\x7fELF"


@check("hooks", PYTHON)
def hooks(context: Context) -> Findings:
    for path in context.facts["hooks"]:
        try:
            with open(path, "rb") as file:
                first = file.readline(256)
        except OSError:
            continue  # a program may be one that can be run and not read
        problem = problem_of(first)
        if problem:
            reason, fix = problem
            yield Finding(ERROR, f"cannot run the hook {path}: {reason}", f"{path}:1", fix)


def problem_of(first: bytes) -> tuple[str, str] | None:
    """What is wrong with the first line, and what to change."""
    if first.startswith(ELF):
        return None
    if not first.startswith(b"#!"):
        return "its first line names no interpreter", "begin it with #!/bin/sh, or another interpreter"
    words = first[2:].decode(errors="backslashreplace").split()
    if first.endswith(b"\r\n"):
        return "its lines end as in Windows (CR LF)", "save it with LF"
    if not words or not os.access(words[0], os.X_OK):
        return (
            f"its interpreter {words[0] if words else '(none)'} does not exist",
            "install it in the image, or name another",
        )
    return None
