"""--superuser: the project's own user model, any password, nothing of it in sight."""

from __future__ import annotations

import pytest
from testkit.bootstrap import Project

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


# --- SUPERUSER_USERNAME and SUPERUSER_EMAIL ---

NAMED = {"SUPERUSER_PASSWORD": "x", "SUPERUSER_USERNAME": "root", "SUPERUSER_EMAIL": "root@site.test"}
MODEL = """
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
class Manager(BaseUserManager):
    def create_superuser(self, {login}, password=None, **more):
        user = self.model({login}={login}, **more)
        user.set_password(password)
        user.save(using=self._db)
class Person(AbstractBaseUser):
    {login} = {field}
    {more}
    objects = Manager()
    USERNAME_FIELD = "{login}"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = {required!r}
"""
PHONE = "models.CharField(max_length=20, unique=True, validators=[RegexValidator(r'^[+][0-9]+$', 'Not a number.')])"


def model(project: Project, login: str, field: str, more: str = "", required: tuple[str, ...] = ()) -> None:
    """A user model with this login field; its table is made from the model, without a migration."""
    text = MODEL.format(login=login, field=field, more=more, required=list(required))
    project.write("people/__init__.py", "")
    project.write("people/models.py", text)
    project.apps.append("people")
    project.configure("AUTH_USER_MODEL = 'people.Person'\nMIGRATION_MODULES = {'auth': None, 'contenttypes': None}")
    project.python("from django.core.management import call_command as c; c('migrate', run_syncdb=True, verbosity=0)")


def person(project: Project, *names: str) -> list[object]:
    text = f"from people.models import Person\nprint(repr(list(Person._base_manager.values_list(*{names!r}))))"
    found: list[object] = eval(project.python(text))
    return found


def test_a_name_and_an_address(project: Project) -> None:
    result = project.bootstrap("--migrate", "--superuser", **NAMED)
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "root" created\n')
    assert project.python(CHECK, EXPECTED="x") == "root root@site.test True True"
    result = project.bootstrap("--superuser", **NAMED | {"SUPERUSER_PASSWORD": "y", "SUPERUSER_EMAIL": "new@site.test"})
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "root" exists\n')
    assert project.python(CHECK, EXPECTED="x") == "root root@site.test True True", "not changed"


def test_an_empty_name_is_none(project: Project) -> None:
    values = {"SUPERUSER_PASSWORD": "x", "SUPERUSER_USERNAME": "", "SUPERUSER_EMAIL": ""}
    assert project.bootstrap("--migrate", "--superuser", **values).returncode == 0
    assert project.python(CHECK, EXPECTED="x") == "admin admin@example.com True True"


def test_a_name_that_the_manager_normalizes_is_found_again(project: Project) -> None:
    values = NAMED | {"SUPERUSER_USERNAME": "\N{LATIN SMALL LIGATURE FI}x"}
    assert "created" in project.bootstrap("--migrate", "--superuser", **values).stderr
    result = project.bootstrap("--superuser", **values)
    assert result.returncode == 0 and "exists" in result.stderr, result.stderr


def test_values_that_the_validators_refuse(project: Project) -> None:
    values = NAMED | {"SUPERUSER_USERNAME": "two words", "SUPERUSER_EMAIL": "nobody"}
    result = project.bootstrap("--migrate", "--superuser", **values)
    assert result.returncode == 78
    (line,) = [line for line in result.stderr.splitlines() if "superuser" in line]
    assert line.startswith("bootstrap: cannot create the superuser: SUPERUSER_USERNAME: Enter a valid username.")
    assert line.endswith("; SUPERUSER_EMAIL: Enter a valid email address.")
    assert project.python("from django.contrib.auth.models import User\nprint(User.objects.count())") == "0"


def test_a_name_that_is_too_long_or_no_text(project: Project) -> None:
    project.bootstrap("--migrate")
    result = project.bootstrap("--superuser", **NAMED | {"SUPERUSER_USERNAME": "x" * 151})
    assert result.returncode == 78 and "SUPERUSER_USERNAME: Ensure this value has at most 150" in result.stderr
    result = project.bootstrap("--superuser", **NAMED | {"SUPERUSER_USERNAME": "\udcff"})
    assert result.returncode == 78 and "SUPERUSER_USERNAME is not valid UTF-8" in result.stderr


def test_one_who_is_there_is_not_judged(project: Project) -> None:
    """An older rule may have let the name in."""
    project.bootstrap("--migrate")
    project.python("from django.contrib.auth.models import User\nUser(username='two words').save()")
    result = project.bootstrap("--superuser", **NAMED | {"SUPERUSER_USERNAME": "two words"})
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "two words" exists\n')


def test_a_login_by_email_takes_the_address(project: Project) -> None:
    model(project, "email", "models.EmailField(unique=True)")
    result = project.bootstrap("--superuser", **NAMED)
    assert result.returncode == 0, result.stderr
    assert 'superuser "root@site.test" created' in result.stderr
    assert "warning: SUPERUSER_USERNAME is not used: people.Person logs in by email (SUPERUSER_EMAIL)" in result.stderr
    assert person(project, "email") == [("root@site.test",)]
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x", SUPERUSER_EMAIL="root@site.test")
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "root@site.test" exists\n')


@pytest.mark.parametrize("normalize", ["self.normalize_email(email)", "email.lower()"])
def test_an_address_in_capitals_is_found_again(project: Project, normalize: str) -> None:
    model(project, "email", "models.EmailField(unique=True)")
    text = (project.directory / "people/models.py").read_text()
    project.write("people/models.py", text.replace("email=email", f"email={normalize}"))
    for word in ("created", "exists"):
        result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x", SUPERUSER_EMAIL="Root@Site.Test")
        assert result.returncode == 0 and word in result.stderr, result.stderr


def test_a_username_beside_a_login_by_email(project: Project) -> None:
    name = "username = models.CharField(max_length=9)"
    model(project, "email", "models.EmailField(unique=True)", name, ("username",))
    result = project.bootstrap("--superuser", **NAMED)
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "root@site.test" created\n')
    assert person(project, "email", "username") == [("root@site.test", "root")]


def test_a_login_by_another_field(project: Project) -> None:
    model(project, "phone", PHONE, "email = models.EmailField(blank=True)")
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x")
    assert result.returncode == 78
    expected = 'people.Person.phone refuses "admin": Not a number.; set DJANGO_SUPERUSER_PHONE or SUPERUSER_USERNAME'
    assert f"cannot create the superuser: {expected}" in result.stderr
    result = project.bootstrap("--superuser", **NAMED)
    assert result.returncode == 78 and "SUPERUSER_USERNAME: Not a number." in result.stderr
    result = project.bootstrap("--superuser", **NAMED, DJANGO_SUPERUSER_PHONE="+391")
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "+391" created\n')
    result = project.bootstrap("--superuser", **NAMED | {"SUPERUSER_USERNAME": "+392"})
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "+392" created\n')
    assert person(project, "phone", "email") == [("+391", "root@site.test"), ("+392", "root@site.test")]


def test_a_login_by_a_number(project: Project) -> None:
    model(project, "badge", "models.IntegerField(unique=True)")
    result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x")
    assert result.returncode == 78 and "set DJANGO_SUPERUSER_BADGE or SUPERUSER_USERNAME" in result.stderr
    for word in ("created", "exists"):
        result = project.bootstrap("--superuser", SUPERUSER_PASSWORD="x", DJANGO_SUPERUSER_BADGE="7")
        assert (result.returncode, result.stderr) == (0, f'bootstrap: superuser "7" {word}\n')
    assert person(project, "badge") == [(7,)]


def test_a_model_that_compares_without_case(project: Project) -> None:
    model(project, "name", "models.CharField(max_length=9, unique=True, db_collation='NOCASE')")
    project.python("from people.models import Person\nPerson(name='ROOT').save()")
    result = project.bootstrap("--superuser", **NAMED)
    assert (result.returncode, result.stderr) == (0, 'bootstrap: superuser "root" exists\n')
