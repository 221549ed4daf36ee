"""Interpreter, Django, Gunicorn: versions and pins; drivers; Celery."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from .conftest import Checked


def pretend(check: Checked, package: str, version: str) -> None:
    """The metadata of another version, before the real one on the path."""
    folder = check.project.directory / f"{package}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")


def test_facts(check: Checked) -> None:
    facts = check().facts
    assert facts["interpreter"] == sys.executable and facts["python"].startswith("3.")
    assert facts["gunicorn_origin"] == "project" and facts["static_url"] == "/static/"


@pytest.mark.parametrize(("version", "level"), [("99.0", None), ("3.2.25", "warning")])
def test_django_s_python(check: Checked, version: str, level: str | None) -> None:
    pretend(check, "django", version)
    check.project.write("requirements.txt", "# django is nice\npsycopg\nDjango==3.2.25\n")
    found = check().of("django-version")
    assert [f["level"] for f in found] == ([level] if level else [])
    assert not found or found[0]["place"] == "requirements.txt:3"


def test_a_django_that_needs_a_newer_python(check: Checked) -> None:
    if sys.version_info >= (3, 12):
        pytest.skip("this Python is new enough")
    pretend(check, "django", "6.0")
    check.project.write("pyproject.toml", '[project]\ndependencies = [\n  "django>=6",\n]\n')
    found = check().one("django-version")
    assert (found["level"], found["place"]) == ("error", "pyproject.toml:3")


def add_gunicorn(folder: Path, version: str) -> None:
    (folder / "gunicorn/app").mkdir(parents=True)
    (folder / "gunicorn/app/wsgiapp.py").touch()
    (folder / "gunicorn/__init__.py").write_text(f"__version__ = {version!r}\n")


def test_a_gunicorn_that_is_too_old(check: Checked) -> None:
    add_gunicorn(check.project.directory, "20.0.4")
    check.project.write("requirements/production.txt", "gunicorn==20.0.4\n")
    found = check().one("gunicorn-version")
    assert (found["level"], found["place"]) == ("warning", "requirements/production.txt:1")
    assert "the project's Gunicorn 20.0.4" in found["title"]


def test_the_image_s_gunicorn(check: Checked, tmp_path: Path) -> None:
    """The project has none: a Python without packages, but for Django."""
    empty = tmp_path / "packages"
    empty.mkdir()
    for name in ("django", "asgiref", "sqlparse"):
        (empty / name).symlink_to(Path(importlib.util.find_spec(name).origin).parent)  # type: ignore[union-attr,arg-type]
    add_gunicorn(tmp_path / "image", "27.0.1")
    isolated = ("env", f"PYTHONPATH={empty}", sys._base_executable, "-S")  # type: ignore[attr-defined]
    facts = check(prefix=isolated, python=None, BOOTSTRAP_GUNICORN_DIR=str(tmp_path / "image")).facts
    assert (facts["gunicorn"], facts["gunicorn_origin"]) == ("27.0.1", "image")
    found = check(prefix=isolated, python=None, BOOTSTRAP_GUNICORN_DIR=str(tmp_path)).one("gunicorn-version")
    assert found["level"] == "error" and "the image has none" in found["title"]


def test_environments_that_are_not_used(check: Checked) -> None:
    warning = "the virtual environment VIRTUAL_ENV=/nowhere is not used: there is no such folder"
    found = check(facts={"environment_warnings": [warning]}).one("environment")
    assert (found["level"], found["place"]) == ("warning", "VIRTUAL_ENV")
    assert "runs with the packages of" in check(facts={"environment": "/elsewhere"}).one("environment")["title"]


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("mysite.nothing:application",), "No module named 'mysite.nothing'"),
        (("mysite.wsgi:nothing",), "Failed to find attribute 'nothing'"),
        (("--no-such-option", "mysite.wsgi"), "unrecognized arguments: --no-such-option"),
        (("-k", "no.such.Worker", "mysite.wsgi"), "cannot start Gunicorn"),
    ],
)
def test_gunicorn_and_the_application(check: Checked, arguments: tuple[str, ...], title: str) -> None:
    report = check(*arguments)
    assert report.one("application")["level"] == "error" and title in report.one("application")["title"]
    assert "worker-class" not in report.passed and "database" in report.passed


def test_an_application_of_the_settings(check: Checked) -> None:
    check.settings("WSGI_APPLICATION = 'mysite.wsgi.application'")
    report = check("--workers", "2", facts={"application": None})
    assert report.findings == [] and report.facts["application"] == "mysite.wsgi:application"
    check.settings("WSGI_APPLICATION = 'mysite.nothing.application'")
    found = check("--workers", "2", facts={"application": None}).one("application")
    assert (found["level"], found["place"]) == ("error", check.line("WSGI_APPLICATION"))
    check.settings("WSGI_APPLICATION = None")
    found = check("--workers", "2", facts={"application": None}).one("application")
    assert found["level"] == "error" and "WSGI_APPLICATION" in found["title"]


def test_settings_with_an_asgi_application_only(check: Checked) -> None:
    check.project.write("mysite/asgi.py", "from django.core.asgi import get_asgi_application\napplication = get_asgi_application()")
    check.settings("ASGI_APPLICATION = 'mysite.asgi.application'")
    found = check("--workers", "2", facts={"application": None}).one("application")
    assert (found["level"], found["place"]) == ("error", check.line("ASGI_APPLICATION"))
    assert "the settings name ASGI_APPLICATION and no WSGI_APPLICATION" in found["title"]
    assert found["fix"].startswith("add -k asgi")


def test_the_worker_class(check: Checked) -> None:
    check.project.write("mysite/asgi.py", "from django.core.asgi import get_asgi_application\napplication = get_asgi_application()")
    found = check("mysite.asgi:application").one("worker-class")
    assert found["level"] == "error" and "ASGI application, and the worker class sync" in found["title"]
    assert not check("-k", "asgi", "mysite.asgi:application").of("worker-class")
    found = check("-k", "asgi", "mysite.wsgi:application").one("worker-class")
    assert found["level"] == "error" and "WSGI application" in found["title"]
    assert not check("-k", "gthread", "mysite.wsgi:application").of("worker-class")


def test_probes_and_a_gunicorn_configuration_of_the_users(check: Checked) -> None:
    facts = {"own_gunicorn_config": False, "gunicorn_config": "/gunicorn_conf.py"}
    assert check(facts=facts).one("probes")["level"] == "warning"
    assert not check(facts=facts | {"health_host": "www.example.com:8000"}).of("probes")


def test_celery(check: Checked) -> None:
    check.project.write("mysite/celery.py", "from celery import Celery\napp = Celery(broker='redis://')\n")
    assert check().one("celery")["level"] == "note"
    assert not check(CELERY_APP="mysite").of("celery")
    check.project.write("mysite/celery.py", "from celery import Celery\napp = Celery(broker='nothing://')\n")
    found = check(CELERY_APP="mysite").one("celery")
    assert found["level"] == "error" and "broker's transport" in found["title"]
    assert "cannot import CELERY_APP nothing" in check(CELERY_APP="nothing").one("celery")["title"]


def test_drivers(check: Checked) -> None:
    check.settings(
        "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.memcached.PyMemcacheCache', 'LOCATION': 'x:1'}}\n"
        "CHANNEL_LAYERS = {'default': {'BACKEND': 'channels_redis.core.RedisChannelLayer'}}\n"
        "DATABASES['other'] = {'ENGINE': 'django.db.backends.oracle', 'NAME': 'x'}\n"
    )
    report = check()
    for name, place in (("caches", "CACHES"), ("channel-layers", "CHANNEL_LAYERS"), ("database-driver", "DATABASES[")):
        assert (report.one(name)["level"], report.one(name)["place"]) == ("error", check.line(place))


def test_a_gunicorn_configuration_module_of_the_projects(check: Checked) -> None:
    """The default file has the same usual name."""
    check.project.write("gunicorn_config.py", "workers = 3\nwsgi_app = 'mysite.wsgi:application'\n")
    check.project.write("mysite/wsgi.py", "import gunicorn_config\nassert gunicorn_config.workers == 3\napplication = print\n")
    assert not check("--config", "python:gunicorn_config").of("application")
