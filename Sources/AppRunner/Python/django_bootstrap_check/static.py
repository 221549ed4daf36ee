"""Static files: collected, where Nginx serves them, and with the manifest that the templates ask for."""

from __future__ import annotations

import itertools
import os
from typing import Any

from django_bootstrap import files, places, uncollected
from django_bootstrap.storages import is_plain_static

from .files import unwritable
from .report import DJANGO, ERROR, NOTE, WARNING, Context, Finding, Findings, check
from .site import free_folder, is_elsewhere, refused, served_anyway, site_of, storage_failure

COLLECT = "RUN app-runner collectstatic in the Dockerfile, or set RUN_COLLECTSTATIC=1"


def is_used(context: Context) -> bool:
    return "django.contrib.staticfiles" in uncollected.app_names(context.settings)


def first_file() -> str | None:
    """One of the files that collectstatic would collect."""
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for path, _ in itertools.islice(finder.list([]), 1):
            return str(path)
    return None


def finds_at_request(context: Context) -> bool:
    """WhiteNoise with finders needs no collected files."""
    server = site_of(context).server
    return bool(server and getattr(context.settings, f"{server}_USE_FINDERS", context.settings.DEBUG))


@check("static-root", DJANGO)
def static_root(context: Context) -> Findings:
    if not is_used(context):
        return
    from django.contrib.staticfiles.storage import staticfiles_storage

    site, place = site_of(context), context.place("STATIC_ROOT")
    failure = storage_failure(context, "the static files", context.place("STORAGES"))
    if failure:
        yield failure
        return
    staticfiles_storage.url  # noqa: B018 - makes it: Django refuses the MEDIA_ROOT's folder, for example
    if not context.settings.STATIC_ROOT:
        yield missing_root(context, place)
        return
    yield refused(context, "STATIC_ROOT", "requests for static files are answered with 404", served_anyway(context))
    usual = context.facts["static_folders"]
    folder = site.static_root
    given = context.facts["is_root"] and any(places.contains(os.path.realpath(path), folder) for path in usual)
    if folder and context.facts["collects"] and not given:
        yield unwritable("STATIC_ROOT", folder, place, must_exist=False)


def missing_root(context: Context, place: str) -> Finding | None:
    """Without STATIC_ROOT collectstatic fails, unless the storage is a bucket."""
    local = is_plain_static(context.settings) and not is_elsewhere(site_of(context).static_url)
    if not local or finds_at_request(context) or not first_file():
        return None
    site, app = site_of(context), context.facts["app"]
    is_collected = not uncollected.may_be_uncollected(site, app) and not uncollected.finds_a_file(
        uncollected.served(site, app)
    )
    if is_collected and not context.facts["collects"]:
        return None  # `app-runner collectstatic` has put them where Nginx finds them
    title = (
        "STATIC_ROOT is not set: collectstatic has no place for the files, and requests for them are answered with 404"
    )
    fix = f"STATIC_ROOT = {free_folder(context, 'STATIC_ROOT')}, then {COLLECT}"
    return Finding(ERROR if context.facts["collects"] else WARNING, title, place, fix)


@check("static-url", DJANGO)
def static_url(context: Context) -> Findings:
    if not is_used(context):
        return
    site, place = site_of(context), context.place("STATIC_URL")
    url = str(getattr(context.settings._wrapped, "STATIC_URL", None) or "")
    if not url:
        yield Finding(ERROR, "STATIC_URL is not set: static files have no addresses", place, 'STATIC_URL = "static/"')
    elif is_elsewhere(site.static_url) and is_plain_static(context.settings) and not site.server:
        title = f"STATIC_URL {url} is on another host: this container serves no static files"
        yield Finding(
            NOTE,
            title,
            place,
            "put what collectstatic collects there; a host that fetches them from this site gets 404",
        )
    else:
        yield refused(context, "STATIC_URL", "requests for static files are answered with 404", served_anyway(context))


@check("static-collected", DJANGO)
def static_collected(context: Context) -> Findings:
    site, app = site_of(context), context.facts["app"]
    if context.facts["collects"] or not context.settings.STATIC_ROOT or not uncollected.may_be_uncollected(site, app):
        return
    found = first_file()
    if found:
        title = (
            f"STATIC_ROOT {site.static_root} is empty, although there are files to collect ({found}): they are "
            "answered with 404"
        )
        yield Finding(ERROR, title, context.place("STATIC_ROOT"), COLLECT)


@check("static-manifest", DJANGO)
def static_manifest(context: Context) -> Findings:
    """Without its manifest a manifest storage fails for each page with a static file in it."""
    if not is_used(context) or context.settings.DEBUG or context.facts["collects"] or "static-root" in context.found:
        return
    from django.contrib.staticfiles.storage import staticfiles_storage as storage

    manifest: Any = getattr(storage, "hashed_files", None)
    is_strict = getattr(storage, "manifest_strict", False) and hasattr(storage, "manifest_name")
    if is_strict and not manifest and first_file():
        where = files.folder_of(storage) or type(storage).__name__
        title = f"{storage.manifest_name} is missing in {where}: pages with static files fail with status 500"
        yield Finding(ERROR, title, context.place("STORAGES"), COLLECT)
