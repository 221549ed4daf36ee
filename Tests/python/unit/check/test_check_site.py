"""What the site file would say of static files and uploads, as findings."""

from __future__ import annotations

import pytest

from .conftest import Checked
from .test_check_files import MANIFEST, add_asset, add_uploads

SERVED = ("static-root", "static-url", "static-collected", "media-root", "media-url", "site-root")


def served(check: Checked) -> list[str]:
    return [finding["title"] for name in SERVED for finding in check().of(name)]


@pytest.mark.parametrize(
    "more",
    [
        "STATIC_ROOT, STATIC_URL = 'collected', '/assets/'\nMEDIA_ROOT, MEDIA_URL = 'uploads', 'files/'",
        "FORCE_SCRIPT_NAME, STATIC_URL, MEDIA_URL = '/shop', 'static/', 'media/'",
        "MEDIA_ROOT, MEDIA_URL = '/srv/uploads', 'https://cdn.example.com/media/'",
    ],
)
def test_what_is_served_is_no_finding(check: Checked, more: str) -> None:
    add_uploads(check)
    check.project.write("collected/a.css", "")
    check.settings(more)
    assert served(check) == []


@pytest.mark.parametrize("root", ["/", "/etc/x", ".", "mysite"])
def test_roots_that_are_refused(check: Checked, root: str) -> None:
    check.settings(f"STATIC_ROOT = {root!r}")
    found = check().one("static-root")
    assert (found["level"], found["place"]) == ("error", check.line("STATIC_ROOT"))
    assert "cannot be served" in found["title"] and str(check.project.directory / "static") in found["fix"]
    check.settings(f"MEDIA_ROOT = {root!r}")
    assert check().one("media-root")["level"] == "warning"
    add_uploads(check)
    check.settings(f"MEDIA_ROOT = {root!r}")
    found = check().one("media-root")
    assert (found["level"], found["place"]) == ("error", check.line("MEDIA_ROOT"))


def test_a_folder_of_sources_is_no_remedy(check: Checked) -> None:
    """One of STATICFILES_DIRS: Django refuses to collect into it."""
    check.settings("import os\nSTATICFILES_DIRS = [os.path.abspath('static')]\nSTATIC_ROOT = None")
    found = check().one("static-root")
    assert found["level"] == "warning" and str(check.project.directory / "staticfiles") in found["fix"]


@pytest.mark.parametrize(("url", "title"), [("/", "every address"), ("/a b/", "a space"), ("/.x/", "begins with a dot")])
def test_urls_that_are_refused(check: Checked, url: str, title: str) -> None:
    check.settings(f"STATIC_URL = {url!r}")
    found = check().one("static-url")
    assert (found["level"], found["place"]) == ("error", check.line("STATIC_URL")) and title in found["title"]


def test_static_files_on_another_host(check: Checked) -> None:
    add_asset(check)
    check.settings(check.more + "STATIC_ROOT, STATIC_URL = 'collected', 'https://cdn.example.com/static/'")
    report = check()
    assert report.one("static-url")["level"] == "note" and not report.of("static-collected")


def test_a_storage_that_cannot_be_made(check: Checked) -> None:
    check.settings(MANIFEST + "STORAGES['default']['BACKEND'] = 'no.such.Storage'")
    found = check().one("media-root")
    assert (found["level"], found["place"]) == ("error", check.line("STORAGES["))


def test_whitenoise(check: Checked) -> None:
    check.project.write("whitenoise/__init__.py", "")
    check.project.write("whitenoise/middleware.py", "def WhiteNoiseMiddleware(get_response):\n    return get_response\n")
    name = "'whitenoise.middleware.WhiteNoiseMiddleware'"
    check.settings(f"MIDDLEWARE.insert(1, {name})")
    assert check().one("whitenoise")["level"] == "note"
    check.settings(f"MIDDLEWARE.append({name})")
    found = check().one("whitenoise")
    assert found["level"] == "warning" and "XFrameOptionsMiddleware" in found["title"]
    check.settings(f"MIDDLEWARE.insert(1, {name})\nSTATIC_URL, WHITENOISE_ROOT = '/', 'mysite'")
    report = check()
    assert report.one("static-url")["level"] == "warning", "WhiteNoise answers"
    assert "any client" in report.one("site-root")["title"]
    check.settings(f"MIDDLEWARE.insert(1, {name})\nWHITENOISE_ROOT = 'nothing'")
    assert "no such folder" in check().one("site-root")["title"]
