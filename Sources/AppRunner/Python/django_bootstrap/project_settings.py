"""The project's settings and `django.setup()`, whose failures become one line each."""

from __future__ import annotations

import os
from typing import Any

from .errors import comes_from_database, describe
from .status import CONFIGURATION, DatabaseNeeded, Failure


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
