"""Where static files are collected when the project sets no STATIC_ROOT: a folder that the proxy serves without
settings."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import Any

from . import places

# Below the app folder; the proxy looks into both (docs/how-to/static-files.md).
NAMES = ("staticfiles", "static")


class NoFolder(Exception):
    """Why no folder can be chosen, with what to do."""


def has_files(folder: str) -> bool:
    """Files of the project's; those whose names begin with a dot are never served."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return any(not entry.name.startswith(".") for entry in entries)
    return False


def source_folders(settings: Any) -> list[str]:
    """What collectstatic reads: STATICFILES_DIRS, and the folders of the apps once they are loaded; without links."""
    from django.apps import apps

    found = []
    for entry in settings.STATICFILES_DIRS or ():
        path = entry[1] if isinstance(entry, (list, tuple)) and len(entry) == 2 else entry
        with contextlib.suppress(TypeError, ValueError):
            found.append(os.path.realpath(path))
    if apps.apps_ready:
        found += [os.path.realpath(os.path.join(config.path, "static")) for config in apps.get_app_configs()]
    return found


def default_folder(settings: Any, app: str, project: places.Project) -> str:
    """The first of the two folders that holds no sources and is in none."""
    sources = source_folders(settings)
    reasons = []
    for name in NAMES:
        path = os.path.join(app, name)
        try:
            real = places.folder(path, project)
        except places.Refused as reason:
            reasons.append(f"{path}: {reason}")
            continue
        if not any(places.contains(source, real) or places.contains(real, source) for source in sources):
            return real
        reasons.append(f"{path} is a folder of STATICFILES_DIRS or of an app")
    raise NoFolder(
        f"STATIC_ROOT is not set, and none of the usual folders will do ({'; '.join(reasons)}); "
        'set STATIC_ROOT in the settings, for example BASE_DIR / "collected"'
    )


def collected_folder(settings: Any, app: str, project: places.Project) -> str | None:
    """The folder of files that were collected without STATIC_ROOT; None when there are none.

    None also where the other folder has files that are not sources: the proxy serves both folders then."""
    try:
        folder = default_folder(settings, app, project)
    except NoFolder:
        return None
    sources = source_folders(settings)
    others = (os.path.realpath(os.path.join(app, name)) for name in NAMES)
    if any(
        other != folder and has_files(other) and not any(places.contains(other, source) for source in sources)
        for other in others
    ):
        return None
    return folder if has_files(folder) else None


@contextlib.contextmanager
def static_root(settings: Any, app: str) -> Iterator[str | None]:
    """Set STATIC_ROOT for a while, where the project sets none and its storage keeps files in that folder; the folder,
    or None.

    A storage with a manifest needs the setting in the running project too: Django says that it is missing."""
    from django.contrib.staticfiles.storage import ManifestFilesMixin, StaticFilesStorage, staticfiles_storage

    storage = staticfiles_storage
    is_folder = isinstance(storage, StaticFilesStorage) and not isinstance(storage, ManifestFilesMixin)
    if settings.STATIC_ROOT or not is_folder or storage.location:
        yield None
        return
    module = sys.modules.get(os.environ.get("DJANGO_SETTINGS_MODULE", ""))
    folder = default_folder(settings, app, places.Project.of(app, getattr(module, "__file__", None)))
    before = settings.STATIC_ROOT
    settings.STATIC_ROOT = folder
    # The storage may have been made before.
    storage.base_location = storage.location = folder
    try:
        yield folder
    finally:
        settings.STATIC_ROOT = before
        storage.base_location = storage.location = None
