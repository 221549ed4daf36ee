"""Migrations that are missing or contradict each other: needs no database."""

from __future__ import annotations

import os
from typing import Any

from django_bootstrap.frames import is_project_file

from .places import shown
from .report import DJANGO, ERROR, NOTE, WARNING, Context, Finding, Findings, check

MOST = 3  # changes that a title names


def loader() -> Any:
    from django.db.migrations.loader import MigrationLoader

    return MigrationLoader(None, ignore_no_migrations=True)


@check("migrations-conflicting", DJANGO)
def conflicting(context: Context) -> Findings:
    for app, names in sorted(loader().detect_conflicts().items()):
        title = f"the migrations of {app} have several last ones: {', '.join(sorted(names))}; migrate fails"
        yield Finding(ERROR, title, place_of(app, "migrations"), "python manage.py makemigrations --merge")


@check("migrations-missing", DJANGO)
def missing(context: Context) -> Findings:
    """What `makemigrations --check` says, and apps of the project's that have models and no migrations at all."""
    from django.apps import apps

    found = loader()
    if found.detect_conflicts():
        return
    for app, changes in sorted(changes_of(found).items()):
        made = [operation.describe() for migration in changes for operation in migration.operations]
        more = f" and {len(made) - MOST} more" if len(made) > MOST else ""
        title = f"the models of {app} have changes without a migration: {'; '.join(made[:MOST])}{more}"
        if is_own(app):
            yield Finding(WARNING, title, place_of(app, "models"), f"python manage.py makemigrations {app}")
        else:
            fix = (
                "set DEFAULT_AUTO_FIELD, or the package's settings, to what its migrations were made with; or update it"
            )
            yield Finding(NOTE, title, place_of(app, "models"), fix)
    for app in sorted(found.unmigrated_apps):
        models = [
            model for model in apps.get_app_config(app).get_models() if model._meta.managed and not model._meta.proxy
        ]
        if models and is_own(app):
            title = f"the models of {app} have no migrations: migrate makes no table for {models[0].__name__}"
            yield Finding(WARNING, title, place_of(app, "models"), f"python manage.py makemigrations {app}")


def changes_of(found: Any) -> dict[str, Any]:
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.questioner import MigrationQuestioner
    from django.db.migrations.state import ProjectState

    questioner = MigrationQuestioner(specified_apps=set(), dry_run=True)  # asks for nothing, and ends nothing
    detector = MigrationAutodetector(found.project_state(), ProjectState.from_apps(apps), questioner)
    changes: dict[str, Any] = detector.changes(graph=found.graph)
    return changes


def is_own(app: str) -> bool:
    """Whether the app is the project's, and not an installed package's."""
    from django.apps import apps

    config = apps.get_app_config(app)
    return is_project_file(os.path.join(config.path, "models.py"))


def place_of(app: str, name: str) -> str:
    """models.py, models or migrations of the app."""
    from django.apps import apps

    path = os.path.join(apps.get_app_config(app).path, name)
    return shown(path + ".py" if os.path.exists(path + ".py") else path)
