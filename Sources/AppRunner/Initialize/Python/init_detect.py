"""Facts of a project, from its files."""

from __future__ import annotations

import os
import re

import init_celery
import init_database
import init_frontend
import init_modules
import init_new_project
import init_packages
import init_project
import init_services
import init_static
from init_facts import Facts, Options
from init_files import exists, toml
from init_roles import variables
from init_settings import Settings
from init_system import system_packages
from init_urls import admin_path
from init_users import superuser
from init_values import plain

# Names of packages and folders that say nothing of the project.
GENERIC = ("app", "config", "conf", "core", "project", "settings", "src", "backend", "server", "web", "django")


def detect(root: str, options: Options) -> Facts:
    place = init_project.find(root, options.settings)
    packages = init_packages.read_packages(root)
    facts = Facts(
        image_name(root, place.settings),
        packages,
        init_packages.image_python(packages),
        place.settings,
        place.manage,
        place.wsgi,
        place.asgi,
    )
    facts.import_folder = place.folder
    folders = (
        init_modules.import_folders(root, os.path.dirname(place.manage))
        if place.manage
        else init_modules.import_folders(root, place.folder)
    )
    settings = usable(root, folders, place, facts, options)
    init_new_project.judge(root, settings, facts)
    init_database.database(settings, packages, facts)
    init_celery.celery(root, settings, packages, facts)
    init_services.brokers(settings, packages, facts)
    init_services.tasks(settings, facts)
    init_services.commands(settings, facts)
    init_services.attached(root, facts)
    facts.variables = variables(settings, facts)
    init_database.others(settings, facts)
    init_database.unreachable(settings, facts)
    init_database.require(packages, facts)
    init_static.static(settings, facts)
    init_static.hosts(settings, facts)
    facts.superuser = superuser(root, facts.import_folder, settings)
    backends = settings.strings("AUTHENTICATION_BACKENDS")
    facts.other_login = bool(backends) and not any(name.endswith("ModelBackend") for name in backends)
    facts.admin = admin_path(root, folders, settings)
    init_frontend.frontend(root, facts)
    if facts.frontend:
        facts.frontend.keeps_modules = "node_modules" in str(settings.get("STATICFILES_DIRS"))
    init_frontend.translations(root, facts)
    facts.build_packages, facts.system_packages = system_packages(packages, settings.strings("INSTALLED_APPS"), facts.database)
    if facts.database == "spatialite":
        facts.database = "sqlite"
    facts.sqlite_is_literal = not any(variable.role in ("db_url", "db_name") for variable in facts.variables)
    init_database.unknown(facts)
    compose_files(root, facts)
    return facts


def compose_files(root: str, facts: Facts) -> None:
    """Docker Compose takes compose.yaml before the others, and merges an override into it; podman-compose has other rules."""
    found = dict.fromkeys(("compose.yml", "docker-compose.yml", "docker-compose.yaml"), "is there too")
    stems = ("compose.override", "docker-compose.override")
    found |= {f"{stem}.{ending}": "is merged into compose.yaml" for stem in stems for ending in ("yml", "yaml")}
    for name, what in found.items():
        if exists(root, name):
            facts.notes.append(f"{name} {what}: write docker compose --file compose.yaml … to use the file written here alone")


def usable(root: str, folders: list[str], place: init_project.Place, facts: Facts, options: Options) -> Settings:
    """The settings for production, unless they cannot serve as they are while those that wsgi.py names can."""
    settings = Settings(root, folders, place.settings)
    named = init_modules.literal(root, place.wsgi_file) if place.wsgi_file else ""
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


def image_name(root: str, settings: str) -> str:
    """A name that images, compose projects and Kubernetes take: the project's own, not that of the folder in a container."""
    project = toml(root, "pyproject.toml") or {}
    tables = [project.get("project"), (project.get("tool") or {}).get("poetry")]
    names = [table.get("name") for table in tables if isinstance(table, dict)]
    names += [settings.split(".")[0], os.path.basename(os.path.abspath(root))]
    for name in names:
        name = re.sub(r"[^a-z0-9]+", "-", str(name or "").lower())[:40].strip("-")
        if name not in ("", *GENERIC):
            return name
    return "site"
