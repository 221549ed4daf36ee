"""A module that is not found: where Python looked, and the colon that was forgotten."""

from __future__ import annotations

from testkit.bootstrap import GUNICORN_CONFIG, Project

CHECK = ("--check-gunicorn", "--", "--config", str(GUNICORN_CONFIG))


def test_settings_that_are_not_found(project: Project) -> None:
    folder = project.directory.parent / "library"
    result = project.bootstrap("--wait", "0", DJANGO_SETTINGS_MODULE="nosuch.settings", PYTHONPATH=str(folder))
    assert result.returncode == 78
    (line,) = result.stderr.splitlines()
    assert "No module named 'nosuch'; searched: " in line
    assert f" {project.directory} (working directory), {folder} (PYTHONPATH) (no such folder), " in line
    assert "site-packages" in line


def test_an_application_that_is_not_found(project: Project) -> None:
    result = project.bootstrap(*CHECK, "nosuch.wsgi:application")
    assert result.returncode == 3
    assert f"No module named 'nosuch'; searched: {project.directory} (working directory)" in result.stderr


def test_a_celery_app_that_is_not_found(project: Project) -> None:
    result = project.bootstrap("--check-celery", CELERY_APP="nosuch")
    assert result.returncode == 78
    assert "No module named 'nosuch'; searched: " in result.stderr


def test_the_spelling_of_wsgi_application(project: Project) -> None:
    result = project.bootstrap(*CHECK, "mysite.wsgi.application")
    assert result.returncode == 3
    assert "; did you mean mysite.wsgi:application?\n" in result.stderr
