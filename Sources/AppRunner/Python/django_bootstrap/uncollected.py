"""Static files that have not been collected: said at the start, with the line for the Dockerfile."""

from __future__ import annotations

import contextlib
import os
from typing import Any

from . import collect, places
from .site_file import Site
from .storages import is_plain_static


def may_be_uncollected(site: Site, app: str) -> bool:
    """Whether the folder that would be served is empty; asked without the apps."""
    from django.conf import settings

    if site.static_url == places.OTHER_HOST or "django.contrib.staticfiles" not in app_names(settings):
        return False
    if not site.static_root and (settings.STATIC_ROOT or not is_plain_static(settings)):
        return False  # a bucket, or refused, which has been said
    if site.server and getattr(settings, f"{site.server}_USE_FINDERS", settings.DEBUG):
        return False
    sources = [] if settings.STATIC_ROOT else collect.source_folders(settings)
    return not any(collect.has_files(folder) for folder in served(site, app) if os.path.realpath(folder) not in sources)


def warning(site: Site, app: str) -> str | None:
    """What an operator should do about it; needs `django.setup()`."""
    from django.conf import settings

    if not may_be_uncollected(site, app) or not finds_a_file(served(site, app)):
        return None
    url = site.static_url or "/static/"
    if not settings.STATIC_ROOT:
        return (
            f"STATIC_ROOT is not set and no static files are collected: files below {url} will be 404; "
            'add "RUN app-runner collectstatic" to the Dockerfile, or set RUN_COLLECTSTATIC=1'
        )
    command = "python manage.py" if os.path.exists("manage.py") else "django-admin"
    line = f'add "RUN SECRET_KEY=build {command} collectstatic --noinput" to the Dockerfile'
    return (
        f"no static files in STATIC_ROOT {site.static_root}: every file below {url} will be 404; {line}, or set "
        "RUN_COLLECTSTATIC=1"
    )


def app_names(settings: Any) -> list[str]:
    # An app is named by its module or by its configuration: django.contrib.staticfiles.apps.StaticFilesConfig.
    return [str(name).partition(".apps.")[0] for name in settings.INSTALLED_APPS]


def served(site: Site, app: str) -> list[str]:
    """As the proxy chooses: STATIC_ROOT where it exists, else the contract's folders."""
    if site.static_root and os.path.isdir(site.static_root):
        return [site.static_root]
    return [os.path.join(app, "static"), os.path.join(app, "staticfiles")]


def finds_a_file(served: list[str]) -> bool:
    """Whether collectstatic would collect a file that is in none of these folders."""
    from django.contrib.staticfiles.finders import get_finders

    with contextlib.suppress(Exception):  # a finder that fails is said by collectstatic
        for finder in get_finders():
            for path, storage in finder.list([]):
                name = os.path.join(getattr(storage, "prefix", None) or "", path)
                if not any(os.path.exists(os.path.join(folder, name)) for folder in served):
                    return True
    return False
