"""Facts of a project, from its files."""

from __future__ import annotations

import os
import re

from . import celery, database, frontend, modules, new_project, services, static
from . import packages as packages_reader
from . import project as project_reader
from .facts import Facts, Options
from .files import exists, toml
from .roles import variables
from .settings import Settings
from .system import system_packages
from .urls import admin_path
from .users import superuser
from .values import plain

# Names of packages and folders that say nothing of the project.
GENERIC = ("app", "config", "conf", "core", "project", "settings", "src", "backend", "server", "web", "django")


def detect(root: str, options: Options) -> Facts:
    place = project_reader.find(root, options.settings)
    packages = packages_reader.read_packages(root)
    facts = Facts(
        image_name(root, place.settings),
        packages,
        packages_reader.image_python(packages),
        place.settings,
        place.manage,
        place.wsgi,
        place.asgi,
    )
    facts.import_folder = place.folder
    folders = (
        modules.import_folders(root, os.path.dirname(place.manage))
        if place.manage
        else modules.import_folders(root, place.folder)
    )
    settings = usable(root, folders, place, facts, options)
    new_project.judge(root, settings, facts)
    database.database(settings, packages, facts)
    celery.celery(root, settings, packages, facts)
    services.brokers(settings, packages, facts)
    services.tasks(settings, facts)
    services.commands(settings, facts)
    services.attached(root, facts)
    facts.variables = variables(settings, facts)
    database.others(settings, facts)
    database.unreachable(settings, facts)
    database.require(packages, facts)
    static.static(settings, facts)
    static.hosts(settings, facts)
    facts.superuser = superuser(root, facts.import_folder, settings)
    backends = settings.strings("AUTHENTICATION_BACKENDS")
    facts.other_login = bool(backends) and not any(name.endswith("ModelBackend") for name in backends)
    facts.admin = admin_path(root, folders, settings)
    frontend.frontend(root, facts)
    if facts.frontend:
        facts.frontend.keeps_modules = "node_modules" in str(settings.get("STATICFILES_DIRS"))
    frontend.translations(root, facts)
    facts.build_packages, facts.system_packages = system_packages(
        packages, settings.strings("INSTALLED_APPS"), facts.database
    )
    if facts.database == "spatialite":
        facts.database = "sqlite"
    facts.sqlite_is_literal = not any(variable.role in ("db_url", "db_name") for variable in facts.variables)
    database.unknown(facts)
    compose_files(root, facts)
    return facts


def compose_files(root: str, facts: Facts) -> None:
    """Docker Compose takes compose.yaml before the others, and merges an override into it; podman-compose has other
    rules."""
    found = dict.fromkeys(("compose.yml", "docker-compose.yml", "docker-compose.yaml"), "is there too")
    stems = ("compose.override", "docker-compose.override")
    found |= {f"{stem}.{ending}": "is merged into compose.yaml" for stem in stems for ending in ("yml", "yaml")}
    for name, what in found.items():
        if exists(root, name):
            facts.notes.append(
                f"{name} {what}: write docker compose --file compose.yaml … to use the file written here alone"
            )


def usable(root: str, folders: list[str], place: project_reader.Place, facts: Facts, options: Options) -> Settings:
    """The settings for production, unless they cannot serve as they are while those that wsgi.py names can."""
    settings = Settings(root, folders, place.settings)
    named = modules.literal(root, place.wsgi_file) if place.wsgi_file else ""
    missing = lacks(settings)
    if options.settings or not missing or named in ("", place.settings):
        return settings
    other = Settings(root, folders, named)
    if lacks(other):
        return settings
    facts.notes.append(
        f"{place.settings} does not set {missing}, so {named} is used, as {place.wsgi_file} says; add it and run this "
        f"command again with --settings {place.settings} --force"
    )
    facts.settings = named
    return other


def lacks(settings: Settings) -> str:
    if settings.get("SECRET_KEY") in (None, ""):
        return "SECRET_KEY"
    return (
        "ALLOWED_HOSTS"
        if settings.get("ALLOWED_HOSTS") in (None, []) and plain(settings.get("DEBUG")) is not True
        else ""
    )


def image_name(root: str, settings: str) -> str:
    """A name that images, compose projects and Kubernetes take: the project's own, not that of the folder in a
    container."""
    project = toml(root, "pyproject.toml") or {}
    tables = [project.get("project"), (project.get("tool") or {}).get("poetry")]
    names = [table.get("name") for table in tables if isinstance(table, dict)]
    names += [settings.split(".")[0], os.path.basename(os.path.abspath(root))]
    for name in names:
        name = re.sub(r"[^a-z0-9]+", "-", str(name or "").lower())[:40].strip("-")
        if name not in ("", *GENERIC):
            return name
    return "site"
