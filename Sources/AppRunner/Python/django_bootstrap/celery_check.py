"""Whether CELERY_APP is a Celery application whose drivers are installed."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from typing import Any

from .errors import comes_from_database, describe
from .status import CONFIGURATION, DatabaseNeeded, Failure


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
            raise Failure(
                f"cannot start Celery: cannot load its {what}: {describe(error)}", CONFIGURATION, error
            ) from error

    load("broker's transport", lambda: application.connection_for_write().transport)
    load("result backend", lambda: application.backend)
