"""Static files, uploads and hosts: where they are, and what would keep the site from being seen."""

from __future__ import annotations

import os

from .database import plain_path
from .facts import Facts
from .settings import Settings
from .values import plain

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
    staticfiles = (
        "django.contrib.staticfiles" in settings.strings("INSTALLED_APPS") or "INSTALLED_APPS" not in settings.values
    )
    facts.collects = not facts.bucket and staticfiles
    # The program collects into a folder of its own where the settings name none.
    facts.static_unset = settings.get("STATIC_ROOT") in (None, "")
    if facts.bucket:
        facts.notes.append(
            f"static files go to a bucket ({backend}): nothing is collected when the image is built; set "
            "RUN_COLLECTSTATIC=1 and "
            "the bucket's variables to collect at the start"
        )
    facts.compresses = settings.get("COMPRESS_OFFLINE") is True and "compressor" in settings.strings("INSTALLED_APPS")
    media = settings.get("MEDIA_ROOT")
    default = storages.get("default") if isinstance(storages, dict) else None
    file_backend = plain(default.get("BACKEND")) if isinstance(default, dict) else settings.text("DEFAULT_FILE_STORAGE")
    if not any(word in str(file_backend) for word in BUCKETS) and media not in (None, ""):
        facts.media_root = within(settings.text("MEDIA_ROOT"))
        if not facts.media_root or not plain_path(facts.media_root):
            facts.media_root = ""
            facts.notes.append(
                "MEDIA_ROOT cannot be told without running the settings: mount a volume at its folder in "
                "compose.yaml, or uploads "
                "are gone with the container"
            )


def hosts(settings: Settings, facts: Facts) -> None:
    """What the project has to change: a note names the line and what to write there."""
    allowed = settings.get("ALLOWED_HOSTS")
    debug = plain(settings.get("DEBUG"))
    again = "then run this command again with --force"
    line = 'ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")'

    def place(name: str) -> str:
        return settings.lines.get(name, facts.settings)

    if settings.get("DEBUG") is True:
        facts.notes.append(
            f"DEBUG is True ({place('DEBUG')}): visitors see source and settings in error pages. Before the site is "
            "public, "
            f'write there DEBUG = os.environ.get("DEBUG") == "True" and at {place("ALLOWED_HOSTS")} {line}; {again}'
        )
    if allowed in ([], None) and debug is not True:
        facts.notes.append(
            f"ALLOWED_HOSTS is empty ({place('ALLOWED_HOSTS')}) and DEBUG is off: every request gets a 400; "
            f"write there {line}; {again}"
        )
    elif (
        isinstance(allowed, list)
        and allowed
        and not any(not isinstance(name, str) or name in LOCAL_HOSTS for name in allowed)
    ):
        facts.notes.append(
            f"ALLOWED_HOSTS has no localhost ({place('ALLOWED_HOSTS')}): http://localhost:8000 gets a 400; "
            f"write there {line}; {again}"
        )
    if settings.get("SECURE_SSL_REDIRECT") is True:
        facts.notes.append(
            f"SECURE_SSL_REDIRECT is True ({place('SECURE_SSL_REDIRECT')}): http://localhost:8000 redirects to https; "
            "put the HTTPS proxy in front, or write "
            f'there SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "True") == "True"; {again}'
        )
    elif settings.get("SESSION_COOKIE_SECURE") is True:
        facts.notes.append(
            f"SESSION_COOKIE_SECURE is True ({place('SESSION_COOKIE_SECURE')}): Safari and curl do not log in at "
            "http://localhost:8000, other browsers do; with https all do"
        )
