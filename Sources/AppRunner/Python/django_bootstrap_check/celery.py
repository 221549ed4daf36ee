"""Celery's application and drivers, and the drivers of caches and channel layers."""

from __future__ import annotations

import os

from django_bootstrap.celery_check import check_celery
from django_bootstrap.errors import describe, project_frame
from django_bootstrap.status import DatabaseNeeded, Failure

from .report import DJANGO, ERROR, NOTE, Context, Finding, Findings, check


@check("celery", DJANGO)
def celery(context: Context) -> Findings:
    """The application is found and its broker's transport and result backend are loaded, as a worker does it."""
    if not os.environ.get("CELERY_APP"):
        package = (os.environ.get("DJANGO_SETTINGS_MODULE") or "").partition(".")[0]
        if package and os.path.exists(os.path.join(package, "celery.py")):
            title = f"CELERY_APP is not set, and {package}/celery.py looks like a Celery application"
            yield Finding(NOTE, title, "CELERY_APP", f"CELERY_APP={package} where celery-runner is to run it")
        return
    try:
        check_celery()
    except Failure as failure:
        cause = failure.cause
        is_missing = isinstance(cause, ModuleNotFoundError)
        fix = (
            "install the package in the image (celery[redis] for Redis)"
            if is_missing
            else "correct CELERY_APP, or what it names"
        )
        place = (project_frame(cause) if cause else None) or "CELERY_APP"
        yield Finding(ERROR, str(failure), place, fix)
    except DatabaseNeeded as error:
        title = f"the import of CELERY_APP asks for the database: {error}"
        yield Finding(NOTE, title, "CELERY_APP", "run the check where the database answers")


@check("caches", DJANGO)
def caches(context: Context) -> Findings:
    """The cache's client is made, which imports its driver; it connects at the first use."""
    from django.core.cache import caches as configured

    for alias in context.settings.CACHES:
        try:
            cache = configured[alias]
            if type(cache).__module__.startswith("django.core.cache.backends."):
                client = getattr(cache, "_cache", None)
                getattr(client, "get_client", lambda: None)() if "redis" in type(cache).__module__ else None
        except Exception as error:
            title = f"the cache {alias} cannot be used: {describe(error)}"
            yield Finding(ERROR, title, context.place("CACHES"), "install its driver in the image, or correct BACKEND")


@check("channel-layers", DJANGO)
def channel_layers(context: Context) -> Findings:
    from django.utils.module_loading import import_string

    for alias, layer in (getattr(context.settings, "CHANNEL_LAYERS", None) or {}).items():
        try:
            import_string(layer["BACKEND"])
        except Exception as error:
            title = f"the channel layer {alias} cannot be used: {describe(error)}"
            yield Finding(
                ERROR, title, context.place("CHANNEL_LAYERS"), "install its package in the image (channels-redis)"
            )
