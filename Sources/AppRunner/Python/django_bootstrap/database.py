"""The wait until a database answers."""

from __future__ import annotations

import queue
import threading
import time
from typing import Any

from . import files, status_file
from .errors import describe, without
from .report import say
from .status import CONFIGURATION, UNAVAILABLE, Failure

ATTEMPT_SECONDS = 5.0  # the longest wait for one attempt: a silent database answers nothing at all
PROGRESS_SECONDS = 3.0


def private_connection(alias: str) -> Any:
    """A second connection to the same database, without pool: it belongs to the thread that makes it."""
    from django.db import connections

    connection = connections[alias].copy()
    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)
    if connection.vendor == "postgresql":
        # A snapshot as long as the transaction would keep CREATE INDEX CONCURRENTLY waiting for ever.
        options.pop("isolation_level", None)
    if connection.vendor in ("postgresql", "mysql"):
        options.setdefault("connect_timeout", int(ATTEMPT_SECONDS))
    return connection


def try_database(alias: str, answers: queue.SimpleQueue[Exception | None]) -> None:
    """One attempt, in a thread of its own, for not every driver can bound one."""
    try:
        connection = private_connection(alias)
        try:
            with connection.cursor() as cursor:  # a query: a connection pooler accepts before its server does
                cursor.execute("SELECT 1" + connection.features.bare_select_suffix)
        finally:
            connection.close()
    except Exception as error:
        answers.put(error)
    else:
        answers.put(None)


def can_be_mended_by_waiting(error: Exception, vendor: str) -> bool:
    """Refused, silent, unknown host, starting up: the usual. A wrong password or an unknown database too: a
    fresh server makes both a moment after it first answers, so it reports the reason and continues to wait.
    Not so: an SQLite file, which no server will bring, and options that the driver does not know."""
    from django.db.utils import DatabaseError, InterfaceError, ProgrammingError

    kinds = (DatabaseError, InterfaceError, OSError)
    return vendor != "sqlite" and isinstance(error, kinds) and not isinstance(error, ProgrammingError)


def address(connection: Any) -> str:
    """Where the database is, for people; never with a password."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(settings["NAME"])
    port = settings["PORT"] or {"postgresql": 5432, "mysql": 3306, "oracle": 1521}.get(connection.vendor, "")
    return f"{settings['HOST'] or 'local socket'}:{port}".rstrip(":")


def has_no_database(connection: Any) -> bool:
    """DATABASES is empty: what Django puts there refuses every use."""
    return bool(connection.settings_dict["ENGINE"] == "django.db.backends.dummy")


def wait_for_database(seconds: float, alias: str = "default") -> None:
    """Try until it answers: 0.1 s, 0.2 s … 2 s apart, a line every three seconds."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connections

    try:
        connection = connections[alias]  # a missing driver is said here
    except Exception as error:
        raise Failure(f"cannot use database {alias}: {describe(error)}", CONFIGURATION, error) from error
    if has_no_database(connection):
        return
    where, secret = address(connection), str(connection.settings_dict["PASSWORD"] or "")
    answers: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()
    start, said, delay = time.monotonic(), 0.0, 0.1
    problem = files.sqlite_problem(alias, connection.settings_dict) if connection.vendor == "sqlite" else None
    while True:
        threading.Thread(target=try_database, args=(alias, answers), daemon=True).start()
        left = seconds - (time.monotonic() - start)
        limit = max(1.0, min(ATTEMPT_SECONDS, left)) if seconds else ATTEMPT_SECONDS
        try:
            answer = answers.get(timeout=limit)
        except queue.Empty:
            answer = TimeoutError(f"no answer in {limit:.0f} s")
        if answer is None:
            status_file.waits_no_more()
            if said:
                say(f"database {alias} answers")
            return
        reason = (str(answer).strip().splitlines() or [type(answer).__name__])[0].strip()
        reason = without(secret, reason)
        if isinstance(answer, ImproperlyConfigured) or not can_be_mended_by_waiting(answer, connection.vendor):
            if problem and "no folder" not in problem:
                raise Failure(problem, CONFIGURATION, answer) from answer
            status = UNAVAILABLE if connection.vendor == "sqlite" else CONFIGURATION
            raise Failure(f"cannot use database {alias} at {where}: {reason}", status, answer) from answer
        now = time.monotonic()
        left = start + seconds - now
        if left <= 0:
            text = f"cannot reach database {alias} at {where}: {reason} (after {now - start:.0f} s)"
            raise Failure(text, UNAVAILABLE)
        if not said or now - said >= PROGRESS_SECONDS:
            status_file.waits("database", f"database {alias} at {where}: {reason}")
            say(f"waiting for database {alias} at {where}: {reason} ({now - start:.0f} s of {seconds:g} s)")
            said = now
        time.sleep(min(delay, left))  # so that the last attempt begins when the time is over, and not before
        delay = min(delay * 2, 2.0)


def require_writable_database(alias: str = "default") -> None:
    """An SQLite file that cannot be written to, before something has to be."""
    from django.db import connections

    connection = connections[alias]
    if connection.vendor == "sqlite":
        problem = files.sqlite_problem(alias, connection.settings_dict)
        if problem:
            raise Failure(problem, CONFIGURATION)
