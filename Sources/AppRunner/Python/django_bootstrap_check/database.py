"""Databases: their drivers, and, where one answers, the migrations."""

from __future__ import annotations

import os
import queue
import re
import threading

from django_bootstrap import files
from django_bootstrap.database import ATTEMPT_SECONDS, address, try_database
from django_bootstrap.errors import describe, without

from .report import DJANGO, ERROR, NOTE, WARNING, Context, Finding, Findings, check

# A server answered: the name, the password or the rights are wrong. (PostgreSQL says FATAL, MySQL has these numbers.)
REFUSED = re.compile(r"FATAL:|\((1044|1045|1049|1698),")


@check("database-driver", DJANGO)
def database_driver(context: Context) -> Findings:
    from django.db import connections

    for alias in context.settings.DATABASES:
        try:
            connections[alias]
        except Exception as error:
            title = f"cannot use database {alias}: {describe(error)}"
            yield Finding(
                ERROR, title, context.place("DATABASES"), "install the driver in the image, for example psycopg[binary]"
            )


def attempt(alias: str) -> Exception | None:
    """One try, five seconds at most: a silent database answers nothing at all."""
    answers: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()
    threading.Thread(target=try_database, args=(alias, answers), daemon=True).start()
    try:
        return answers.get(timeout=ATTEMPT_SECONDS)
    except queue.Empty:
        return TimeoutError(f"no answer in {ATTEMPT_SECONDS:.0f} s")


@check("database", DJANGO)
def database(context: Context) -> Findings:
    """A build has none, so that silence is worth a note; a server that refuses is worth a warning."""
    from django.db import connections

    if "default" not in context.settings.DATABASES or "database-driver" in context.found:
        return
    connection = connections["default"]
    if connection.settings_dict["ENGINE"] == "django.db.backends.dummy":
        return
    if connection.vendor == "sqlite":
        path = files.sqlite_file(connection.settings_dict)
        if path is None or not os.path.exists(path):
            return  # connecting would make it; `migrate` does at the start
    where, place = address(connection), context.place("DATABASES")
    context.channel.fact("database", f"{connection.vendor} at {where}")
    error = attempt("default")
    if error is None:
        yield from migrations(context, where)
        return
    secret = str(connection.settings_dict["PASSWORD"] or "")
    reason = without(secret, (str(error).strip().splitlines() or [type(error).__name__])[0].strip())
    refused = bool(REFUSED.search(str(error))) or connection.vendor == "sqlite"
    fix = (
        "correct name, user and password"
        if refused
        else "run the check where the database answers: migrations were not checked"
    )
    yield Finding(WARNING if refused else NOTE, f"database default at {where} is not reachable: {reason}", place, fix)


def migrations(context: Context, where: str) -> Findings:
    from django.core.management import get_commands
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.loader.detect_conflicts() or get_commands()["migrate"] != "django.core":
        return
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if pending and context.facts["migrates"]:
        yield Finding(
            NOTE,
            f"{pending} migrations are pending in database default at {where}",
            "DATABASES",
            "the start applies them",
        )
    elif pending:
        title = f"{pending} migrations are pending in database default at {where}, and SKIP_MIGRATIONS is on"
        yield Finding(WARNING, title, "SKIP_MIGRATIONS", "app-runner migrate")
