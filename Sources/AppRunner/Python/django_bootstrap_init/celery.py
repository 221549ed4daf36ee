"""Celery: the application, and whether it has a schedule."""

from __future__ import annotations

import ast
import os

from .facts import Facts, Packages
from .files import join, module, walk
from .settings import Settings
from .values import dotted, plain


def celery(root: str, settings: Settings, packages: Packages, facts: Facts) -> None:
    apps = settings.strings("INSTALLED_APPS")
    if not packages.has("celery"):
        return
    facts.celery_app = celery_app(root, facts)
    if not facts.celery_app:
        facts.notes.append(
            "Celery is among the dependencies, and no module makes a Celery() application: no worker was written"
        )
        return
    schedule = plain(settings.get("CELERY_BEAT_SCHEDULE")) or plain(settings.get("CELERYBEAT_SCHEDULE"))
    scheduler = settings.text("CELERY_BEAT_SCHEDULER")
    facts.beat = bool(schedule) or "django_celery_beat" in apps or bool(scheduler) or facts.beat
    facts.database_scheduler = "django_celery_beat" in apps and not scheduler


def celery_app(root: str, facts: Facts) -> str:
    """CELERY_APP: the module of `app = Celery("…")`, or its package where the module is called celery."""
    found: list[str] = []
    for folder, _, files in walk(os.path.join(root, facts.import_folder), 3):
        for name in files:
            if name not in (
                "celery.py",
                "celery_app.py",
                "celeryapp.py",
                "celeryconf.py",
                "__init__.py",
                "tasks.py",
            ) or (name == "__init__.py" and not folder):
                continue
            tree = module(root, join(facts.import_folder, join(folder, name)))
            makes = [
                node
                for node in ast.walk(tree or ast.Module([], []))
                if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == "Celery"
            ]
            if makes:
                dotted_name = join(folder, name).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
                found.append(
                    dotted_name.removesuffix(".celery") if name == "celery.py" and "." in dotted_name else dotted_name
                )
                text = ast.dump(tree or ast.Module([], []))
                facts.beat = facts.beat or "'beat_schedule'" in text or "'add_periodic_task'" in text
    package = facts.settings.split(".")[0]
    found.sort(key=lambda name: (name.split(".")[0] != package, name.count("."), name))
    return found[0] if found else ""
