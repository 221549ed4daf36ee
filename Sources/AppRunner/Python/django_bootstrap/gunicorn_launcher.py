#!/usr/bin/env python3
"""Starts Gunicorn with the project's Python: `python /run/django-bootstrap/gunicorn ARGUMENTS...`.

The project's own Gunicorn is used where there is one. Else the image's is, which lies in a folder of its own, so that
no tool that installs the project's packages can remove or change it. The folder comes last in `sys.path`: what lies in
it beside Gunicorn never replaces a package of the project's.

When neither the arguments nor Gunicorn's configuration name the application, it is the one of the site file, which the
bootstrap helper has written from the settings: WSGI_APPLICATION, else ASGI_APPLICATION.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import inspect
import json
import logging
import os
import re
import sys
import time
from typing import Any, NoReturn

FOLDER = "/usr/local/lib/django-bootstrap/gunicorn"
CONFIGURATION = 78
MISSING = "add gunicorn to the project's requirements"
NO_APPLICATION = (
    "no application module; name it in the container's command, for example mysite.wsgi:application, or set "
    "WSGI_APPLICATION in the project's settings"
)


def add_folder() -> None:
    folder = os.environ.get("BOOTSTRAP_GUNICORN_DIR") or FOLDER
    if os.path.isdir(folder) and folder not in sys.path:
        sys.path.append(folder)


def import_gunicorn() -> None:
    """Import the package, and not a file of the project's that has its name, such as a configuration file gunicorn.py.

    Raises ModuleNotFoundError when there is none."""
    if "gunicorn" in sys.modules:
        return
    add_folder()
    path = sys.path[:]
    if not is_gunicorn(importlib.util.find_spec("gunicorn")):
        found = [entry for entry in path if is_gunicorn(importlib.machinery.PathFinder.find_spec("gunicorn", [entry]))]
        if not found:
            raise ModuleNotFoundError("No module named 'gunicorn'", name="gunicorn")
        sys.path[:] = [found[0], *path]
    try:
        import gunicorn  # noqa: F401
    finally:
        sys.path[:] = path


def is_gunicorn(spec: Any) -> bool:
    folders = (spec and spec.submodule_search_locations) or []
    return any(os.path.isfile(os.path.join(folder, "app", "wsgiapp.py")) for folder in folders)


class WrongWorker(Exception):
    """An ASGI application and a worker class for WSGI: each request would be a 500."""


def application_class() -> Any:
    """Gunicorn's own application with the site file's behind what the arguments and the configuration name.

    Its `load_config` raises WrongWorker."""
    from gunicorn.app.wsgiapp import WSGIApplication
    from gunicorn.errors import ConfigError

    class Application(WSGIApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            try:
                super().load_config()
            except ConfigError as error:
                found = site_application() if "application module" in str(error) else None
                if found is None:
                    raise
                if found == _application["asgi"]:
                    refuse_asgi("the settings name ASGI_APPLICATION and no WSGI_APPLICATION", self.cfg.worker_class_str)
                self.cfg.set("default_proc_name", found)
                self.app_uri = found

    return Application


# --- the application that the settings name ---

_application: dict[str, str | None] = {"wsgi": None, "asgi": None}


def take_application_from(settings: Any) -> None:
    """In the bootstrap helper, which has the settings loaded; the site file is written later."""
    for kind in _application:
        _application[kind] = as_gunicorn_writes(dotted_path(getattr(settings, f"{kind.upper()}_APPLICATION", None)))


def site_application() -> str | None:
    """The helper's, else the site file's; WSGI before ASGI. The file has `name=value` lines."""
    if not any(_application.values()):
        try:
            with open(os.environ.get("DJANGO_BOOTSTRAP_SITE", ""), encoding="utf-8") as file:
                values = dict(line.rstrip("\n").partition("=")[::2] for line in file)
        except (OSError, UnicodeError):
            return None
        for kind in _application:
            _application[kind] = as_gunicorn_writes(values.get(f"{kind}_application", ""))
    return _application["wsgi"] or _application["asgi"]


def dotted_path(value: object) -> str:
    """`mysite.wsgi.application`; empty when it is no such name."""
    text = value if isinstance(value, str) else ""
    parts = text.split(".")
    return text if len(parts) > 1 and len(text) <= 200 and all(part.isidentifier() for part in parts) else ""


def as_gunicorn_writes(name: str) -> str | None:
    """`mysite.wsgi.application` -> `mysite.wsgi:application`."""
    module, _, attribute = name.rpartition(".")
    return f"{module}:{attribute}" if module and attribute else None


# --- ASGI ---

# Gunicorn's names for its workers that serve WSGI only, and the names of their classes.
WSGI_WORKERS = {"sync", "gthread", "gevent", "gevent_wsgi", "gevent_pywsgi", "eventlet", "tornado"}
WSGI_WORKERS |= {"SyncWorker", "ThreadWorker", "GeventWorker", "GeventPyWSGIWorker", "EventletWorker", "TornadoWorker"}
WSGI_MODULES = re.compile(r"gunicorn\.workers\.(sync|gthread|ggevent|geventlet|gtornado)\.\w+")
ASGI_REMEDY = (
    "add -k asgi (Gunicorn 24 or newer) or -k uvicorn_worker.UvicornWorker (package uvicorn-worker) to Gunicorn's "
    "arguments, or name a WSGI application"
)


def refuse_asgi(what: str, worker: str) -> None:
    """For an ASGI application; nothing when the worker class is none of Gunicorn's for WSGI."""
    if worker in WSGI_WORKERS or WSGI_MODULES.fullmatch(worker):
        raise WrongWorker(f"{what}, but worker class {worker} serves WSGI only; {ASGI_REMEDY}")


def is_asgi(application: Any) -> bool:
    """What is a coroutine cannot be a WSGI application; an application of ASGI 2 looks like one."""
    return inspect.iscoroutinefunction(application) or (
        not inspect.isclass(application) and inspect.iscoroutinefunction(getattr(application, "__call__", None))  # noqa: B004
    )


# --- HEAD ---


def is_worth_logging(record: logging.LogRecord) -> bool:
    """Django answers HEAD with the body of GET and leaves it to the server to drop it. Gunicorn 27 drops it with a
    warning each time (gunicorn/http/wsgi.py, gunicorn/asgi/protocol.py); for another method, the application is at
    fault."""
    is_body = isinstance(record.msg, str) and "sent body bytes on a no-body response" in record.msg
    return not (is_body and isinstance(record.args, tuple) and record.args[:1] == ("HEAD",))


def quiet_head_requests() -> None:
    for name in ("gunicorn.http.wsgi", "gunicorn.error"):
        logging.getLogger(name).addFilter(is_worth_logging)


# --- started as a program ---


def line(message: str) -> str:
    """An error: text, or with BOOTSTRAP_LOG_FORMAT=json an object as app-runner writes them."""
    if os.environ.get("BOOTSTRAP_LOG_FORMAT", "").lower() != "json":
        return f"gunicorn: {message}"
    now = time.time()
    stamp = f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(now))}.{int(now * 1000) % 1000:03d}Z"
    members = {"time": stamp, "level": "error", "program": "gunicorn", "message": message}
    return json.dumps(members)


def fail(message: str) -> NoReturn:
    print(line(message), file=sys.stderr, flush=True)
    sys.exit(CONFIGURATION)


def main() -> None:
    if sys.path and os.path.realpath(sys.path[0]) == os.path.dirname(os.path.realpath(__file__)):
        del sys.path[0]  # our own folder is nothing to the project
    try:
        import_gunicorn()
        base = application_class()
        from gunicorn.errors import ConfigError
    except ModuleNotFoundError as error:
        fail(
            f"cannot start Gunicorn: {error} (Python of {sys.prefix})"
            + (f"; {MISSING}" if error.name == "gunicorn" else "")
        )

    class Application(base):  # type: ignore[misc,valid-type]
        def load_config(self) -> None:
            try:
                super().load_config()
            except ConfigError as error:
                if "application module" not in str(error):
                    raise
                fail(f"cannot start Gunicorn: {NO_APPLICATION}")
            except WrongWorker as error:
                fail(f"cannot start Gunicorn: {error}")

    quiet_head_requests()
    # The name in `--help` and `--version`; at SIGUSR2, Gunicorn runs sys.argv again as it is.
    Application("%(prog)s [OPTIONS] [APP_MODULE]", prog="gunicorn").run()


if __name__ == "__main__":
    main()
