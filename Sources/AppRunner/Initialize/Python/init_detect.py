"""Facts of a project, from its files."""

from __future__ import annotations

import os
import re

import init_frontend
import init_packages
import init_project
import init_services
from init_facts import Facts, Options
from init_roles import variables
from init_settings import Settings
from init_system import system_packages
from init_users import superuser
from init_values import plain

LOCAL_HOSTS = ("*", "localhost", "127.0.0.1", ".localhost")
BUCKETS = ("s3", "S3", "gcloud", "GoogleCloud", "azure", "Azure", "boto", "dropbox", "Cloudinary")


def detect(root: str, options: Options) -> Facts:
    place = init_project.find(root, options.settings)
    packages = init_packages.read_packages(root)
    facts = Facts(
        image_name(root), packages, init_packages.image_python(packages), place.settings, place.manage, place.wsgi, place.asgi
    )
    facts.import_folder = place.folder
    folders = (
        init_project.import_folders(root, os.path.dirname(place.manage))
        if place.manage
        else init_project.import_folders(root, place.folder)
    )
    settings = usable(root, folders, place, facts, options)
    init_services.database(settings, packages, facts)
    init_services.celery(root, settings, packages, facts)
    init_services.brokers(settings, packages, facts)
    init_services.tasks(settings, facts)
    init_services.unreachable(settings, facts)
    init_services.require(packages, facts)
    facts.variables = variables(settings, facts)
    static(settings, facts)
    hosts(settings, facts)
    facts.superuser = superuser(root, facts.import_folder, settings)
    init_frontend.frontend(root, facts)
    if facts.frontend:
        facts.frontend.keeps_modules = "node_modules" in str(settings.get("STATICFILES_DIRS"))
    init_frontend.translations(root, facts)
    facts.build_packages, facts.system_packages = system_packages(packages, settings.strings("INSTALLED_APPS"), facts.database)
    if facts.database == "spatialite":
        facts.database = "sqlite"
    facts.sqlite_is_literal = not any(variable.role in ("db_url", "db_name") for variable in facts.variables)
    return facts


def usable(root: str, folders: list[str], place: init_project.Place, facts: Facts, options: Options) -> Settings:
    """The settings for production, unless they cannot serve as they are while those that wsgi.py names can."""
    settings = Settings(root, folders, place.settings)
    named = init_project.literal(root, place.wsgi_file) if place.wsgi_file else ""
    missing = lacks(settings)
    if options.settings or not missing or named in ("", place.settings):
        return settings
    other = Settings(root, folders, named)
    if lacks(other):
        return settings
    facts.notes.append(
        f"{place.settings} does not set {missing}, so {named} is used, as {place.wsgi_file} says; add it and run this command "
        f"again with --settings {place.settings} --force"
    )
    facts.settings = named
    return other


def lacks(settings: Settings) -> str:
    if settings.get("SECRET_KEY") in (None, ""):
        return "SECRET_KEY"
    return "ALLOWED_HOSTS" if settings.get("ALLOWED_HOSTS") in (None, []) and plain(settings.get("DEBUG")) is not True else ""


def image_name(root: str) -> str:
    """A name that images, compose projects and Kubernetes take."""
    name = re.sub(r"[^a-z0-9]+", "-", os.path.basename(os.path.abspath(root)).lower()).strip("-")
    return name[:40].strip("-") if name not in ("", "app") else "site"


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
