"""Everything a Django project needs before Gunicorn starts, in one process.

app-runner runs this file in the project's directory, as the project's user:

    python3 django_bootstrap.py [flags] [-- GUNICORN ARGUMENTS...]

Importing Django costs up to half a second a process, so one helper does what three `django-admin` commands
would. The steps run in this order, whatever the order of the flags; what can be known to be wrong without the
database is said before it is touched:

    settings            DJANGO_SETTINGS_MODULE can be loaded (whenever it is set, or a step below needs it)
    --check-gunicorn    Gunicorn accepts its arguments, and the application can be imported
    --check-celery      CELERY_APP can be imported
    --start-timeout S   limits each of the parts above; 0 is no limit
    --database-timeout S  limits each query of theirs, when there is no --wait
    --wait SECONDS      the database `default` (the only one that `migrate` acts on) answers; 0 tries once
    --migrate           `migrate --noinput`, one process at a time
    --collectstatic     `collectstatic --noinput`
    --superuser         the user SUPERUSER_USERNAME (admin) / SUPERUSER_EMAIL (admin@example.com) exists; a new
                        one gets the password in SUPERUSER_PASSWORD
    --hook PATH         a program of the user's, run at the point that its folder is named after (before-migrate,
                        after-migrate, before-serve); --hook-timeout S limits each one, 0 is no limit
    --site PATH         write what the settings say of static files and uploads (docs/reference/site-file.md)
    --app FOLDER        the app folder, for --site and --collectstatic
    --site-optional     a failure of this is a warning; it comes alone with --site

Exit status: 0 done; 1 a step failed; 3 the application cannot be imported (as Gunicorn says it); 64 Gunicorn
does not accept an argument; 69 the database is not there in time, or a part took longer than its limit; 78 bad
configuration. Its own lines go to stderr; what Django's commands print goes to stdout.
"""

from __future__ import annotations

import argparse
import atexit
import contextlib
import fcntl
import functools
import hashlib
import importlib
import io
import os
import queue
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse
import weakref
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

# The modules beside this file; the folder is not left on the path (PYTHONSAFEPATH never puts it there).
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import django_bootstrap_collect as collect  # noqa: E402
import django_bootstrap_files as files  # noqa: E402
import django_bootstrap_gunicorn as own_gunicorn  # noqa: E402
import django_bootstrap_site as site_file  # noqa: E402
import django_bootstrap_static as static  # noqa: E402
from django_bootstrap_hooks import HookFailed, Hooks  # noqa: E402
from django_bootstrap_superuser import Refused, Superuser  # noqa: E402
from django_bootstrap_watchdog import Watchdog, is_project_file, place  # noqa: E402

del sys.path[0]

STEP_FAILED, APP_IMPORT, USAGE, UNAVAILABLE, CONFIGURATION = 1, 3, 64, 69, 78

ATTEMPT_SECONDS = 5.0  # a silent database answers nothing at all: nobody waits longer for one attempt
PROGRESS_SECONDS = 3.0
LOCK_KEY = int.from_bytes(b"dj-boots", "big")  # PostgreSQL's advisory locks are per database: one will do
OWN_FILE = sys._getframe().f_code.co_filename
WATCHDOG = Watchdog()
PROMETHEUS_VARIABLES = ("PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir")


class Failure(Exception):
    """The start cannot go on: what to say, and the exit status."""

    def __init__(self, message: str, status: int, cause: BaseException | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.cause = cause


class DatabaseNeeded(Exception):
    """The project's own start-up code asked for a database that is not there or not migrated yet."""


# --- messages ---


def say(message: str) -> None:
    sys.stdout.flush()
    print(f"bootstrap: {message}", file=sys.stderr, flush=True)


def describe(error: BaseException | None) -> str:
    """The error in one line, with the place in the project's code where it came from."""
    text = " ".join(str(error).split())
    where = project_frame(error) if error is not None else None
    searched = f"; searched: {searched_folders()}" if isinstance(error, ModuleNotFoundError) else ""
    return f"{type(error).__name__}: {text}" + (f" ({where})" if where else "") + searched


def searched_folders() -> str:
    """Where Python looks for modules, without its own library: for people."""
    named = {os.path.abspath(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path}
    library = os.path.dirname(os.__file__)
    found: dict[str, str] = {}
    for entry in sys.path:
        if entry and not os.path.isabs(entry) and not os.path.isdir(entry):
            continue  # a marker of an import hook
        path = os.path.abspath(entry or os.curdir)
        if path in (library, os.path.join(library, "lib-dynload")) or path.endswith(".zip"):
            continue
        if path == os.getcwd():
            note = " (working directory)"
        else:
            note = " (PYTHONPATH)" if path in named else ""
        found.setdefault(path, path + note + ("" if os.path.isdir(path) else " (no such folder)"))
    return ", ".join(found.values())


def project_frame(error: BaseException) -> str | None:
    """file:line of the innermost frame that is neither Python's, nor a package's, nor ours."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{os.path.relpath(error.filename)}:{error.lineno}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if is_project_file(frame.filename):
            return place(frame.filename, frame.lineno)
    return None


def without(secret: str | None, text: str) -> str:
    return text.replace(secret, "…") if secret else text


def print_traceback(error: BaseException, secret: str | None = None) -> None:
    """The traceback without the frames of this file, which say nothing about the project."""
    frames = error.__traceback__
    while frames and frames.tb_next and frames.tb_frame.f_code.co_filename == OWN_FILE:
        frames = frames.tb_next
    text = "".join(traceback.format_exception(type(error), error, frames))
    sys.stdout.flush()
    print(without(secret, text), end="", file=sys.stderr, flush=True)


def comes_from_database(error: BaseException | None) -> bool:
    """Whether a database error is anywhere in the chain of causes."""
    utils = sys.modules.get("django.db.utils")
    while error is not None and utils is not None:
        if isinstance(error, utils.Error):
            return True
        error = error.__cause__ or error.__context__
    return False


# --- checks without a database ---


def load_settings() -> None:
    name = os.environ.get("DJANGO_SETTINGS_MODULE")
    if not name:
        raise Failure(
            "cannot load the settings: DJANGO_SETTINGS_MODULE is not set (it names a module, like mysite.settings)",
            CONFIGURATION,
        )
    try:
        from django.conf import settings

        settings.DATABASES  # noqa: B018 - the first access is what imports the module
    except (Exception, SystemExit) as error:
        raise Failure(f"cannot load the settings {name}: {describe(error)}", CONFIGURATION, error) from error


def settings_object() -> Any:
    from django.conf import settings

    return settings


def set_up_django() -> None:
    """`django.setup()`: INSTALLED_APPS, models, AppConfig.ready()."""
    try:
        import django

        django.setup()
    except (Exception, SystemExit) as error:
        if comes_from_database(error):
            raise DatabaseNeeded(describe(error)) from error
        name = os.environ.get("DJANGO_SETTINGS_MODULE")
        raise Failure(f"cannot set up Django with {name}: {describe(error)}", CONFIGURATION, error) from error


@contextlib.contextmanager
def gunicorn_surroundings(arguments: list[str]) -> Iterator[None]:
    """Gunicorn's argv for a while; nothing that a config file does to the environment or the path stays."""
    environment, path, directory, argv = dict(os.environ), sys.path[:], os.getcwd(), sys.argv
    sys.argv = ["gunicorn", *arguments]
    try:
        yield
    finally:
        sys.argv, sys.path[:] = argv, path
        os.chdir(directory)
        os.environ.clear()
        os.environ.update(environment)
        sys.modules.pop("__config__", None)  # what Gunicorn calls a config file that it has loaded


def make_gunicorn_application() -> Any:
    """Gunicorn's own application object, configuration loaded; its exits and prints become Failures."""
    try:
        own_gunicorn.import_gunicorn()
        base = own_gunicorn.application_class()
        from gunicorn.config import Config
        from gunicorn.errors import ConfigError
    except ImportError as error:
        hint = ""
        if error.name == "pkg_resources":
            hint = '; Gunicorn before 21 needs it: install "setuptools<82", or a newer Gunicorn'
        elif error.name == "gunicorn":
            hint = "; " + own_gunicorn.MISSING
        raise Failure(f"cannot start Gunicorn: {describe(error)}{hint}", CONFIGURATION, error) from error
    except ValueError as error:  # gunicorn/config.py reads this one variable while it is imported
        raise Failure(f"cannot start Gunicorn: WEB_CONCURRENCY: {error}", CONFIGURATION, error) from error

    class CheckedConfig(Config):  # type: ignore[misc]
        source = "the container's command"

        def parser(self) -> argparse.ArgumentParser:
            parser = super().parser()
            parser.error = self.refuse  # Gunicorn's own prints a page of usage
            return parser

        def get_cmd_args_from_env(self) -> list[str]:
            self.source = "GUNICORN_CMD_ARGS"
            return super().get_cmd_args_from_env()

        def refuse(self, message: str) -> NoReturn:
            raise Failure(f"cannot start Gunicorn: {message} (in {self.source})", USAGE)

    class CheckedApplication(base):  # type: ignore[misc]
        def load_default_config(self) -> None:
            self.cfg = CheckedConfig(self.usage, prog=self.prog)

        def do_load_config(self) -> None:
            self.load_default_config()
            try:
                self.load_config()
                # Gunicorn before 27 has no such check; its Config answers an unknown name with AttributeError.
                getattr(self.cfg, "validate", lambda: None)()
            except ConfigError as error:
                if "application module" not in str(error):
                    raise
                raise Failure(f"cannot start Gunicorn: {own_gunicorn.NO_APPLICATION}", CONFIGURATION) from error
            except own_gunicorn.WrongWorker as error:
                raise Failure(f"cannot start Gunicorn: {error}", CONFIGURATION) from error

        def load_config_from_module_name_or_filename(self, location: str) -> Any:
            try:
                with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
                    return super().load_config_from_module_name_or_filename(location)
            except (Exception, SystemExit) as error:
                # Gunicorn turns an exception of the file into an exit; the exception is its context.
                cause = error.__context__ if isinstance(error, SystemExit) and error.__context__ else error
                raise Failure(
                    f"cannot read Gunicorn's configuration {location}: {describe(cause)}",
                    CONFIGURATION,
                    cause,
                ) from error

    return CheckedApplication("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn")


def check_gunicorn(arguments: list[str], scratch: str | None) -> Any:
    """Parse what Gunicorn will parse, then import what its workers will import; Gunicorn's application object."""
    with gunicorn_surroundings(arguments):
        try:
            application = make_gunicorn_application()
            from gunicorn import util

            if isinstance(application.cfg.settings["worker_class"].get(), str):
                # Not through cfg.worker_class, which would let gevent patch this process.
                util.load_class(application.cfg.worker_class_str)
            if application.cfg.daemon:  # app-runner has refused --daemon; a configuration file can say it too
                raise Failure(
                    "cannot run Gunicorn with daemon = True (in its configuration file): the container would end at "
                    "once, and nothing would supervise Gunicorn; remove it",
                    CONFIGURATION,
                )
            environment = application.cfg.env
        except Failure:
            raise
        except Exception as error:
            # For a worker class the text holds a whole traceback, in brackets: the first and last line do.
            lines = [line.strip(" :") for line in str(error).splitlines() if line.strip(" :]")]
            reason = ": ".join(dict.fromkeys((lines[0], lines[-1]))) if lines else describe(error)
            raise Failure(f"cannot start Gunicorn: {reason}", USAGE, error) from error
        os.environ.update(environment)
        use_private_prometheus_directory(scratch)  # the config file may have named the real one
        for path in reversed((application.cfg.pythonpath or "").split(",")):
            if path:
                sys.path.insert(0, os.path.abspath(path))
        try:
            application.callable = application.load()
        except (Exception, SystemExit) as error:
            if comes_from_database(error):
                raise DatabaseNeeded(describe(error)) from error
            text = f"cannot import {application.app_uri}: {describe(error)}{colon_hint(application.app_uri, error)}"
            raise Failure(text, APP_IMPORT, error) from error
        return application


def refuse_wrong_worker(application: Any) -> None:
    """An ASGI application under a worker class for WSGI."""
    if own_gunicorn.is_asgi(application.callable):
        try:
            own_gunicorn.refuse_asgi(f"{application.app_uri} is an ASGI application", application.cfg.worker_class_str)
        except own_gunicorn.WrongWorker as error:
            raise Failure(f"cannot start Gunicorn: {error}", CONFIGURATION) from error


def colon_hint(name: str, error: BaseException) -> str:
    """For WSGI_APPLICATION's spelling, mysite.wsgi.application, which Gunicorn takes for a module."""
    module, _, attribute = name.rpartition(".")
    if ":" in name or "." not in module or not isinstance(error, ModuleNotFoundError) or error.name != name:
        return ""
    return f"; did you mean {module}:{attribute}?"


def check_celery() -> None:
    """Find the app as `celery -A` does."""
    name = os.environ.get("CELERY_APP")
    if not name:
        text = "cannot start Celery: CELERY_APP is not set (it names a module, like mysite)"
        raise Failure(text, CONFIGURATION)
    try:
        from celery import Celery
        from celery.app.utils import find_app

        application = find_app(name)
    except (Exception, SystemExit) as error:
        if comes_from_database(error):
            raise DatabaseNeeded(describe(error)) from error
        cause = error
        if ":" in name and isinstance(error.__context__, AttributeError):
            cause = error.__context__  # of module:name, not "no module named module:name"
        elif isinstance(error, AttributeError):
            try:  # find_app() keeps an ImportError inside mysite/celery.py to itself
                importlib.import_module(f"{name}.celery")
            except Exception as hidden:
                cause = hidden
        raise Failure(f"cannot import CELERY_APP {name}: {describe(cause)}", CONFIGURATION, cause) from error
    if not isinstance(application, Celery):
        kind = type(application).__name__
        raise Failure(f"cannot start Celery: CELERY_APP {name} is a {kind}, not a Celery app", CONFIGURATION)
    check_celery_drivers(application)


def check_celery_drivers(application: Any) -> None:
    """Load the broker's transport and the result backend as a worker does; neither connects yet.

    Celery's drivers are packages of their own, and the missing one is otherwise found when the worker starts."""

    def load(what: str, step: Callable[[], Any]) -> None:
        try:
            step()
        except (Exception, SystemExit) as error:
            if comes_from_database(error):
                raise DatabaseNeeded(describe(error)) from error
            raise Failure(f"cannot start Celery: cannot load its {what}: {describe(error)}", CONFIGURATION, error) from error

    load("broker's transport", lambda: application.connection_for_write().transport)
    load("result backend", lambda: application.backend)


# --- waiting for a database ---


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
    fresh server makes both a moment after it first answers, so the reason is said and the waiting goes on.
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
    return connection.settings_dict["ENGINE"] == "django.db.backends.dummy"


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
            error = answers.get(timeout=limit)
        except queue.Empty:
            error = TimeoutError(f"no answer in {limit:.0f} s")
        if error is None:
            if said:
                say(f"database {alias} answers")
            return
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].strip()
        reason = without(secret, reason)
        if isinstance(error, ImproperlyConfigured) or not can_be_mended_by_waiting(error, connection.vendor):
            if problem and "no folder" not in problem:
                raise Failure(problem, CONFIGURATION, error) from error
            status = UNAVAILABLE if connection.vendor == "sqlite" else CONFIGURATION
            raise Failure(f"cannot use database {alias} at {where}: {reason}", status, error) from error
        now = time.monotonic()
        left = start + seconds - now
        if left <= 0:
            text = f"cannot reach database {alias} at {where}: {reason} (after {now - start:.0f} s)"
            raise Failure(text, UNAVAILABLE)
        if not said or now - said >= PROGRESS_SECONDS:
            say(f"waiting for database {alias} at {where}: {reason} ({now - start:.0f} s of {seconds:g} s)")
            said = now
        time.sleep(min(delay, left))  # so that the last attempt begins when the time is over, and not before
        delay = min(delay * 2, 2.0)


# --- migrations ---


def wait_for_lock(take: Callable[[], bool], holder: Callable[[], str]) -> None:
    """Ask again and again; say once every few seconds who has it. A leader that dies gives it up."""
    start, said, delay = time.monotonic(), 0.0, 0.1
    while not take():
        now = time.monotonic()
        if not said or now - said >= PROGRESS_SECONDS:
            say(f"waiting for the migrations that {holder() or 'another process'} runs ({now - start:.0f} s)")
            said = now
        time.sleep(delay)
        delay = min(delay * 1.5, 1.0)


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
    """flock on a file beside the database, which stays: removing it would race. It says who holds it."""
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

    say(f"warning: no migration lock for {connection.vendor} databases: start one process at a time")
    yield


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


def migrate() -> None:
    """Nothing pending: no lock, no command. A project's own `migrate` (django-tenants) is always called, for
    only it knows what is pending, and so is Django's where an app counts on the signals that it sends."""
    from django.core.management import call_command, get_commands
    from django.db import connection

    if has_no_database(connection):
        say("the settings name no database: nothing to migrate")
        return
    own = get_commands()["migrate"] != "django.core" or has_migrate_handlers()
    with WATCHDOG.watch("the search for pending migrations"):
        if not own and not migrations_pending():
            say("no migrations to apply")
            return
    require_writable_database()
    locks = {"postgresql": postgresql_lock, "mysql": mysql_lock, "sqlite": sqlite_lock}
    with locks.get(connection.vendor, no_lock)():
        if not own and not migrations_pending():
            say("no migrations to apply any more: another process applied them")
            return
        with WATCHDOG.watch("migrate"):  # no limit: a migration may take its time
            call_command("migrate", interactive=False, skip_checks=False)


def require_writable_database(alias: str = "default") -> None:
    """An SQLite file that cannot be written to, before something has to be."""
    from django.db import connections

    connection = connections[alias]
    if connection.vendor == "sqlite":
        problem = files.sqlite_problem(alias, connection.settings_dict)
        if problem:
            raise Failure(problem, CONFIGURATION)


def warn_of_files() -> None:
    """What the running project would fail to write later; reading alone may be what is wanted, so it goes on."""
    from django.conf import settings

    problems = []
    with contextlib.suppress(OSError):  # what cannot be looked at is no reason to stop
        problems.append(files.media_problem())
        for alias, database in settings.DATABASES.items():
            if database.get("ENGINE", "").endswith(".sqlite3"):
                problems.append(files.sqlite_problem(alias, database))
    for problem in problems:
        if problem:
            say(f"warning: {problem}")


def collect_static(app: str) -> None:
    from django.core.management import call_command, get_commands

    with contextlib.ExitStack() as stack:
        if get_commands().get("collectstatic") == "django.contrib.staticfiles":
            try:
                folder = stack.enter_context(collect.static_root(settings_object(), app))
            except collect.NoFolder as reason:
                raise Failure(f"cannot collect the static files: {reason}", CONFIGURATION) from reason
            if folder:
                say(f"STATIC_ROOT is not set: collects the static files into {folder}, where Nginx finds them")
            problem = files.static_problem()
            if problem:
                raise Failure(problem, CONFIGURATION)
        with WATCHDOG.watch("collectstatic"):
            call_command("collectstatic", interactive=False, skip_checks=False)


# --- the site file ---


def write_site(options: argparse.Namespace, is_set_up: bool) -> None:
    """Write what the settings say of the site's files, with `django.setup()` only where that takes it."""
    from django.core.exceptions import AppRegistryNotReady

    try:
        try:
            site = site_file.describe(options.app, options.site)
        except AppRegistryNotReady:
            if is_set_up:
                raise
            set_up_django()
            is_set_up = True
            site = site_file.describe(options.app, options.site)
    except (Failure, DatabaseNeeded):
        raise
    except Exception as error:  # a setting of a type that Django accepts and we do not
        site_file.remove(options.site)
        say(f"warning: cannot tell the site's files from the settings: {describe(error)}; {usual_folders(options)}")
        return
    try:
        site_file.write(site, options.site)
    except OSError as error:
        raise Failure(f"cannot write {options.site}: {error.strerror}", CONFIGURATION, error) from error
    for warning in site.warnings:
        say(f"warning: {warning}")
    if options.site_optional or not static.may_be_uncollected(site, options.app):
        return
    with contextlib.suppress(Failure, DatabaseNeeded):  # Gunicorn will say it
        if not is_set_up:
            set_up_django()
        text = static.warning(site, options.app)
        if text:
            say(f"warning: {text}")


def usual_folders(options: argparse.Namespace) -> str:
    names = ("static", "staticfiles") if options.site_optional else ("static", "staticfiles", "media", "mediafiles")
    return f"the usual folders are used: {', '.join(os.path.join(options.app, name) for name in names)}"


# --- superuser ---


def create_superuser(password: str | None) -> None:
    """The project's own user model and manager; nobody is changed who is there already."""
    from django.contrib.auth import get_user_model
    from django.db import IntegrityError, router, transaction

    if not password:
        raise Failure("cannot create the superuser: SUPERUSER_PASSWORD is not set", CONFIGURATION)
    try:
        password.encode()
    except UnicodeEncodeError:
        text = "cannot create the superuser: SUPERUSER_PASSWORD is not valid UTF-8"
        raise Failure(text, CONFIGURATION) from None
    model = get_user_model()
    superuser = Superuser(model)
    database = router.db_for_write(model)
    unused = superuser.unused()
    if unused:
        say(f"warning: {unused}")
    if superuser.exists(database):
        say(f'superuser "{superuser.login}" exists')
        return
    require_writable_database(database)
    create = model._default_manager.db_manager(database).create_superuser
    try:
        values = superuser.values(create)
    except Refused as error:
        raise Failure(f"cannot create the superuser: {error}", CONFIGURATION, error) from error
    if "password" in superuser.fields:
        values["password"] = password
    try:
        with transaction.atomic(using=database):
            create(**values)
    except IntegrityError:
        if not superuser.exists(database, any_case=True):  # otherwise another container was faster
            raise
        say(f'superuser "{superuser.login}" exists')
    else:
        say(f'superuser "{superuser.login}" created')


# --- main ---


def run_step(verb: str, command: list[str], step: Callable[[], None], secret: str | None = None) -> None:
    """Run one of Django's steps with the argv of `django-admin`, for settings and apps that look at it."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db.utils import InterfaceError, OperationalError

    def failure(text: str, status: int) -> Failure:
        return Failure(f"cannot {verb}: {without(secret, text)}", status)

    sys.argv = ["django-admin", *command]
    try:
        step()
    except Failure:
        raise
    except SystemExit as error:
        if error.code not in (None, 0):
            raise failure(f"the command exited with {error.code}", STEP_FAILED) from error
    except CommandError as error:
        raise failure(str(error).strip(), STEP_FAILED) from error
    except ImproperlyConfigured as error:
        raise failure(describe(error), CONFIGURATION) from error
    except (OperationalError, InterfaceError) as error:
        raise failure(describe(error), STEP_FAILED) from error
    except Exception as error:
        print_traceback(error, secret)
        raise failure(describe(error), STEP_FAILED) from error


def watched(name: str, step: Callable[[], None]) -> None:
    with WATCHDOG.watch(name):
        step()


def set_limits(options: argparse.Namespace, scratch: str | None) -> None:
    """Start the watchdog. A query of the start-up code gets the time that the wait would have had."""
    database = options.wait if options.wait is not None else options.database_timeout
    if database is not None:
        WATCHDOG.database_seconds = max(database, ATTEMPT_SECONDS)
    WATCHDOG.part_seconds = options.start_timeout or None
    if scratch is not None:
        WATCHDOG.before_exit = lambda: shutil.rmtree(scratch, ignore_errors=True)
    WATCHDOG.start()


def use_private_prometheus_directory(scratch: str | None) -> None:
    """Keep this process's metrics out of the directory that Gunicorn's workers write to and sum up.

    The variables stay set: a project that makes a MultiProcessCollector at import has them in Gunicorn."""
    for name in PROMETHEUS_VARIABLES:
        os.environ.pop(name, None)
        if scratch is not None:
            os.environ[name] = scratch


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    gunicorn: list[str] = []
    if "--" in arguments:
        split = arguments.index("--")
        arguments, gunicorn = arguments[:split], arguments[split + 1 :]
    parser = argparse.ArgumentParser(prog="django_bootstrap.py", allow_abbrev=False)
    for flag in ("--check-gunicorn", "--check-celery", "--migrate", "--collectstatic", "--superuser"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--hook", action="append", default=[], metavar="PATH")
    for name in ("--wait", "--start-timeout", "--database-timeout", "--hook-timeout"):
        parser.add_argument(name, type=float, metavar="SECONDS")
    parser.add_argument("--site", metavar="PATH")
    parser.add_argument("--app", metavar="FOLDER", default="/app")
    parser.add_argument("--site-optional", action="store_true")
    parser.add_argument("--database-first", action="store_true", help=argparse.SUPPRESS)
    parser.exit_on_error = False
    try:
        return parser.parse_args(arguments), gunicorn
    except argparse.ArgumentError as error:
        raise Failure(str(error), USAGE) from error
    except SystemExit as error:
        raise Failure("", USAGE if error.code else 0) from error


def run(options: argparse.Namespace, gunicorn: list[str], password: str | None, scratch: str | None, hooks: Hooks) -> None:
    steps = options.wait is not None or options.migrate or options.collectstatic or options.superuser
    sys.argv = ["django-admin", "migrate" if options.migrate else "collectstatic", "--noinput"]
    with_django = steps or bool(options.site) or bool(os.environ.get("DJANGO_SETTINGS_MODULE"))
    site_alone = bool(options.site) and not (steps or options.check_gunicorn or options.check_celery)
    if site_alone and not options.site_optional:
        sys.argv = ["gunicorn", *gunicorn]  # the settings are those that it will have
    watch = functools.partial(WATCHDOG.watch, limited=True)
    name = os.environ.get("DJANGO_SETTINGS_MODULE")
    if with_django:
        with watch(f"the import of the settings {name}"):
            load_settings()
    if with_django and options.check_gunicorn:
        own_gunicorn.take_application_from(settings_object())
    if not options.database_first:
        if with_django and not site_alone:
            with watch("django.setup()"):
                set_up_django()
        if options.check_gunicorn:
            with watch("the import of the application"):
                refuse_wrong_worker(check_gunicorn(gunicorn, scratch))
        if options.check_celery:
            with watch(f"the import of CELERY_APP {os.environ.get('CELERY_APP')}"):
                check_celery()
    if options.wait is not None:
        wait_for_database(options.wait)
    if options.database_first:
        WATCHDOG.database_seconds = None  # it has answered: a slow query may take its time
        with watch("django.setup()"):
            set_up_django()
    hooks.run("before-migrate")
    if options.migrate:
        run_step("migrate", ["migrate", "--noinput"], migrate)
    hooks.run("after-migrate")
    if options.collectstatic:
        run_step("collect the static files", ["collectstatic", "--noinput"], lambda: collect_static(options.app))
    if options.superuser:
        run_step(
            "create the superuser",
            ["createsuperuser", "--noinput"],
            lambda: watched("the creation of the superuser", lambda: create_superuser(password)),
            password,
        )
    if steps and options.check_gunicorn:
        warn_of_files()
    if options.site:
        with watch("the search for the site's files"):
            write_site(options, is_set_up=not site_alone)
    hooks.run("before-serve")


def start_again_with_the_database_first(arguments: list[str], environment: dict[str, str]) -> NoReturn:
    """Django cannot be set up twice in a process. `sys.orig_argv` keeps Python's own options."""
    python = sys.orig_argv[: len(sys.orig_argv) - len(arguments)]
    os.execve(sys.executable, [*python, "--database-first", *arguments], environment)


def main(arguments: list[str]) -> int:
    environment = dict(os.environ)
    hooks = Hooks(say, WATCHDOG.watch)
    password = os.environ.pop("SUPERUSER_PASSWORD", None)  # the project's code has no use for it
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with contextlib.suppress(AttributeError, ValueError):
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    if sys.path and os.path.abspath(sys.path[0]) == os.path.dirname(os.path.abspath(__file__)):
        del sys.path[0]
    sys.path.insert(0, os.getcwd())
    own_gunicorn.add_folder()  # settings may import it, as they can in Gunicorn's workers
    scratch = None
    with contextlib.suppress(OSError):  # no writable temporary directory: metrics stay in memory
        scratch = tempfile.mkdtemp(prefix="bootstrap-")
    try:
        use_private_prometheus_directory(scratch)
        options, gunicorn = parse(arguments)
        set_limits(options, scratch)
        hooks.configure(options.hook, options.hook_timeout or 0, dict.fromkeys(PROMETHEUS_VARIABLES, scratch))
        try:
            run(options, gunicorn, password, scratch, hooks)
        except DatabaseNeeded as error:
            if options.site_optional:
                site_file.remove(options.site)
                say(f"warning: STATIC_ROOT is not known: {error}; {usual_folders(options)}")
                return 0
            if options.wait is None or options.database_first:
                raise Failure(f"cannot start the project: {error}", APP_IMPORT, error.__cause__) from error
            say(f"the project's start-up code needs the database, so that comes first: {error}")
            shutil.rmtree(scratch or "", ignore_errors=True)
            start_again_with_the_database_first(arguments, environment)
        except Failure as failure:
            if not options.site_optional or not options.site:
                raise
            with contextlib.suppress(OSError):
                site_file.remove(options.site)
            say(f"warning: STATIC_ROOT is not known: {failure}; {usual_folders(options)}")
    except Failure as failure:
        if failure.cause is not None and os.environ.get("BOOTSTRAP_LOG_LEVEL", "").lower() == "debug":
            print_traceback(failure.cause)
        if str(failure):
            say(str(failure))
        return failure.status
    except HookFailed as failure:
        say(str(failure))
        return failure.status
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1:])
    # A thread that the project started at import must not keep the start waiting: run the exit hooks and go.
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
