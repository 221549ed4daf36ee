"""The helper as a process: its surroundings, one `Start`, and the exit status."""

from __future__ import annotations

import argparse
import atexit
import contextlib
import os
import shutil
import signal
import sys
import tempfile
from typing import NoReturn

from . import gunicorn_launcher, site_file, status_file
from .database import ATTEMPT_SECONDS
from .errors import print_traceback
from .hooks import Hooks
from .metrics import VARIABLES, use_private_directory
from .options import parse
from .own_modules import conceal
from .report import fail, say, warn
from .site_step import usual_folders
from .start import Start
from .status import APP_IMPORT, DatabaseNeeded, Failure
from .watchdog import Watchdog


def run_program(arguments: list[str]) -> NoReturn:
    """Run the helper and end the process."""
    conceal(__name__.partition(".")[0])
    status = main(arguments)
    # A thread that the project started at import must not keep the start waiting: run the exit hooks and go.
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main(arguments: list[str]) -> int:
    environment = dict(os.environ)
    run_folder = os.environ.get("BOOTSTRAP_RUN_DIR") or "/run"
    watchdog = Watchdog()
    hooks = Hooks(watchdog.watch)
    password = os.environ.pop("SUPERUSER_PASSWORD", None)  # the project's code has no use for it
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with contextlib.suppress(AttributeError, ValueError):
        sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    sys.path.insert(0, os.getcwd())
    gunicorn_launcher.add_folder()  # settings may import it, as they can in Gunicorn's workers
    scratch = None
    with contextlib.suppress(OSError):  # no writable temporary directory: metrics stay in memory
        scratch = tempfile.mkdtemp(prefix="bootstrap-")
    try:
        use_private_directory(scratch)
        options, gunicorn = parse(arguments)
        set_limits(watchdog, options, scratch)
        status_file.begin(run_folder)
        hooks.configure(options.hook, options.hook_timeout or 0, dict.fromkeys(VARIABLES, scratch))
        try:
            Start(options, gunicorn, scratch, watchdog, hooks).run(password)
        except (DatabaseNeeded, Failure) as error:
            if options.site and options.site_optional:
                with contextlib.suppress(OSError):
                    site_file.remove(options.site)
                warn(f"STATIC_ROOT is not known: {error}; {usual_folders(options)}")
                return 0
            if isinstance(error, Failure):
                raise
            if options.wait is None or options.database_first:
                raise Failure(f"cannot start the project: {error}", APP_IMPORT, error.__cause__) from error
            say(f"the project's start-up code needs the database, so that comes first: {error}")
            shutil.rmtree(scratch or "", ignore_errors=True)
            start_again_with_the_database_first(arguments, environment)
    except Failure as failure:
        if failure.cause is not None and os.environ.get("BOOTSTRAP_LOG_LEVEL", "").lower() == "debug":
            print_traceback(failure.cause)
        if str(failure):
            fail(str(failure))
        return failure.status
    finally:
        remove_traces(scratch)
    return 0


def remove_traces(scratch: str | None) -> None:
    status_file.end()
    if scratch is not None:
        shutil.rmtree(scratch, ignore_errors=True)


def set_limits(watchdog: Watchdog, options: argparse.Namespace, scratch: str | None) -> None:
    """Start the watchdog. A query of the start-up code gets the time that the wait would have had."""
    database = options.wait if options.wait is not None else options.database_timeout
    if database is not None:
        watchdog.database_seconds = max(database, ATTEMPT_SECONDS)
    watchdog.part_seconds = options.start_timeout or None
    watchdog.before_exit = lambda: remove_traces(scratch)
    watchdog.start()


def start_again_with_the_database_first(arguments: list[str], environment: dict[str, str]) -> NoReturn:
    """Django cannot be set up twice in a process. `sys.orig_argv` keeps Python's own options."""
    python = sys.orig_argv[: len(sys.orig_argv) - len(arguments)]
    os.execve(sys.executable, [*python, "--database-first", *arguments], environment)  # noqa: S606 - the same program again
