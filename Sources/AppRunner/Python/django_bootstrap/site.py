"""What the settings say about the site's files, for the proxy and for publishing: the site file.

The format is in docs/reference/site-file.md. Importing the settings is enough for most projects; AppRegistryNotReady
comes out of `describe` when a storage or a middleware of the project's needs `django.setup()`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from typing import Any

from . import collect, files, places
from .gunicorn_launcher import dotted_path
from .site_file import Site
from .storages import hashed_names, is_plain_default, is_plain_static, static_server


def describe(app: str, site_file: str) -> Site:
    from django.conf import settings

    module = os.environ.get("DJANGO_SETTINGS_MODULE", "")
    site = Site(
        settings=module if re.fullmatch(r"[\w.-]{1,200}", module) else "",
        wsgi_application=dotted_path(getattr(settings, "WSGI_APPLICATION", None)),
        asgi_application=dotted_path(getattr(settings, "ASGI_APPLICATION", None)),
    )
    file = getattr(sys.modules.get(module), "__file__", None)
    project = places.Project.of(app, file, private=[site_file, *database_files(settings)])
    site.server = static_server(settings)
    site.script_name = script_name(site, settings)
    describe_static(site, settings, project, app)
    describe_media(site, settings, project)
    if site.server:
        name = f"{site.server}_ROOT"
        site.site_root = root(site, name, getattr(settings, name, None), project)
    site.static_missing = (
        "not-found" if settings.STATIC_ROOT and site.static_root and not site.server else "application"
    )
    return site


def describe_static(site: Site, settings: Any, project: places.Project, app: str) -> None:
    site.static_url = url(site, "STATIC_URL", settings)
    if not settings.STATIC_ROOT:
        site.static_root = collect.collected_folder(settings, app, project) or ""
        return
    if is_plain_static(settings):
        site.static_root = root(site, "STATIC_ROOT", settings.STATIC_ROOT, project)
        return
    from django.contrib.staticfiles.storage import staticfiles_storage

    site.static_root = root(site, "STATIC_ROOT", folder_of(site, "the static files", staticfiles_storage), project)
    if site.static_root:
        site.immutable = list(hashed_names(staticfiles_storage))


def describe_media(site: Site, settings: Any, project: places.Project) -> None:
    location: Any = settings.MEDIA_ROOT
    address: Any = None
    if not is_plain_default(settings):
        from django.core.files.storage import default_storage

        location = folder_of(site, "the uploads", default_storage)
        if location:
            address = getattr(default_storage, "_base_url", None)
            if not settings.MEDIA_ROOT and not getattr(default_storage, "_location", None):
                location = None  # Django takes the working directory
    site.media_root = root(site, "MEDIA_ROOT", location, project)
    site.media_url = url(site, "MEDIA_URL", settings, address)
    if site.media_url and site.media_url == site.static_url != places.OTHER_HOST:
        site.refuse(
            "MEDIA_URL", site.media_url, "STATIC_URL is the same", 'set it to another path, for example "media/"'
        )
        site.media_url = ""


def url(site: Site, name: str, settings: Any, own: Any = None) -> str:
    """The path that Django puts before the names of files; empty when the settings do not say."""
    # Not settings.STATIC_URL, which turns "" into "/" and keeps the prefix of the moment.
    value = str(own or getattr(settings._wrapped, name, None) or "")
    if not value:
        return ""
    if not value.startswith("/") and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
        prefix = str(getattr(settings, "FORCE_SCRIPT_NAME", None) or "/")
        value = prefix + ("" if prefix.endswith("/") else "/") + value
    if not value.endswith("/"):
        value += "/"  # as Django's storages do
    try:
        return places.url_path(value)
    except places.Refused as reason:
        plain = name.split("_")[0].lower()
        site.refuse(name, value, reason, f'set it to a path of its own, for example "{plain}/"')
        return ""


def script_name(site: Site, settings: Any) -> str:
    """The path that the whole site is below, without a slash at its end: Django's setting, else Gunicorn's variable."""
    forced = getattr(settings, "FORCE_SCRIPT_NAME", None)
    name = "SCRIPT_NAME" if forced is None else "FORCE_SCRIPT_NAME"
    value = str(os.environ.get("SCRIPT_NAME", "") if forced is None else forced).rstrip("/")
    if not value:
        return ""
    try:
        path = places.url_path(value + "/")
        if path == places.OTHER_HOST:
            raise places.Refused("it is on another host")
    except places.Refused as reason:
        text = ascii(value)[1:-1][:200]
        site.warnings.append(f'cannot serve files below {name} {text}: {reason}; set it to a path, for example "/shop"')
        return ""
    return path[:-1]


def root(site: Site, name: str, value: Any, project: places.Project) -> str:
    if not value:
        return ""
    try:
        return places.folder(value, project, uploads=name == "MEDIA_ROOT")
    except (places.Refused, TypeError, ValueError, OSError) as reason:
        plain = {"STATIC_ROOT": "static", "MEDIA_ROOT": "media"}.get(name, "public")
        site.refuse(name, value, reason, f'set it to a folder of its own, for example BASE_DIR / "{plain}"')
        return ""


def folder_of(site: Site, what: str, storage: Any) -> str | None:
    """The folder of a storage; None for a bucket, and with a warning when the storage cannot be made."""
    from django.core.exceptions import AppRegistryNotReady

    try:
        storage.url  # noqa: B018 - makes it; isinstance() would keep an AttributeError to itself
        return files.folder_of(storage)
    except AppRegistryNotReady:
        raise
    except Exception as error:
        text = " ".join(str(error).split())
        site.warnings.append(f"cannot tell where {what} are: their storage fails with {type(error).__name__}: {text}")
        return None


def database_files(settings: Any) -> Iterator[str]:
    for database in settings.DATABASES.values():
        if str(database.get("ENGINE", "")).endswith(("sqlite3", "spatialite")):
            file = files.sqlite_file(database)
            if file:
                yield file
