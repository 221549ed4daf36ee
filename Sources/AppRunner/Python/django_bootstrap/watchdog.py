"""Progress lines and limits for the parts of the start, from a thread that a blocked main thread does not stop.

The thread can act while the main thread waits in a C call, because drivers like psycopg release the GIL there. It
uses no lock and only functions that were bound at import: the project may replace those of `time` and `threading`
(gevent's monkey patch does), and a blocked main thread may hold the lock of a stream.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from time import monotonic, sleep
from types import FrameType

from . import status_file
from .frames import database_call, project_place
from .report import line
from .status import UNAVAILABLE

POLL_SECONDS = 0.2
FIRST_LINE = 10.0  # seconds; the usual part takes less than one
LINES_APART = 60.0  # seconds, at most


def write(level: str, message: str) -> None:
    """Past sys.stderr, whose lock the blocked thread may hold."""
    with contextlib.suppress(OSError):
        os.write(2, line(level, message).encode(errors="backslashreplace"))


class Watchdog:
    """Says every so often which part of the start is running, and ends the process when its time is over.

    `database_seconds` limits one call of the database inside a part that runs before the database is known to
    answer; `part_seconds` limits such a part as a whole. None is no limit.
    """

    def __init__(
        self,
        part_seconds: float | None = None,
        database_seconds: float | None = None,
        before_exit: Callable[[], object] = lambda: None,
        first_line: float = FIRST_LINE,
    ) -> None:
        self.part_seconds, self.database_seconds = part_seconds, database_seconds
        self.before_exit, self.first_line = before_exit, first_line
        self.main = threading.main_thread().ident
        self.part: tuple[str, bool, float] | None = None  # name, limited, start
        self.call: tuple[FrameType, float] | None = None
        self.next_line = 0.0

    def start(self) -> None:
        threading.Thread(target=self._watch, name="bootstrap watchdog", daemon=True).start()

    @contextlib.contextmanager
    def watch(self, name: str, limited: bool = False) -> Iterator[None]:
        """Watch a part; `limited` when it runs before the database is known to answer."""
        status_file.part(name)
        self.part = (name, limited, monotonic())
        try:
            yield
        finally:
            self.part = None
            status_file.part(None)

    def _watch(self) -> None:
        seen = None
        while True:
            sleep(POLL_SECONDS)
            part = self.part
            if part is not seen:
                seen, self.call, self.next_line = part, None, self.first_line
            if part is not None:
                self._look(*part)

    def _look(self, name: str, limited: bool, start: float) -> None:
        now = monotonic()
        if limited:
            self._limit(name, now - start, now)
        if now - start >= self.next_line:
            write("info", f"{name} has been running for {now - start:.0f} s{self._where()}")
            elapsed = now - start
            self.next_line = elapsed + min(max(elapsed, self.first_line), LINES_APART)

    def _limit(self, name: str, elapsed: float, now: float) -> None:
        call = database_call(self.main)
        # The frame itself is kept: the number of a frame that has returned is given to the next one.
        if call is None or self.call is None or call is not self.call[0]:
            self.call = (call, now) if call is not None else None
        if self.call and self.database_seconds is not None and now - self.call[1] >= self.database_seconds:
            self._end(
                f"cannot finish {name}: a database query of the start-up code has had no answer for "
                f"{self.database_seconds:g} s{self._where()}; check the database, or set DATABASE_WAIT_TIMEOUT"
            )
        if self.part_seconds is not None and elapsed >= self.part_seconds:
            self._end(
                f"cannot finish {name}: not done after {self.part_seconds:g} s{self._where()}; fix what it "
                "waits for, or set START_TIMEOUT (seconds, 0 for no limit)"
            )

    def _where(self) -> str:
        found = project_place(self.main)
        return f" (in {found})" if found else ""

    def _end(self, message: str) -> None:
        write("error", message)
        self.before_exit()
        os._exit(UNAVAILABLE)
