"""What the start runs beside Gunicorn: hooks, the superuser, migrations."""

from __future__ import annotations

import pytest

from .conftest import Checked

PHOTO = "from django.db import models\nclass Photo(models.Model):\n    name = models.CharField(max_length=9)\n"
CREATE = (
    "    operations = [migrations.CreateModel('Photo', [('id', models.AutoField(primary_key=True, auto_created=True, "
    "serialize=False, verbose_name='ID')){}])]\n"
)
USER = """
from django.contrib.auth.models import AbstractUser
from django.db import models
class User(AbstractUser):
    department = models.CharField(max_length=3)
    REQUIRED_FIELDS = ["email", "department"]
"""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("#!/bin/sh\n", None),
        ("\x7fELF", None),
        ("echo hello\n", "names no interpreter"),
        ("", "names no interpreter"),
        ("#!/bin/sh\r\n", "CR LF"),
        ("#!/no/such/shell\n", "/no/such/shell does not exist"),
    ],
)
def test_hooks(check: Checked, text: str, title: str | None) -> None:
    path = check.project.temporary / "10-hook"
    path.write_bytes(text.encode())
    report = check(facts={"hooks": [str(path)]})
    if title is None:
        assert "hooks" in report.passed
        return
    found = report.one("hooks")
    assert (found["level"], found["place"]) == ("error", f"{path}:1") and title in found["title"] and found["fix"]


def test_the_superuser(check: Checked) -> None:
    assert "superuser" in check(facts={"makes_superuser": True}).passed
    found = check(facts={"makes_superuser": True}, SUPERUSER_EMAIL="nobody").one("superuser")
    assert (found["level"], found["place"]) == ("error", "SUPERUSER_EMAIL") and "valid email" in found["title"]
    assert "superuser" in check(SUPERUSER_EMAIL="nobody").passed, "no superuser is made"


def test_a_user_model_with_another_required_field(check: Checked) -> None:
    check.project.add_app("people", USER)
    check.settings("AUTH_USER_MODEL = 'people.User'")
    found = check(facts={"makes_superuser": True}).one("superuser")
    assert found["place"] == "DJANGO_SUPERUSER_DEPARTMENT" and "needs department" in found["title"]
    assert "superuser" in check(facts={"makes_superuser": True}, DJANGO_SUPERUSER_DEPARTMENT="it").passed


def test_changes_without_a_migration(check: Checked) -> None:
    check.project.add_app("shop", PHOTO, m0001_initial=CREATE.format(""))
    check.settings("")
    found = check().one("migrations-missing")
    assert (found["level"], found["place"]) == ("warning", "shop/models.py"), found
    assert "Add field name to photo" in found["title"] and found["fix"] == "python manage.py makemigrations shop"
    check.project.apps.clear()
    check.project.add_app("shop", PHOTO, m0001_initial=CREATE.format(", ('name', models.CharField(max_length=9))"))
    check.settings("")
    assert "migrations-missing" in check().passed


def test_models_without_migrations(check: Checked) -> None:
    check.project.write("bare/__init__.py", "")
    check.project.write("bare/models.py", PHOTO)
    check.settings("INSTALLED_APPS += ['bare']")
    assert "migrate makes no table for Photo" in check().one("migrations-missing")["title"]


def test_migrations_that_contradict_each_other(check: Checked) -> None:
    check.project.add_app("shop", m0001_initial="    operations = []\n")
    check.settings("")
    source = check.project.directory / "shop/migrations/m0001_initial.py"
    check.project.write("shop/migrations/other.py", source.read_text())
    found = check().one("migrations-conflicting")
    assert (found["level"], found["place"]) == ("error", "shop/migrations")
