"""The exit statuses of the helper, and the exceptions that carry them (docs/reference/exit-status.md)."""

from __future__ import annotations

import signal

STEP_FAILED, APP_IMPORT, USAGE, UNAVAILABLE, CONFIGURATION = 1, 3, 64, 69, 78
STOPPED = 128 + signal.SIGTERM


class Failure(Exception):
    """The start ends here: the message, and the exit status."""

    def __init__(self, message: str, status: int, cause: BaseException | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.cause = cause


class DatabaseNeeded(Exception):
    """The project's own start-up code asked for a database that is not there or not migrated yet."""
