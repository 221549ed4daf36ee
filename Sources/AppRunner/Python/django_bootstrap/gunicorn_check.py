"""Whether Gunicorn accepts its arguments and configuration, and can import the application."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

from . import gunicorn_launcher
from .errors import comes_from_database, describe
from .metrics import use_private_directory
from .status import APP_IMPORT, CONFIGURATION, USAGE, DatabaseNeeded, Failure


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
        gunicorn_launcher.import_gunicorn()
        base = gunicorn_launcher.application_class()
        from gunicorn.config import Config
        from gunicorn.errors import ConfigError
    except ImportError as error:
        hint = ""
        if error.name == "pkg_resources":
            hint = '; Gunicorn before 21 needs it: install "setuptools<82", or a newer Gunicorn'
        elif error.name == "gunicorn":
            hint = "; " + gunicorn_launcher.MISSING
        raise Failure(f"cannot start Gunicorn: {describe(error)}{hint}", CONFIGURATION, error) from error
    except ValueError as error:  # gunicorn/config.py reads this one variable while it is imported
        raise Failure(f"cannot start Gunicorn: WEB_CONCURRENCY: {error}", CONFIGURATION, error) from error

    class CheckedConfig(Config):  # type: ignore[misc]
        source = "the container's command"

        def parser(self) -> argparse.ArgumentParser:
            parser: argparse.ArgumentParser = super().parser()
            # Gunicorn's own prints a page of usage.
            parser.error = self.refuse  # type: ignore[method-assign]
            return parser

        def get_cmd_args_from_env(self) -> list[str]:
            self.source = "GUNICORN_CMD_ARGS"
            words: list[str] = super().get_cmd_args_from_env()
            return words

        def refuse(self, message: str) -> NoReturn:
            raise Failure(f"cannot start Gunicorn: {message} (in {self.source})", USAGE)

    class CheckedApplication(base):  # type: ignore[misc,valid-type]
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
                raise Failure(f"cannot start Gunicorn: {gunicorn_launcher.NO_APPLICATION}", CONFIGURATION) from error
            except gunicorn_launcher.WrongWorker as error:
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
        use_private_directory(scratch)  # the config file may have named the real one
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
    if gunicorn_launcher.is_asgi(application.callable):
        try:
            gunicorn_launcher.refuse_asgi(
                f"{application.app_uri} is an ASGI application", application.cfg.worker_class_str
            )
        except gunicorn_launcher.WrongWorker as error:
            raise Failure(f"cannot start Gunicorn: {error}", CONFIGURATION) from error


def colon_hint(name: str, error: BaseException) -> str:
    """For WSGI_APPLICATION's spelling, mysite.wsgi.application, which Gunicorn takes for a module."""
    module, _, attribute = name.rpartition(".")
    if ":" in name or "." not in module or not isinstance(error, ModuleNotFoundError) or error.name != name:
        return ""
    return f"; did you mean {module}:{attribute}?"
