"""--migrate and --collectstatic: Django's own commands, their errors in one line."""

from __future__ import annotations

import signal

import pytest
from testkit.bootstrap import Project

COMMAND = """
from django.core.management.commands.migrate import Command as Migrate
class Command(Migrate):
    def handle(self, *args, **options):
        print("the project's own migrate")
        {then}
"""


def test_migrates_once(project: Project) -> None:
    first = project.bootstrap("--wait", "0", "--migrate")
    assert first.returncode == 0
    assert "Applying contenttypes.0001_initial... OK" in first.stdout
    assert first.stderr == ""
    second = project.bootstrap("--wait", "0", "--migrate")
    assert (second.returncode, second.stdout) == (0, "")
    assert second.stderr == "bootstrap: no migrations to apply\n"


def test_a_project_without_a_database(project: Project) -> None:
    """Django's own `migrate` refuses it, and the start would end although nothing is missing."""
    project.configure("DATABASES = {}\n")
    result = project.bootstrap("--wait", "0", "--migrate")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "bootstrap: the settings name no database: nothing to migrate\n"


@pytest.mark.parametrize(
    ("then", "status", "message"),
    [
        ("super().handle(*args, **options)", 0, ""),
        ("raise SystemExit(0)", 0, ""),
        ("raise SystemExit(5)", 1, "bootstrap: cannot migrate: the command exited with 5\n"),
    ],
)
def test_a_migrate_command_of_the_project_s_is_always_called(
    project: Project, then: str, status: int, message: str
) -> None:
    project.write("tenants/__init__.py", "")
    project.write("tenants/management/commands/migrate.py", COMMAND.format(then=then))
    assert project.bootstrap("--migrate").returncode == 0
    project.apps.append("tenants")
    project.configure()
    result = project.bootstrap("--migrate")
    assert (result.returncode, result.stderr) == (status, message)
    assert "the project's own migrate" in result.stdout


HANDLER = """
from django.apps import AppConfig
from django.db.models.signals import post_migrate
def sync(sender, **kwargs):
    if sender.label == "syncing":
        print("the app's own handler")
class Config(AppConfig):
    name = "syncing"
    def ready(self):
        post_migrate.connect(sync)
"""


def test_an_app_s_own_migrate_handlers_are_called_at_every_start(project: Project) -> None:
    project.add_app("syncing")
    project.write("syncing/apps.py", HANDLER)
    assert "the app's own handler" in project.bootstrap("--migrate").stdout
    again = project.bootstrap("--migrate")
    assert (again.returncode, again.stderr) == (0, "")
    assert "the app's own handler" in again.stdout


@pytest.mark.parametrize(
    ("body", "message", "traceback"),
    [
        (
            "    def fail(apps, editor): raise ValueError('no such row')\n"
            "    operations = [migrations.RunPython(fail)]\n",
            "ValueError: no such row (broken/migrations/0001_initial.py:",
            True,
        ),
        (
            "    from django.core.management.base import CommandError\n"
            "    def fail(apps, editor, e=CommandError): raise e('not today')\n"
            "    operations = [migrations.RunPython(fail)]\n",
            "not today\n",
            False,
        ),
        ("    operations = [migrations.RunSQL('SELEKT')]\n", "OperationalError: near", False),
    ],
)
def test_a_migration_that_fails(project: Project, body: str, message: str, traceback: bool) -> None:
    project.add_app("broken", **{"0001_initial": body})
    result = project.bootstrap("--migrate", "--collectstatic")
    assert result.returncode == 1
    last = result.stderr.splitlines()[-1] + "\n"
    assert last.startswith(f"bootstrap: cannot migrate: {message}")
    assert ("Traceback" in result.stderr) == traceback
    assert "django_bootstrap" not in result.stderr
    assert not (project.directory / "collected").exists(), "no step after one that failed"


def test_conflicting_migrations_are_django_s_to_report(project: Project) -> None:
    empty = "    operations = []\n"
    project.add_app("fork", **{"0001_initial": empty, "0002_left": empty})
    assert project.bootstrap("--migrate").returncode == 0
    right = (project.directory / "fork/migrations/0002_left.py").read_text()
    project.write("fork/migrations/0002_right.py", right)
    result = project.bootstrap("--migrate")
    assert result.returncode == 1
    assert "cannot migrate: Conflicting migrations detected" in result.stderr


def test_django_s_system_checks_run(project: Project) -> None:
    check = "register(lambda **_: [Error('too picky', id='picky.E1')])\n"
    project.add_app("picky", models="from django.core.checks import Error, register\n" + check)
    result = project.bootstrap("--migrate")
    assert result.returncode == 1
    assert "bootstrap: cannot migrate: SystemCheckError: System check identified some issues" in result.stderr
    assert "(picky.E1) too picky" in result.stderr


def test_collects_static_files(project: Project) -> None:
    project.write("assets/a.css", "a {}")
    project.configure("STATICFILES_DIRS = ['assets']")
    result = project.bootstrap("--collectstatic")
    assert result.returncode == 0
    assert (project.directory / "collected/a.css").is_file()
    project.configure("STATICFILES_DIRS = ['assets']\nSTATIC_ROOT = None")
    result = project.bootstrap("--collectstatic", "--app", str(project.directory))
    assert result.returncode == 0, result.stderr
    assert (project.directory / "staticfiles/a.css").is_file(), "the contract's folder, where the project names none"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_without_a_traceback(project: Project, number: signal.Signals) -> None:
    project.add_app(
        "slow",
        **{
            "0001_initial": "    def wait(apps, editor):\n        print('inside the migration', flush=True)\n"
            "        import threading; threading.Event().wait()\n"
            "    operations = [migrations.RunPython(wait)]\n"
        },
    )
    helper = project.start_bootstrap("--migrate")
    helper.wait_for("inside the migration")
    helper.process.send_signal(number)
    assert helper.wait() == -number
    assert "Traceback" not in helper.output
