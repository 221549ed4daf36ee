"""The superuser: made once, with any password, for any user model."""

import pytest
from testkit.site import APPLICATION, SITE, write_site
from testkit.sqlite import authenticate, rows

PASSWORDS = {
    "quotes": "it's \"quoted\" `here` \\ there",
    "newline": "first line\nsecond line",
    "final-newline": "ends with one\n",
    "dollar": "$HOME ${PATH} $(id) %s {0}",
    "unicode": "pässwörd–密码🔑",
    "leading-dash": "--password=-x",
    "spaces": "  two before and after  ",
}


@pytest.mark.parametrize("password", PASSWORDS.values(), ids=PASSWORDS.keys())
def test_any_password(site, run, password):
    ended = run(site, "migrate", SUPERUSER_PASSWORD=password, **SITE)
    assert ended.status == 0, ended.output()
    assert authenticate(site, password) == ["admin", "admin@example.com", True, True]
    for line in password.strip().splitlines():
        assert line.strip() not in ended.output()


def test_it_is_made_once(site, database, run):
    run(site, "migrate", SUPERUSER_PASSWORD="the first", **SITE)
    ended = run(site, "migrate", SUPERUSER_PASSWORD="another", **SITE)
    assert ended.status == 0
    assert 'superuser "admin" exists' in ended.stderr.text()
    assert authenticate(site, "another") is None
    assert authenticate(site, "the first") is not None
    assert rows(database, "SELECT count(*) FROM auth_user") == [(1,)]


def test_none_without_a_password(site, database, run):
    for environment in ({}, {"SUPERUSER_PASSWORD": ""}):
        assert run(site, "migrate", **environment, **SITE).status == 0
    assert rows(database, "SELECT count(*) FROM auth_user") == [(0,)]


def test_the_projects_own_user_model(tree, serve):
    write_site(tree, custom_user=True)
    tree.write("app/members/migrations/__init__.py")
    tree.write("app/members/migrations/0001_initial.py", MEMBER_MIGRATION)
    serve(tree, APPLICATION, SUPERUSER_PASSWORD="own model", **SITE)
    assert authenticate(tree, "own model") == ["admin", "admin@example.com", True, True]
    assert rows(tree.app / "db.sqlite3", "SELECT username FROM members_member") == [("admin",)]


MEMBER_MIGRATION = """
from django.contrib.auth.models import UserManager
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]
    operations = [
        migrations.CreateModel("Member", [
            ("id", models.BigAutoField(primary_key=True, serialize=False)),
            ("password", models.CharField(max_length=128)),
            ("last_login", models.DateTimeField(blank=True, null=True)),
            ("is_superuser", models.BooleanField(default=False)),
            ("username", models.CharField(max_length=40, unique=True)),
            ("email", models.EmailField(max_length=254)),
            ("is_staff", models.BooleanField(default=False)),
            ("groups", models.ManyToManyField(to="auth.group", blank=True)),
            ("user_permissions", models.ManyToManyField(to="auth.permission", blank=True)),
        ], managers=[("objects", UserManager())]),
    ]
"""


NAMED = {"SUPERUSER_USERNAME": "root", "SUPERUSER_EMAIL": "root@site.test"}


def test_a_name_and_an_address(site, run):
    ended = run(site, "migrate", SUPERUSER_PASSWORD="named", **NAMED, **SITE)
    assert ended.status == 0 and 'superuser "root" created' in ended.stderr.text()
    assert authenticate(site, "named", "root") == ["root", "root@site.test", True, True]
    assert 'superuser "root" exists' in run(site, "migrate", SUPERUSER_PASSWORD="y", **NAMED, **SITE).stderr.text()


def test_both_from_files(site, run):
    files = {f"{name}_FILE": site.write(f"secrets/{name}", value + "\n") for name, value in NAMED.items()}
    ended = run(site, "migrate", SUPERUSER_PASSWORD="filed", **files, **SITE)
    assert ended.status == 0, ended.output()
    assert authenticate(site, "filed", "root") == ["root", "root@site.test", True, True]


def test_a_refused_value_stops_the_start(site, database, run):
    ended = run(site, "migrate", SUPERUSER_PASSWORD="x", SUPERUSER_USERNAME="two words", SUPERUSER_EMAIL="no", **SITE)
    assert ended.status == 78
    lines = [line for line in ended.stderr.text().splitlines() if "cannot create the superuser" in line]
    assert len(lines) == 1 and "SUPERUSER_USERNAME: " in lines[0] and "SUPERUSER_EMAIL: " in lines[0]
    assert rows(database, "SELECT count(*) FROM auth_user") == [(0,)]
