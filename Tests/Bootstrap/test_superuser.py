"""--superuser: the project's own user model, any password, nothing of it in sight."""

from __future__ import annotations

import pytest
from support import Project

BY_EMAIL = """
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
class Manager(BaseUserManager):
    def create_superuser(self, email, password{more}):
        user = self.model(email=email{rest})
        user.set_password(password)
        user.save(using=self._db)
class Person(AbstractBaseUser):
    email = models.EmailField(unique=True)
    city = models.CharField(max_length=9, default="")
    objects = Manager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = {required!r}
"""
TABLE = """
    operations = [migrations.CreateModel("Person", [
        ("id", models.AutoField(primary_key=True)), ("password", models.CharField(max_length=128)),
        ("last_login", models.DateTimeField(null=True)), ("email", models.EmailField(unique=True)),
        ("city", models.CharField(max_length=9, default="")),
    ])]
"""
CHECK = """
import os
from django.contrib.auth import get_user_model, authenticate
user = get_user_model()._base_manager.get()
right = user.check_password(os.environ["EXPECTED"])
print(user.get_username(), user.email, getattr(user, "is_superuser", True), right)
"""


def people(project: Project, required: list[str]) -> None:
    more, rest = (", city", ", city=city") if required else ("", "")
    project.add_app(
        "people", BY_EMAIL.format(required=required, more=more, rest=rest), **{"0001_initial": TABLE}
    )
    project.configure("AUTH_USER_MODEL = 'people.Person'")


@pytest.mark.parametrize(
    "password",
    [
        "plain",
        "it's",
        'say "x"',
        "two\nlines",
        "$HOME `id` \\",
        "pässwörd 🔑",
        "'''\"\"\"\\",
        "--flag",
        "%s {0}",
        " ",
    ],
)
def test_any_password(project: Project, password: str) -> None:
    result = project.bootstrap("--wait", "0", "--migrate", "--superuser", SUPERUSER_PASSWORD=password)
    assert result.returncode == 0, result.stderr
    assert result.stderr == 'bootstrap: superuser "admin" created\n'
    if len(password) > 1:
        assert password not in result.stdout
    assert project.python(CHECK, EXPECTED=password) == "admin admin@example.com True True"


def test_one_who_is_there_is_left_alone(project: Project) -> None:
    assert project.bootstrap("--migrate", "--superuser", SUPERUSER_PASSWORD="first").returncode == 0
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="second")
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "admin" exists\n')
    assert project.python(CHECK, EXPECTED="first").endswith("True")


def test_a_user_model_by_email(project: Project) -> None:
    people(project, [])
    for word in ("created", "exists"):
        result = project.bootstrap("--migrate", "--superuser", SUPERUSER_PASSWORD="a'b")
        assert result.returncode == 0, result.stderr
        assert f'superuser "admin@example.com" {word}' in result.stderr
    assert project.python(CHECK, EXPECTED="a'b") == "admin@example.com admin@example.com True True"


def test_other_required_fields(project: Project) -> None:
    people(project, ["city"])
    result = project.bootstrap("--migrate", "--superuser", SUPERUSER_PASSWORD="secret-one")
    assert result.returncode == 78
    assert "cannot create the superuser: people.Person needs city; set DJANGO_SUPERUSER_CITY" in result.stderr
    result = project.bootstrap(
        "--superuser", SUPERUSER_PASSWORD="secret-one", DJANGO_SUPERUSER_CITY="much too long"
    )
    assert result.returncode == 78
    assert "DJANGO_SUPERUSER_CITY: Ensure this value has at most 9 characters" in result.stderr
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="secret-one", DJANGO_SUPERUSER_CITY="Rome")
    assert result.returncode == 0, result.stderr
    assert project.python("from people.models import Person\nprint(Person.objects.get().city)") == "Rome"
    assert "secret-one" not in result.stderr


def test_one_whom_the_manager_hides_exists_all_the_same(project: Project) -> None:
    people(project, [])
    assert project.bootstrap("--migrate", "--superuser", SUPERUSER_PASSWORD="x").returncode == 0
    text = (project.directory / "people/models.py").read_text()
    hidden = "(BaseUserManager):\n    def get_queryset(self): return super().get_queryset().none()"
    project.write("people/models.py", text.replace("(BaseUserManager):", hidden))
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x")
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "admin@example.com" exists\n')


def test_another_container_was_faster(project: Project) -> None:
    """Between our look and our insert: the manager plays the other one."""
    people(project, [])
    text = (project.directory / "people/models.py").read_text()
    raced = text.replace(
        "user.set_password(password)", "self.model(email=email).save()\n        user.set_password(password)"
    )
    project.write(
        "people/models.py",
        raced.replace(
            "self.model(email=email).save()",
            "import threading\n        other = threading.Thread(target=self.model(email=email).save)\n"
            "        other.start()\n        other.join()",
        ),
    )
    project.configure("AUTH_USER_MODEL = 'people.Person'\nDATABASES['default']['OPTIONS'] = {'timeout': 5}")
    result = project.bootstrap("--migrate", "--superuser", SUPERUSER_PASSWORD="x")
    assert result.returncode == 0, result.stderr
    assert 'superuser "admin@example.com" exists' in result.stderr


def test_the_project_s_code_does_not_see_the_password(project: Project) -> None:
    project.configure("import os; print('SEEN', 'SUPERUSER_PASSWORD' in os.environ)")
    result = project.bootstrap("--migrate", "--superuser", SUPERUSER_PASSWORD="x")
    assert "SEEN False" in result.stdout


def test_an_error_with_the_password_in_it(project: Project) -> None:
    people(project, [])
    text = (project.directory / "people/models.py").read_text()
    project.write(
        "people/models.py", text.replace("user.set_password(password)", "raise ValueError(password)")
    )
    result = project.bootstrap("--migrate", "--superuser", SUPERUSER_PASSWORD="hush-hush")
    assert result.returncode == 1
    assert "cannot create the superuser: ValueError: " in result.stderr
    assert "hush-hush" not in result.stderr + result.stdout


@pytest.mark.parametrize("password", [None, ""])
def test_no_password(project: Project, password: str | None) -> None:
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD=password)
    assert result.returncode == 78
    assert "SUPERUSER_PASSWORD is not set" in result.stderr


def test_no_table_yet(project: Project) -> None:
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x")
    assert result.returncode == 1
    assert "cannot create the superuser: OperationalError: no such table: auth_user" in result.stderr


def test_no_user_model(project: Project) -> None:
    project.configure("INSTALLED_APPS = []")
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x")
    assert result.returncode == 78
    assert "cannot create the superuser: ImproperlyConfigured: AUTH_USER_MODEL" in result.stderr
