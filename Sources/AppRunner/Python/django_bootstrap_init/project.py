"""Where the project is: manage.py, the settings module for production, the WSGI and ASGI modules."""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass

from .files import Problem, join, module, walk
from .modules import folder_of, import_folders, literal, path_of

LOCAL = ("local", "dev", "development", "test", "testing", "ci", "base", "common", "staging", "debug")
ASIDE = {"tests", "test", "testing", "example", "examples", "demo", "docs", "sandbox", "fixtures"}
PRODUCTION = ("production", "prod")


@dataclass
class Place:
    manage: str  # the path of manage.py, "" for none
    folder: str  # the folder that packages are imported from, relative
    settings: str
    wsgi: str = ""
    asgi: str = ""
    wsgi_file: str = ""


def candidates(root: str, folders: list[str], named: str) -> list[str]:
    """Settings modules for production that go with the one that manage.py or wsgi.py names."""
    package, _, last = named.rpartition(".")
    # A package `settings` whose production module is beside the one that is named, or inside it.
    inside = [f"{named}.{name}" for name in PRODUCTION if path_of(root, folders, f"{named}.{name}")]
    beside = [f"{package}.{name}" for name in PRODUCTION if package and path_of(root, folders, f"{package}.{name}")]
    if last in LOCAL or (last == "settings" and not path_of(root, folders, named)):
        return beside or [named]
    if last in PRODUCTION:
        return [named]
    return inside or ([named] if path_of(root, folders, named) else beside or [named])


def find(root: str, wanted: str = "") -> Place:
    """The one project of the folder. Several, or several settings, are a problem that says how to choose."""
    manages = [join(folder, "manage.py") for folder, _, files in walk(root, 3) if "manage.py" in files]
    manages = [name for name in manages if is_manage(root, name)]
    # Beside the project itself, one for its tests or as an example is none to run.
    manages = [name for name in manages if not ASIDE & set(name.split("/")[:-1])] or manages
    if wanted:
        fitting = [m for m in manages if path_of(root, import_folders(root, os.path.dirname(m)), wanted)]
        # The one that lies nearest to the settings where several could import them.
        manages = [m for m in fitting if os.path.dirname(m)] or fitting if len(fitting) > 1 else fitting
        if not manages and not path_of(root, import_folders(root, ""), wanted):
            raise Problem(
                f"cannot find the settings {wanted}: no file {wanted.replace('.', '/')}.py in {root}, its src or "
                "beside a manage.py"
            )
    if len(manages) > 1:
        lines = "".join(f"\n  {name}: {literal(root, name) or 'no settings named'}" for name in manages)
        first = next((literal(root, name) for name in manages if literal(root, name)), "mysite.settings")
        raise Problem(
            f"cannot choose between {len(manages)} Django projects in {root}:{lines}\n"
            f"name the folder of one (app-runner init {os.path.dirname(manages[0]) or '.'}) or its settings "
            f"(--settings {first})"
        )
    manage = manages[0] if manages else ""
    folders = import_folders(root, os.path.dirname(manage))
    return choose(root, manage, folders, wanted)


def is_manage(root: str, name: str) -> bool:
    tree = module(root, name)
    return any(
        isinstance(node, ast.Constant) and node.value == "DJANGO_SETTINGS_MODULE"
        for node in ast.walk(tree or ast.Module([], []))
    ) or any(
        isinstance(node, ast.ImportFrom) and (node.module or "").startswith("django.core.management")
        for node in ast.walk(tree or ast.Module([], []))
    )


def choose(root: str, manage: str, folders: list[str], wanted: str) -> Place:
    entries: dict[str, dict[str, str]] = {}
    for base in folders:
        for folder, _, files in walk(os.path.join(root, base), 3):
            for name in ("wsgi.py", "asgi.py"):
                if name in files and (folder or base) and not ASIDE & set(folder.split("/")):
                    entries.setdefault(name, {})[join(folder, name)[:-3].replace("/", ".")] = join(
                        join(base, folder) if folder else base, name
                    )
    named = {name: settings for name in ([manage] if manage else []) if (settings := literal(root, name))}
    for found in entries.values():
        for name in found.values():
            if settings := literal(root, name):
                named[name] = settings
    modules = [wanted] if wanted else unique(named, root, folders)
    if not modules and not manage:
        raise Problem(
            f"no Django project in {root}: no manage.py that names its settings, no wsgi.py or asgi.py; name the "
            "project's folder (app-runner init FOLDER) or its settings (--settings mysite.settings)"
        )
    if not modules:
        raise Problem(f"cannot find the settings: {manage} names none; name them (--settings mysite.settings)")
    if len(modules) > 1:
        lines = "".join(f"\n  {module}" for module in modules)
        raise Problem(
            f"cannot choose between {len(modules)} settings modules in {root}:{lines}\nname one (--settings "
            f"{modules[0]})"
        )
    path = path_of(root, folders, modules[0])
    if path is None:
        raise Problem(
            f"cannot find the settings {modules[0]}: {' and '.join(named) or 'the command line'} names them, and "
            "there is no such file; name the right ones (--settings mysite.settings)"
        )
    place = Place(manage, folder_of(path, modules[0]), modules[0])
    package = modules[0].split(".")[0]
    for name, attribute in (("wsgi.py", "wsgi"), ("asgi.py", "asgi")):
        candidates = sorted(
            entries.get(name, {}), key=lambda dotted: (dotted.split(".")[0] != package, dotted.count("."), dotted)
        )
        setattr(place, attribute, candidates[0] if candidates else "")
    place.wsgi_file = entries.get("wsgi.py", {}).get(place.wsgi, "")
    return place


def unique(named: dict[str, str], root: str, folders: list[str]) -> list[str]:
    """The settings for production: what wsgi.py or asgi.py names counts before what manage.py names."""
    entry = [settings for name, settings in named.items() if not name.endswith("manage.py")]
    production = [settings for settings in entry if settings.rpartition(".")[2] in PRODUCTION]
    found: list[str] = []
    for settings in production or list(named.values()):
        for candidate in candidates(root, folders, settings):
            if candidate not in found:
                found.append(candidate)
    return found
