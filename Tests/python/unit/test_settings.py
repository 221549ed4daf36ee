"""The settings: loaded before anything else, wrong ones named in one line."""

from __future__ import annotations

import pytest
from testkit.bootstrap import Project


def test_missing_settings_module(project: Project) -> None:
    result = project.bootstrap("--wait", "0", "--migrate", DJANGO_SETTINGS_MODULE=None)
    assert result.returncode == 78
    assert result.stderr == (
        "bootstrap: cannot load the settings: DJANGO_SETTINGS_MODULE is not set "
        "(it names a module, like mysite.settings)\n"
    )


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("import no_such_thing", "ModuleNotFoundError: No module named 'no_such_thing' (mysite/settings.py:"),
        ("import os; os.environ['SECRET']", "KeyError: 'SECRET' (mysite/settings.py:"),
        (
            "from django.core.exceptions import *; raise ImproperlyConfigured('no x')",
            "ImproperlyConfigured: no x (",
        ),
        ("INSTALLED_APPS = [", "SyntaxError: '[' was never closed"),
        ("raise SystemExit('set A')", "SystemExit: set A"),
        (
            "INSTALLED_APPS = ['no_such_app']",
            "cannot set up Django with mysite.settings: ModuleNotFoundError: ",
        ),
    ],
)
def test_settings_that_do_not_load(project: Project, more: str, reason: str) -> None:
    project.database = {"ENGINE": "django.db.backends.postgresql", "HOST": "192.0.2.1", "NAME": "x"}
    project.configure(more)
    result = project.bootstrap("--wait", "30", "--migrate")
    assert result.returncode == 78
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1, "no traceback"


def test_a_traceback_for_those_who_debug(project: Project) -> None:
    project.configure("import no_such_thing")
    result = project.bootstrap("--migrate", BOOTSTRAP_LOG_LEVEL="debug")
    assert "Traceback" in result.stderr
    assert "django_bootstrap" not in result.stderr


def test_without_django_steps_settings_are_wsgi_s_own_affair(project: Project) -> None:
    project.write(
        "mysite/wsgi.py",
        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n"
        "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n",
    )
    result = project.bootstrap(
        "--check-gunicorn", "--", "mysite.wsgi:application", DJANGO_SETTINGS_MODULE=None
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_a_plain_wsgi_application_needs_no_django(project: Project) -> None:
    project.write("plain.py", "import sys\nassert 'django' not in sys.modules\napplication = print\n")
    result = project.bootstrap("--check-gunicorn", "--", "plain", DJANGO_SETTINGS_MODULE=None)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_path_starts_with_the_project(project: Project) -> None:
    project.configure("import sys; print(sys.path[0], any('Bootstrap' in p for p in sys.path), sys.argv)")
    result = project.bootstrap("--migrate")
    assert f"{project.directory} False ['django-admin', 'migrate', '--noinput']" in result.stdout


def test_an_unknown_flag_of_the_helper(project: Project) -> None:
    assert project.bootstrap("--no-such-flag").returncode == 64
