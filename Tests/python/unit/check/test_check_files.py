"""Folders that the project writes, and static and media roots."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest

from .conftest import Checked, Report

# What Django 6.1 does where there is MAILERS.
NO_EMAIL_BACKEND = """
from django.conf import Settings
def refuse(self):
    raise AttributeError("The EMAIL_BACKEND setting is not available when MAILERS is defined.")
Settings.EMAIL_BACKEND = property(refuse, lambda self, value: None)
"""
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to another user")
MANIFEST = (
    "STORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}, 'staticfiles': "
    "{'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}\n"
)


def add_asset(check: Checked) -> None:
    check.project.write("assets/a.css", "")
    check.more = "import pathlib\nSTATICFILES_DIRS = [pathlib.Path(__file__).parent.parent / 'assets']\n"
    check.settings(check.more)


def add_uploads(check: Checked) -> None:
    check.project.add_app("shop", "from django.db import models\nclass Photo(models.Model):\n    image = models.FileField()\n")
    check.settings(check.more)


def in_a_folder_of_another(check: Checked, facts: dict[str, Any] | None = None) -> Report:
    """The check as a root that has to obey the modes of files, in a project of another user's."""
    for path in (check.project.directory, *check.project.directory.rglob("*")):
        shutil.chown(path, "nobody")
    return check(prefix=("setpriv", "--bounding-set=-dac_override,-dac_read_search"), facts=facts)


@needs_root
@pytest.mark.parametrize(
    ("more", "name", "place"),
    [
        ("MEDIA_ROOT = 'uploads'", "media-root", "MEDIA_ROOT"),
        ("", "sqlite", "DATABASES"),
        (
            "LOGGING = {'version': 1, 'handlers': {'f': {'class': 'logging.FileHandler', 'filename': 'x.log'}}}",
            "log-files",
            "LOGGING",
        ),
        (
            "CACHES = {'default': {'BACKEND': 'django.core.cache.backends.filebased.FileBasedCache', 'LOCATION': 'c'}}",
            "folders",
            "CACHES",
        ),
        ("SESSION_ENGINE, SESSION_FILE_PATH = 'django.contrib.sessions.backends.file', 'media'", "folders", "SESSION_ENGINE"),
        ("FILE_UPLOAD_TEMP_DIR = 'media'", "folders", "FILE_UPLOAD_TEMP_DIR"),
    ],
)
def test_a_folder_of_another_user(check: Checked, more: str, name: str, place: str) -> None:
    check.settings(more)
    found = in_a_folder_of_another(check).of(name)[0]
    assert (found["level"], found["place"]) == ("warning" if name == "media-root" else "error", check.line(place))
    assert "belongs to nobody" in found["title"] and found["fix"].startswith(("RUN install -d -o root -g ", "log to the console"))


@needs_root
def test_mail_of_mailers_that_is_kept_in_files(check: Checked) -> None:
    """Since Django 6.1. EMAIL_BACKEND cannot be read beside it."""
    backend = "'BACKEND': 'django.core.mail.backends.filebased.EmailBackend', 'OPTIONS': {'file_path': 'media'}"
    check.settings("MAILERS = {'default': {'BACKEND': 'x.Backend'}, 'second': {" + backend + "}}\n" + NO_EMAIL_BACKEND)
    found = in_a_folder_of_another(check).one("folders")
    assert (found["level"], found["place"]) == ("error", check.line("MAILERS"))
    assert found["title"].startswith("the mailer second in media: user root cannot write there")


@needs_root
def test_a_database_that_nothing_migrates(check: Checked) -> None:
    assert in_a_folder_of_another(check, {"migrates": False}).one("sqlite")["level"] == "warning"


@needs_root
def test_media_folders_that_the_start_gives_to_the_user(check: Checked) -> None:
    assert not in_a_folder_of_another(check, {"is_root": True}).of("media-root")


def test_a_log_file_without_its_folder(check: Checked) -> None:
    check.settings("LOGGING = {'version': 1, 'handlers': {'f': {'class': 'logging.FileHandler', 'filename': 'logs/x.log'}}}")
    found = check().one("log-files")
    assert "there is no such folder" in found["title"] and "RUN install -d" in found["fix"]


def test_one_folder_for_both(check: Checked) -> None:
    check.settings("MEDIA_ROOT = STATIC_ROOT = 'static'")
    assert "must have different values" in check().of("static-root")[0]["title"]
    assert check().of("static-root")[0]["level"] == "error"


def test_uploads_without_a_root(check: Checked) -> None:
    check.settings("MEDIA_ROOT = MEDIA_URL = ''")
    assert not check().of("media-root"), "no field stores files"
    add_uploads(check)
    check.settings("MEDIA_ROOT = MEDIA_URL = ''")
    report = check()
    assert "shop.Photo.image stores files" in report.one("media-root")["title"]
    assert "MEDIA_URL is not set" in report.one("media-url")["title"]


def test_static_files_that_were_not_collected(check: Checked) -> None:
    add_asset(check)
    assert not check().of("static-collected"), "there is one"
    (check.project.directory / "static/x.css").unlink()
    report = check()
    assert report.one("static-collected")["level"] == "error"
    assert not check(facts={"collects": True}).of("static-collected")
    check.settings(check.more + "STATIC_URL = 'https://cdn.example.com/'")
    assert not check().of("static-collected")


def test_no_static_root(check: Checked) -> None:
    add_asset(check)
    check.settings(check.more + "STATIC_ROOT = None")
    assert check().one("static-root")["level"] == "warning"
    assert check(facts={"collects": True}).one("static-root")["level"] == "error"


def test_no_static_root_and_collected_files(check: Checked) -> None:
    """As `app-runner collectstatic` leaves them when the image is built: Nginx serves the folder."""
    add_asset(check)
    check.settings(check.more + "STATIC_ROOT = None")
    check.project.write("staticfiles/a.css", "")
    assert not check().of("static-root")


def test_a_manifest_that_is_missing(check: Checked) -> None:
    add_asset(check)
    check.settings(check.more + MANIFEST)
    assert check().one("static-manifest")["level"] == "error"
    check.project.write("static/staticfiles.json", '{"paths": {"a.css": "a.0123456789ab.css"}, "version": "1.1", "hash": ""}')
    assert not check().of("static-manifest")
