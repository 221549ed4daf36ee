"""Static files: collected, where Nginx serves them, and with the manifest that the templates ask for."""

from __future__ import annotations

import itertools
import os
from typing import Any

import django_bootstrap_files as files
from django_bootstrap_check_files import unwritable
from django_bootstrap_check_report import DJANGO, ERROR, NOTE, WARNING, Context, Finding, Findings, check
from django_bootstrap_check_roots import inside, refusal, served_root, served_url

COLLECT = "RUN app-runner collectstatic in the Dockerfile, or set RUN_COLLECTSTATIC=1"


def is_used(context: Context) -> bool:
    return "django.contrib.staticfiles" in context.settings.INSTALLED_APPS


def is_local(context: Context) -> bool:
    """Whether Nginx or the project serves the files, and no other host."""
    return str(context.settings.STATIC_URL or "").startswith("/")


def whitenoise(context: Context) -> list[str]:
    """Middleware that serves static files."""
    return [name for name in context.settings.MIDDLEWARE if "whitenoise" in name.lower() or "servestatic" in name.lower()]


def root(context: Context) -> str | None:
    """The folder that collectstatic fills; None when the files are kept elsewhere, or nowhere."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    return files.folder_of(staticfiles_storage) if context.settings.STATIC_ROOT else None


def first_file() -> str | None:
    """One of the files that collectstatic would collect."""
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for path, _ in itertools.islice(finder.list([]), 1):
            return str(path)
    return None


@check("static-root", DJANGO)
def static_root(context: Context) -> Findings:
    if not is_used(context):
        return
    place, usual = context.place("STATIC_ROOT"), context.facts["static_folders"]
    if not context.settings.STATIC_ROOT:
        if first_file() and is_local(context):
            level = ERROR if context.facts["collects"] else WARNING
            title = "STATIC_ROOT is not set: collectstatic has no place for the files, and requests for them are answered with 404"
            yield Finding(level, title, place, f'STATIC_ROOT = "{usual[0]}"')
        return
    folder = root(context)
    if folder is None:
        return
    reason = refusal(folder)
    if reason:
        title = f"STATIC_ROOT {folder} cannot be served: {reason}"
        yield Finding(ERROR, title, place, f'give collected files a folder of their own: STATIC_ROOT = "{usual[0]}"')
        return
    reason = served_root(folder, usual) if is_local(context) and not whitenoise(context) else None
    if reason:
        fix = f'STATIC_ROOT = "{usual[0]}"'
        yield Finding(WARNING, f"files in STATIC_ROOT {folder} are answered with 404: {reason}", place, fix)
    given = context.facts["is_root"] and any(inside(os.path.abspath(folder), path) for path in usual)
    if context.facts["collects"] and not given:
        yield unwritable("STATIC_ROOT", folder, place, must_exist=False)


@check("static-url", DJANGO)
def static_url(context: Context) -> Findings:
    if not is_used(context):
        return
    url, place, fix = str(context.settings.STATIC_URL or ""), context.place("STATIC_URL"), 'STATIC_URL = "static/"'
    if url in ("", "/"):
        title = f"STATIC_URL is {url or 'not set'}: static files have no addresses of their own"
        yield Finding(ERROR, title, place, fix)
    elif is_local(context) and not whitenoise(context):
        reason = served_url(url, "/static/")
        if reason:
            yield Finding(WARNING, f"STATIC_URL {url}: {reason}", place, fix)


@check("static-collected", DJANGO)
def static_collected(context: Context) -> Findings:
    folder = root(context) if is_used(context) and is_local(context) else None
    if folder is None or context.facts["collects"] or getattr(context.settings, "WHITENOISE_USE_FINDERS", False):
        return
    if os.path.isdir(folder) and any(os.scandir(folder)):
        return
    found = first_file()
    if found:
        title = f"STATIC_ROOT {folder} is empty, although there are files to collect ({found}): they are answered with 404"
        yield Finding(ERROR, title, context.place("STATIC_ROOT"), COLLECT)


@check("static-manifest", DJANGO)
def static_manifest(context: Context) -> Findings:
    """Without its manifest a manifest storage fails for each page with a static file in it."""
    if not is_used(context) or context.settings.DEBUG or context.facts["collects"]:
        return
    from django.contrib.staticfiles.storage import staticfiles_storage as storage

    manifest: Any = getattr(storage, "hashed_files", None)
    is_strict = getattr(storage, "manifest_strict", False) and hasattr(storage, "manifest_name")
    if is_strict and not manifest and first_file():
        title = (
            f"{storage.manifest_name} is missing in {context.settings.STATIC_ROOT}: pages with static files fail with status 500"
        )
        yield Finding(ERROR, title, context.place("STORAGES"), COLLECT)


@check("whitenoise", DJANGO)
def whitenoise_position(context: Context) -> Findings:
    for name in whitenoise(context):
        before = context.settings.MIDDLEWARE[: list(context.settings.MIDDLEWARE).index(name)]
        others = [other for other in before if other != "django.middleware.security.SecurityMiddleware"]
        if others:
            title = f"{name} comes after {others[-1]}, which then runs for each static file"
            fix = "put it directly after django.middleware.security.SecurityMiddleware"
            yield Finding(WARNING, title, context.place("MIDDLEWARE"), fix)
        else:
            title = f"{name}: Nginx serves what lies in its folders, and asks the application for other static files only"
            yield Finding(NOTE, title, context.place("MIDDLEWARE"), "it can stay, or be removed")
