"""Folders that the project writes, and static and media roots."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest
from conftest import Checked, Report

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files to another user")
MANIFEST = (
    "STORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}, 'staticfiles': "
    "{'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}\n"
)


def add_asset(check: Checked) -> None:
    check.project.write("assets/a.css", "")
    check.more = "import pathlib\nSTATICFILES_DIRS = [pathlib.Path(__file__).parent.parent / 'assets']\n"
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
    assert (found["level"], found["place"]) == ("error", check.line(place))
    assert "belongs to nobody" in found["title"] and found["fix"].startswith(("RUN install -d -o root -g ", "log to the console"))


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


def test_roots_that_nginx_does_not_serve(check: Checked) -> None:
    check.settings("MEDIA_ROOT, MEDIA_URL = 'uploads', '/uploads/'")
    found = check().of("media-root")
    assert [finding["level"] for finding in found] == ["warning", "warning"]
    assert "answered with 404" in found[0]["title"] and "MEDIA_URL /uploads/" in found[1]["title"]


@pytest.mark.parametrize("root", ["/", "/etc/x", ".", "mysite"])
def test_roots_that_are_refused(check: Checked, root: str) -> None:
    for setting, name in (("MEDIA_ROOT", "media-root"), ("STATIC_ROOT", "static-root")):
        check.settings(f"{setting} = {root!r}")
        found = check().one(name)
        assert (found["level"], found["place"]) == ("error", check.line(setting)), found
        assert "cannot be served" in found["title"]


def test_one_folder_for_both(check: Checked) -> None:
    check.settings("MEDIA_ROOT = STATIC_ROOT = 'static'")
    assert "must have different values" in check().of("static-root")[0]["title"]
    assert check().of("static-root")[0]["level"] == "error"


def test_uploads_without_a_root(check: Checked) -> None:
    check.settings("MEDIA_ROOT = MEDIA_URL = ''")
    assert not check().of("media-root"), "no field stores files"
    check.project.add_app("shop", "from django.db import models\nclass Photo(models.Model):\n    image = models.FileField()\n")
    check.settings("MEDIA_ROOT = MEDIA_URL = ''")
    assert "shop.Photo.image stores files" in check().one("media-root")["title"]


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


@pytest.mark.parametrize(("url", "level"), [("/assets/", "warning"), ("/", "error")])
def test_static_url(check: Checked, url: str, level: str) -> None:
    check.settings(f"STATIC_URL = {url!r}")
    assert check().one("static-url")["level"] == level


def test_a_manifest_that_is_missing(check: Checked) -> None:
    add_asset(check)
    check.settings(check.more + MANIFEST)
    assert check().one("static-manifest")["level"] == "error"
    check.project.write("static/staticfiles.json", '{"paths": {"a.css": "a.0123456789ab.css"}, "version": "1.1", "hash": ""}')
    assert not check().of("static-manifest")


def test_whitenoise(check: Checked) -> None:
    check.project.write("whitenoise/__init__.py", "")
    check.project.write("whitenoise/middleware.py", "def WhiteNoiseMiddleware(get_response):\n    return get_response\n")
    name = "'whitenoise.middleware.WhiteNoiseMiddleware'"
    check.settings(f"MIDDLEWARE.insert(1, {name})")
    assert check().one("whitenoise")["level"] == "note"
    check.settings(f"MIDDLEWARE.append({name})")
    found = check().one("whitenoise")
    assert found["level"] == "warning" and "XFrameOptionsMiddleware" in found["title"]
