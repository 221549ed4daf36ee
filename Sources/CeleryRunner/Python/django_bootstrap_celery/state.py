"""The state file of `key=value` lines that `celery-runner health` reads.

All times are seconds of the monotonic clock, which the processes of a machine share.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from typing import Any

from celery.worker import state as worker_state

STATE_FILE = os.environ.get("CELERY_RUNNER_STATE", "")


def text(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else " ".join(str(value).split())


def write(path: str, facts: Mapping[str, Any]) -> None:
    """Write the file whole or not at all."""
    temporary = f"{path}.{os.getpid()}.new"
    with open(temporary, "w", encoding="utf-8") as file:
        file.writelines(f"{key}={text(value)}\n" for key, value in facts.items())
    os.replace(temporary, path)


def running() -> list[Any]:
    """The requests that are being worked on. Another thread may change the set meanwhile."""
    for _ in range(10):
        with contextlib.suppress(RuntimeError):
            return list(worker_state.active_requests)
    return []
