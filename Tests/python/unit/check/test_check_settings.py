"""The settings module and what it says of debugging, keys, hosts, HTTPS and proxies."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Checked

FOUND = [
    ("DEBUG = True", "debug", "warning", "DEBUG is on"),
    ("SECRET_KEY = 'django-insecure-abc'", "secret-key", "warning", "startproject"),
    ("SECRET_KEY = ''", "secret-key", "error", "SECRET_KEY is empty"),
    ("ALLOWED_HOSTS = []", "allowed-hosts", "error", "every request with status 400"),
    (
        "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_SSL', 'on')",
        "proxy-ssl-header",
        "error",
        "X-Forwarded-Ssl, which Nginx removes",
    ),
    ("SECURE_PROXY_SSL_HEADER = ('X-Forwarded-Proto', 'https')", "proxy-ssl-header", "error", "begins with HTTP_"),
    ("SECURE_PROXY_SSL_HEADER = ('HTTP_X_SCHEME', 'https')", "proxy-ssl-header", "warning", "names X-Scheme"),
    ("SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'on')", "proxy-ssl-header", "error", "waits for 'on'"),
    ("SECURE_PROXY_SSL_HEADER = 'HTTP_X_FORWARDED_PROTO'", "proxy-ssl-header", "error", "no pair"),
    ("USE_X_FORWARDED_HOST = True", "forwarded-host", "warning", "chooses the host"),
]


@pytest.mark.parametrize(("line", "name", "level", "title"), FOUND)
def test_a_setting(check: Checked, line: str, name: str, level: str, title: str) -> None:
    check.settings(line)
    found = check().one(name)
    assert (found["level"], found["place"]) == (level, check.line(line)), found
    assert title in found["title"] and found["fix"]


def test_without_a_redirect_a_wrong_header_is_a_warning(check: Checked) -> None:
    check.settings("SECURE_SSL_REDIRECT = False\nSECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_SSL', 'on')")
    assert check().one("proxy-ssl-header")["level"] == "warning"


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({}, "note"),
        ({"binds_itself": True}, "error"),
        ({"trusted_proxies": "none"}, "error"),
        ({"trusted_proxies": "some"}, "note"),
    ],
)
def test_a_redirect_without_the_header(check: Checked, facts: dict[str, Any], level: str) -> None:
    check.settings("SECURE_PROXY_SSL_HEADER = None")
    assert check(facts=facts).one("ssl-redirect")["level"] == level


def test_csrf_behind_a_proxy_that_ends_tls(check: Checked) -> None:
    check.settings("SECURE_PROXY_SSL_HEADER = None")
    assert check().one("csrf-trusted-origins")["level"] == "note"
    check.settings("SECURE_PROXY_SSL_HEADER = None\nCSRF_TRUSTED_ORIGINS = ['https://www.example.com']")
    assert not check().of("csrf-trusted-origins")


@pytest.mark.parametrize(("proxies", "level"), [("none", "note"), ("unknown", "note"), ("some", None)])
def test_forwarded_host_and_trusted_proxies(check: Checked, proxies: str, level: str | None) -> None:
    check.settings("USE_X_FORWARDED_HOST = True")
    found = check(facts={"trusted_proxies": proxies}).of("forwarded-host")
    assert [finding["level"] for finding in found] == ([level] if level else [])


def test_places_follow_star_imports(check: Checked) -> None:
    check.project.write("mysite/base.py", (check.project.directory / "mysite/settings.py").read_text() + "\nDEBUG = True\n")
    check.project.write("mysite/settings.py", "from .base import *\n\nALLOWED_HOSTS = []\n")
    report = check()
    assert report.one("debug")["place"] == check.line("DEBUG = True", "mysite/base.py")
    check.project.write("mysite/settings.py", "from .base import *\n\nDEBUG = False\nALLOWED_HOSTS = []\n")
    assert check().one("allowed-hosts")["place"] == "mysite/settings.py:4"


def test_settings_in_a_package(check: Checked) -> None:
    text = (check.project.directory / "mysite/settings.py").read_text()
    (check.project.directory / "mysite/settings.py").unlink()
    check.project.write("mysite/settings/__init__.py", "")
    check.project.write("mysite/settings/base.py", text)
    check.project.write("mysite/settings/production.py", "from .base import *\nif True:\n    DEBUG = True\n")
    report = check(DJANGO_SETTINGS_MODULE="mysite.settings.production")
    assert report.one("debug")["place"] == "mysite/settings/production.py:3"


HOOK = """
import importlib.util, sys
class Finder:
    def find_spec(name, path=None, target=None):
        return importlib.util.spec_from_file_location(name, {file!r}) if name == "elsewhere" else None
sys.meta_path.append(Finder)
"""


def test_settings_that_an_import_hook_finds(check: Checked) -> None:
    """As in an editable installation."""
    check.settings("DEBUG = True")
    settings = (check.project.directory / "mysite/settings.py").rename(check.project.directory / "moved.py")
    check.project.write("hook/sitecustomize.py", HOOK.format(file=str(settings)))
    report = check(DJANGO_SETTINGS_MODULE="elsewhere", PYTHONPATH=str(check.project.directory / "hook"))
    assert report.one("debug")["place"] == check.line("DEBUG = True", "moved.py")


@pytest.mark.parametrize("read", ["os.environ['SECRET_KEY']", "env('SECRET_KEY')", "config('SECRET_KEY')"])
def test_settings_that_need_the_key_at_build(check: Checked, read: str) -> None:
    check.settings(f"import os\nenv = config = os.environ.get\nSECRET_KEY = {read}")
    found = check(SECRET_KEY="a-very-long-secret-of-the-environment-0123456789-abcdef").one("secret-key-at-build")
    assert (found["level"], found["place"]) == ("note", check.line("SECRET_KEY = " + read[:3]))
    check.settings("import os\nSECRET_KEY = os.environ.get('SECRET_KEY', 'x' * 60 + 'abcdef')")
    assert not check().of("secret-key-at-build")


@pytest.mark.parametrize(
    ("more", "title", "fix"),
    [
        ("import no_such_thing", "No module named 'no_such_thing'", "install the package"),
        ("import os; os.environ['SECRET_KEY']", "KeyError: 'SECRET_KEY'", "RUN SECRET_KEY=build app-runner collectstatic"),
        ("1 / 0", "ZeroDivisionError", ""),
    ],
)
def test_settings_that_do_not_load(check: Checked, more: str, title: str, fix: str) -> None:
    check.settings(more)
    report = check()
    found = report.one("settings-import")
    assert (found["level"], found["place"]) == ("error", check.line(more[:6]))
    assert title in found["title"] and fix in found["fix"]
    assert {"python-version", "gunicorn-version"} <= set(report.passed), "checks without settings still run"
    assert "debug" in report.planned and "debug" not in report.passed


def test_an_app_that_does_not_load(check: Checked) -> None:
    check.settings("INSTALLED_APPS += ['no_such_app']")
    report = check()
    assert report.one("django-setup")["level"] == "error"
    assert "allowed-hosts" in report.passed and "database" not in report.passed


def test_start_up_code_that_asks_the_database(check: Checked) -> None:
    check.project.write("early/__init__.py", "")
    check.project.write(
        "early/apps.py",
        "from django.apps import AppConfig\nclass Early(AppConfig):\n    name = 'early'\n    def ready(self):\n"
        "        from django.contrib.auth.models import User\n        User.objects.count()\n",
    )
    check.project.use_postgresql(1, "a-password-of-the-database")
    check.settings("INSTALLED_APPS += ['early']")
    found = check().one("django-setup")
    assert (found["level"], found["place"]) == ("warning", "early/apps.py:6")
    assert "a-password" not in found["title"]


def test_a_project_that_hangs(check: Checked) -> None:
    check.settings("import time\ntime.sleep(10_000)")
    report = check(facts={"start_timeout": 1})
    found = report.one("hang")
    assert (found["level"], found["place"]) == ("error", check.line("time.sleep"))
    assert "START_TIMEOUT" in found["title"] and "python-version" in report.passed


def test_settings_that_a_file_names(check: Checked) -> None:
    """app-runner has found them, and says where."""
    facts = {"settings_place": "manage.py:9"}
    found = check(facts=facts, DJANGO_SETTINGS_MODULE="mysite.nothing").one("settings-import")
    assert (found["level"], found["place"]) == ("error", "manage.py:9") and "mysite.nothing" in found["fix"]
    note = "DJANGO_SETTINGS_MODULE: wsgi.py line 3 says mysite.settings, manage.py line 9 says b; the first is used"
    found = check(facts={"settings_place": "wsgi.py:3", "settings_note": note}).one("settings-module")
    assert (found["level"], found["place"]) == ("note", "wsgi.py:3")
    assert "manage.py line 9 says b" in found["title"] and "mysite.settings is used" in found["title"]


def test_no_secret_shows(check: Checked) -> None:
    check.settings("raise ValueError('no good: postgres://me:hunter/2@db/x and ' + os.environ['MY_TOKEN'])")
    report = check(MY_TOKEN="tell-nobody")
    title = report.one("settings-import")["title"]
    assert "postgres://me:<redacted>@db/x and <redacted>" in title
    assert "tell-nobody" not in report.ended.stdout and "hunter" not in report.ended.stdout


def test_djangos_own_checks(check: Checked) -> None:
    check.settings("SESSION_COOKIE_SECURE = False\nSECURE_HSTS_SECONDS = 0\nROOT_URLCONF = 'mysite.bad'")
    check.project.write("mysite/bad.py", "urlpatterns = ['x']\n")
    found = check().of("django-checks")
    texts = {finding["title"].split(":")[0]: finding for finding in found}
    assert texts["security.W012"]["place"] == check.line("SESSION_COOKIE_SECURE")
    assert (texts["security.W012"]["level"], texts["urls.E004"]["level"]) == ("warning", "error")


def test_django_does_not_say_again_what_we_said(check: Checked) -> None:
    check.settings("DEBUG = True\nSECRET_KEY = 'django-insecure-abc'\nSILENCED_SYSTEM_CHECKS = ['security.W012']")
    assert not [f for f in check().of("django-checks") if f["title"].startswith(("security.W009", "security.W018"))]
