"""`migrate`, when there is something to apply."""

from __future__ import annotations

import weakref
from typing import Any

from .database import has_no_database, require_writable_database
from .locks import mysql_lock, no_lock, postgresql_lock, sqlite_lock
from .report import say
from .watchdog import Watchdog


def migrations_pending() -> bool:
    """Whether `migrate` would have anything to do, or to complain about."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.loader.detect_conflicts():
        return True
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def has_migrate_handlers() -> bool:
    """Whether an app that is not Django's does something of its own whenever `migrate` runs (django-guardian does)."""
    from django.db.models.signals import post_migrate, pre_migrate

    def module(reference: Any) -> str:
        receiver = reference() if isinstance(reference, weakref.ReferenceType) else reference
        return getattr(receiver, "__module__", None) or type(receiver).__module__

    references = [entry[1] for signal in (pre_migrate, post_migrate) for entry in signal.receivers]
    return any(not module(reference).startswith("django.") for reference in references)


def migrate(watchdog: Watchdog) -> None:
    """Nothing pending: no lock, no command. A project's own `migrate` (django-tenants) is always called, for
    only it knows what is pending, and so is Django's where an app counts on the signals that it sends."""
    from django.core.management import call_command, get_commands
    from django.db import connection

    if has_no_database(connection):
        say("the settings name no database: nothing to migrate")
        return
    own = get_commands()["migrate"] != "django.core" or has_migrate_handlers()
    with watchdog.watch("the search for pending migrations"):
        if not own and not migrations_pending():
            say("no migrations to apply")
            return
    require_writable_database()
    locks = {"postgresql": postgresql_lock, "mysql": mysql_lock, "sqlite": sqlite_lock}
    with locks.get(connection.vendor, no_lock)():
        if not own and not migrations_pending():
            say("no migrations to apply: another process applied them")
            return
        with watchdog.watch("migrate"):  # no limit: a migration may take its time
            call_command("migrate", interactive=False, skip_checks=False)
