"""One process migrates at a time: a lock for each kind of database."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import socket
import time
import urllib.parse
from collections.abc import Callable, Iterator
from typing import Any

from . import status_file
from .database import PROGRESS_SECONDS, private_connection
from .report import say, warn

LOCK_KEY = int.from_bytes(b"dj-boots", "big")  # PostgreSQL's advisory locks are per database: one will do


def wait_for_lock(take: Callable[[], bool], holder: Callable[[], str]) -> None:
    """Ask again and again; say every few seconds which process has it. The lock goes with a leader that dies."""
    start, said, delay = time.monotonic(), 0.0, 0.1
    while not take():
        now = time.monotonic()
        if not said or now - said >= PROGRESS_SECONDS:
            other = holder() or "another process"
            status_file.waits("migrations", f"the migrations that {other} runs")
            say(f"waiting for the migrations that {other} runs ({now - start:.0f} s)")
            said = now
        time.sleep(delay)
        delay = min(delay * 1.5, 1.0)
    status_file.waits_no_more()


@contextlib.contextmanager
def postgresql_lock() -> Iterator[None]:
    """A transaction lock, asked for without blocking, on a connection that does nothing else.

    Blocking in pg_advisory_lock() deadlocks with CREATE INDEX CONCURRENTLY, which waits for every older
    snapshot; session locks break behind PgBouncer. The server must not end the idle transaction of a long
    migration, and must notice within a minute or so when the machine of the leader is gone."""
    connection = private_connection("default")
    local = {
        "application_name": f"migrate on {socket.gethostname()}"[:63],
        "idle_in_transaction_session_timeout": "0",
        "transaction_timeout": "0",  # from PostgreSQL 17 on
        "tcp_keepalives_idle": "30",
        "tcp_keepalives_interval": "10",
        "tcp_keepalives_count": "3",
    }

    def row(sql: str, *parameters: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchone()

    def holder() -> str:
        found = row(
            "SELECT coalesce(nullif(a.application_name, ''), 'a client')"
            " || coalesce(' at ' || host(a.client_addr), '')"
            " FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory' AND l.granted"
            " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND l.classid::bigint << 32 | l.objid::bigint = %s",
            LOCK_KEY,
        )
        return found[0] if found else ""

    connection.set_autocommit(False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            set_if_known = "SELECT set_config(name, %s, true) FROM pg_settings WHERE name = %s"
            for name, value in local.items():
                cursor.execute(set_if_known, [value, name])
        wait_for_lock(lambda: row("SELECT pg_try_advisory_xact_lock(%s)", LOCK_KEY)[0], holder)
        yield
    finally:
        connection.close()


@contextlib.contextmanager
def mysql_lock() -> Iterator[None]:
    """GET_LOCK on a second connection. Its names belong to the whole server, with 64 characters at most."""
    connection = private_connection("default")
    name = "migrate " + str(connection.settings_dict["NAME"])
    if len(name) > 64:
        name = "migrate " + hashlib.sha256(name.encode()).hexdigest()[:56]

    def value(sql: str) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(sql, [name])
            return cursor.fetchone()[0]

    try:
        wait_for_lock(
            lambda: value("SELECT GET_LOCK(%s, 0)") == 1,
            lambda: f"connection {value('SELECT IS_USED_LOCK(%s)')}",
        )
        yield
    finally:
        connection.close()


@contextlib.contextmanager
def sqlite_lock() -> Iterator[None]:
    """flock on a file beside the database, which stays: removing it would race. Its text names the process."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    if connection.is_in_memory_db():
        yield
        return
    if name.startswith("file:"):
        name = urllib.parse.unquote(urllib.parse.urlsplit(name).path)
    # Beside the file itself where NAME is a link, as SQLite's journal.
    with open(f"{os.path.realpath(name)}.migrate.lock", "a+", encoding="utf-8") as file:

        def take() -> bool:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return True

        def holder() -> str:
            file.seek(0)
            return file.read().strip()

        wait_for_lock(take, holder)
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}\n")
        file.flush()
        yield


@contextlib.contextmanager
def no_lock() -> Iterator[None]:
    from django.db import connection

    warn(f"no migration lock for {connection.vendor} databases: start one process at a time")
    yield
