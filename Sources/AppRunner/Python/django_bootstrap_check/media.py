"""Uploads: a folder that the project can write, and that Nginx serves."""

from __future__ import annotations

import os

from django_bootstrap import files, places

from .files import unwritable
from .report import DJANGO, ERROR, WARNING, Context, Finding, Findings, check
from .site import free_folder, refused, storage_failure


def given_at_start(context: Context, folder: str) -> bool:
    """Folders that a start as root makes or gives to the user."""
    usual = context.facts["media_folders"]
    return context.facts["is_root"] and any(
        places.contains(os.path.realpath(path), os.path.realpath(folder)) for path in usual
    )


@check("media-root", DJANGO)
def media_root(context: Context) -> Findings:
    from django.core.files.storage import default_storage

    settings, place = context.settings, context.place("MEDIA_ROOT")
    failure = storage_failure(context, "the uploads", context.place("STORAGES"))
    if failure:
        yield failure
        return
    folder = files.folder_of(default_storage)
    if folder is None:
        return  # a bucket
    if not settings.MEDIA_ROOT and folder == os.getcwd():
        field = file_field()
        if field:
            title = f"MEDIA_ROOT is not set, and {field} stores files: they go into the working directory {folder}"
            yield Finding(WARNING, title, place, f"MEDIA_ROOT = {free_folder(context, 'MEDIA_ROOT')}")
        return
    if not given_at_start(context, folder):
        yield unwritable("MEDIA_ROOT", folder, place, level(), must_exist=False)
    yield refused(context, "MEDIA_ROOT", "requests for uploads are answered with 404", level())


@check("media-url", DJANGO)
def media_url(context: Context) -> Findings:
    from django.core.files.storage import default_storage

    if files.folder_of(default_storage) is None:
        return
    place = context.place("MEDIA_URL")
    if not (getattr(context.settings._wrapped, "MEDIA_URL", None) or getattr(default_storage, "_base_url", None)):
        if file_field():
            title = (
                "MEDIA_URL is not set: the addresses of uploaded files are those of pages, and are answered with 404"
            )
            yield Finding(WARNING, title, place, 'MEDIA_URL = "/media/"')
    else:
        yield refused(context, "MEDIA_URL", "requests for uploads are answered with 404", level())


def level() -> str:
    """Without a field for files, uploads may be none at all."""
    return ERROR if file_field() else WARNING


def file_field() -> str | None:
    """A field of the project's models that stores files."""
    from django.apps import apps
    from django.db.models import FileField

    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                return f"{model._meta.label}.{field.name}"
    return None
