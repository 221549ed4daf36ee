"""Static files, uploads and hosts: where they are, and what would keep the site from being seen."""

from __future__ import annotations

import os

from init_facts import Facts
from init_settings import Settings
from init_values import plain

BUCKETS = ("s3", "S3", "gcloud", "GoogleCloud", "azure", "Azure", "boto", "dropbox", "Cloudinary")


LOCAL_HOSTS = ("*", "localhost", "127.0.0.1", ".localhost")


def within(path: str) -> str:
    """A folder of the settings, relative to the project where it lies in it."""
    path = os.path.normpath(os.path.join("/app", path)) if path else ""
    return "" if path == "/app" else path.removeprefix("/app/")


def static(settings: Settings, facts: Facts) -> None:
    storages = plain(settings.get("STORAGES"))
    backend = storages.get("staticfiles") if isinstance(storages, dict) else None
    backend = plain(backend.get("BACKEND")) if isinstance(backend, dict) else None
    backend = backend if isinstance(backend, str) else settings.text("STATICFILES_STORAGE")
    facts.bucket = any(word in backend for word in BUCKETS) and "whitenoise" not in backend.lower()
    facts.static_root = within(settings.text("STATIC_ROOT"))
    known = settings.get("STATIC_ROOT") is not None
    staticfiles = "django.contrib.staticfiles" in settings.strings("INSTALLED_APPS") or "INSTALLED_APPS" not in settings.values
    facts.collects = known and not facts.bucket and staticfiles
    if facts.bucket:
        facts.notes.append(
            f"static files go to a bucket ({backend}): nothing is collected when the image is built; set RUN_COLLECTSTATIC=1 and "
            "the bucket's variables to collect at the start"
        )
    elif not known and staticfiles:
        facts.notes.append(
            "STATIC_ROOT is not set: the image serves no static files, the admin has no styles; add "
            'STATIC_ROOT = BASE_DIR / "static_root" to the settings and run this command again with --force'
        )
    media = settings.get("MEDIA_ROOT")
    default = storages.get("default") if isinstance(storages, dict) else None
    file_backend = plain(default.get("BACKEND")) if isinstance(default, dict) else settings.text("DEFAULT_FILE_STORAGE")
    if not any(word in str(file_backend) for word in BUCKETS) and media not in (None, ""):
        facts.media_root = within(settings.text("MEDIA_ROOT")) or "media"


def hosts(settings: Settings, facts: Facts) -> None:
    allowed = settings.get("ALLOWED_HOSTS")
    debug = plain(settings.get("DEBUG"))
    if settings.get("DEBUG") is True:
        facts.notes.append(f"DEBUG is True in {facts.settings}: set it to False before the site is public")
    if allowed in ([], None) and debug is not True:
        facts.notes.append(
            f"ALLOWED_HOSTS is empty in {facts.settings} and DEBUG is off: every request gets a 400; name the site's hosts"
        )
    elif isinstance(allowed, list) and allowed and not any(not isinstance(name, str) or name in LOCAL_HOSTS for name in allowed):
        facts.notes.append(
            f"ALLOWED_HOSTS of {facts.settings} has no localhost: on this machine use one of its names, or add localhost"
        )
    if plain(settings.get("SECURE_SSL_REDIRECT")) is True:
        facts.notes.append("SECURE_SSL_REDIRECT is on: http://localhost:8000 redirects to https; put the HTTPS proxy in front")
