"""What a project uses to store and serve its static files: storages, their manifests, middleware."""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import re
from collections.abc import Iterator
from typing import Any

MOST_NAMES = 100_000
HASHED_NAME = re.compile(r"[A-Za-z0-9_@+][A-Za-z0-9._/@+-]{0,511}")
MIDDLEWARE = {"WhiteNoiseMiddleware": "WHITENOISE", "ServeStaticMiddleware": "SERVESTATIC"}
PACKAGES = ("whitenoise", "servestatic")
PLAIN_STORAGES = (
    "django.core.files.storage.FileSystemStorage",
    "django.core.files.storage.filesystem.FileSystemStorage",
)
PLAIN_STATIC_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"


# --- storages ---


def is_plain_static(settings: Any) -> bool:
    return is_plain(settings, "staticfiles", "STATICFILES_STORAGE", (PLAIN_STATIC_STORAGE,))


def is_plain_default(settings: Any) -> bool:
    return is_plain(settings, "default", "DEFAULT_FILE_STORAGE", PLAIN_STORAGES)


def is_plain(settings: Any, alias: str, old_name: str, plain: tuple[str, ...]) -> bool:
    """Whether the storage is Django's simplest one, which need not be imported to know its folder.

    Django before 4.2 has only the old name, Django from 5.1 on only STORAGES."""
    chosen = []
    if hasattr(settings, "STORAGES"):
        chosen.append(settings.STORAGES.get(alias, {}))
    if hasattr(settings, old_name):
        chosen.append({"BACKEND": getattr(settings, old_name)})
    return all(storage.get("BACKEND") in plain and not storage.get("OPTIONS") for storage in chosen)


def hashed_names(storage: Any) -> Iterator[str]:
    """The names that the manifest gives, whose files never change."""
    from django.contrib.staticfiles.storage import ManifestFilesMixin

    if not isinstance(storage, ManifestFilesMixin):
        return
    try:
        manifest = storage.load_manifest()  # from Django 4.1 on with the manifest's hash
        hashed = (manifest[0] if isinstance(manifest, tuple) else manifest).items()
    except (Exception, SystemExit):
        return  # the project itself says it, at its first page
    names = {value for name, value in hashed if isinstance(value, str) and value != name and is_safe(value)}
    yield from sorted(names)[:MOST_NAMES]


def is_safe(name: str) -> bool:
    parts = name.split("/")
    return bool(HASHED_NAME.fullmatch(name)) and not any(part in ("", ".", "..") for part in parts)


# --- middleware ---


def static_server(settings: Any) -> str:
    """The prefix of WhiteNoise's or ServeStatic's settings when one of them is among the middleware, else nothing."""
    names = [name for name in settings.MIDDLEWARE or () if isinstance(name, str)]
    for name in names:
        if name.rpartition(".")[2] in MIDDLEWARE:
            return MIDDLEWARE[name.rpartition(".")[2]]
    if any(installed(package) for package in PACKAGES):
        for name in names:
            for ancestor in ancestors(name):
                if ancestor.__name__ in MIDDLEWARE and ancestor.__module__.split(".")[0] in PACKAGES:
                    return MIDDLEWARE[ancestor.__name__]
    return ""


def installed(package: str) -> bool:
    with contextlib.suppress(ImportError, ValueError):
        return importlib.util.find_spec(package) is not None
    return False


def ancestors(name: str) -> tuple[type, ...]:
    """Of a middleware of the project's; none when it is Django's or cannot be imported."""
    from django.core.exceptions import AppRegistryNotReady

    module, _, attribute = name.rpartition(".")
    if not module or module.startswith("django."):
        return ()
    try:
        found = getattr(importlib.import_module(module), attribute, None)
    except AppRegistryNotReady:
        raise
    except (Exception, SystemExit):
        return ()  # said by the check of the application
    return found.__mro__ if isinstance(found, type) else ()
