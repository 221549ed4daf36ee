"""Commands that are passed through, and Celery's, find the project as its server does."""

import json
import shutil

import pytest
from testkit.app import needs_root

from .conftest import make_environment

TELL = "import json, os, sys; print(json.dumps([sys.prefix, dict(os.environ)]))"


def test_python_and_django_of_the_environment(site, run):
    environment = make_environment(site.app / ".venv")
    prefix, variables = json.loads(run(site, "python", "-c", TELL).stdout.text())
    assert prefix == str(environment)
    assert variables["DJANGO_SETTINGS_MODULE"] == "mysite.settings" and variables["PYTHONPATH"] == str(site.app)
    shown = run(site, "python", "-m", "django", "diffsettings")
    assert shown.status == 0 and "WSGI_APPLICATION = 'mysite.wsgi.application'" in shown.stdout.text()


def test_a_module_is_looked_for_with_the_project_s_python(site, run):
    """`mysite.wsgi` imports Django, which this Python alone has."""
    make_environment(site.app / ".venv")
    assert run(site, "plan", "mysite.wsgi").status == 0
    assert run(site, "mysite.wsgi", "--check-config", SKIP_MIGRATIONS="1").status == 0


@pytest.mark.parametrize("command", [["app-runner", "celery"], ["celery-runner"]])
def test_celery_of_the_environment(site, run, command):
    environment = make_environment(site.app / ".venv")
    celery = environment / "bin/celery"
    celery.write_text(f"#!{environment}/bin/python\n{TELL}\n")
    celery.chmod(0o755)
    program, *arguments = command
    ended = run(site, *arguments, "report", program=program)
    prefix, variables = json.loads(ended.stdout.text())
    assert prefix == str(environment)
    assert variables["DJANGO_SETTINGS_MODULE"] == "mysite.settings" and variables["VIRTUAL_ENV"] == str(environment)
    assert variables["PYTHONPATH"] == str(site.app)


@needs_root
@pytest.mark.parametrize("place", [".venv", ".venv/bin", ".venv/bin/python"])
def test_root_s_commands_are_none_of_another_user_s(site, run, place):
    """The environment belongs to the project's user: `ls` of root's must not be its bin/ls."""
    environment = make_environment(site.app / ".venv")
    (environment / "bin/ls").write_text("#!/bin/sh\necho planted\n")
    (environment / "bin/ls").chmod(0o755)
    site.root.chmod(0o755)
    assert run(site, "ls").stdout.text() == "planted", "root made it and alone can change it"
    if (environment / "bin/python").is_symlink() and place == ".venv/bin/python":
        (environment / "bin/python").unlink()
        shutil.copy(shutil.which("python3"), environment / "bin/python")
    shutil.chown(site.app / place, "nobody")
    assert "planted" not in run(site, "ls").stdout.text()
    variables = run(site, "env").stdout.text()
    assert "BOOTSTRAP_APP_DIR" in variables


@needs_root
def test_root_s_python_imports_nothing_of_another_user_s(site, run):
    shutil.chown(site.app, "nobody")
    ended = run(site, "sh", "-c", 'echo "path=$PYTHONPATH settings=$DJANGO_SETTINGS_MODULE"')
    assert ended.stdout.text() == "path= settings="
    shutil.chown(site.app, "root")
    ended = run(site, "sh", "-c", 'echo "path=$PYTHONPATH settings=$DJANGO_SETTINGS_MODULE"')
    assert ended.stdout.text() == f"path={site.app} settings=mysite.settings"
