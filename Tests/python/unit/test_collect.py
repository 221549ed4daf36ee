"""A project without STATIC_ROOT: collected into a folder that the proxy serves anyway."""

from __future__ import annotations

import pytest
from testkit.bootstrap import Project

from .test_site import BUCKET, MANIFEST_STORAGE, Site, storages

UNSET = "STATIC_ROOT = None\n"
ADMIN = "INSTALLED_APPS += ['django.contrib.admin', 'django.contrib.messages', 'django.contrib.sessions']\n"
SAID = "bootstrap: STATIC_ROOT is not set: collects the static files into {}, where Nginx finds them"


@pytest.fixture
def site(project: Project) -> Site:
    site = Site(project)
    site.write("assets/a.css", "a {}")
    return site


def dirs(*names: str) -> str:
    return UNSET + f"STATICFILES_DIRS = {list(names)!r}\n"


def test_the_contracts_second_folder(site: Site) -> None:
    values, said = site.say(dirs("assets"), "--collectstatic")
    folder = site.folder / "staticfiles"
    assert said == [SAID.format(folder)]
    assert (folder / "a.css").read_text() == "a {}"
    assert (values["static_root"], values["static_missing"]) == (str(folder), "application")


def test_the_next_start_knows_the_folder(site: Site) -> None:
    site.write("staticfiles/a.css", "a {}")
    values = site.ask(dirs("assets"))
    assert (values["static_root"], values["static_missing"]) == (str(site.folder / "staticfiles"), "application")


def test_an_empty_folder_is_no_static_root(site: Site) -> None:
    (site.folder / "staticfiles").mkdir()
    values, said = site.say(dirs("assets"))
    assert values["static_root"] == "" and len(said) == 1


def test_both_folders_of_the_contract_stay(site: Site) -> None:
    """Files that something else has put into the first folder are still served."""
    site.write("static/b.css", "b {}")
    site.write("staticfiles/a.css", "a {}")
    assert site.ask(dirs("assets"))["static_root"] == ""


def test_the_first_folder_holds_sources(site: Site) -> None:
    site.write("static/b.css", "b {}")
    values, _ = site.say(dirs("static"), "--collectstatic")
    assert values["static_root"] == str(site.folder / "staticfiles")
    assert (site.folder / "staticfiles/b.css").exists()


@pytest.mark.parametrize(
    "source", ["'staticfiles'", "('prefix', 'staticfiles')", "'staticfiles/css'", "__import__('pathlib').Path('staticfiles')"]
)
def test_the_second_folder_holds_sources(site: Site, source: str) -> None:
    site.write("staticfiles/css/b.css", "b {}")
    values, said = site.say(UNSET + f"STATICFILES_DIRS = [{source}]\n", "--collectstatic")
    assert said == [SAID.format(site.folder / "static")]
    assert values["static_root"] == str(site.folder / "static")


def test_both_folders_hold_sources(site: Site) -> None:
    site.write("static/a.css", "a {}")
    site.write("staticfiles/b.css", "b {}")
    site.configure(dirs("static", "staticfiles"))
    result = site.run("--collectstatic")
    assert result.returncode == 78
    (line,) = result.stderr.splitlines()
    assert line.startswith("bootstrap: cannot collect the static files: STATIC_ROOT is not set, and none of the usual folders")
    assert line.endswith('set STATIC_ROOT in the settings, for example BASE_DIR / "collected"')


def test_a_package_of_that_name_is_not_written_to(site: Site) -> None:
    site.write("staticfiles/__init__.py", "")
    values, said = site.say(dirs("assets"), "--collectstatic")
    assert said == [SAID.format(site.folder / "static")]


def test_an_app_that_is_the_app_folder(site: Site) -> None:
    """Its own "static" holds sources."""
    site.write("staticfiles/__init__.py", "")
    site.write("apps.py", "")
    site.write(
        "mysite/apps.py",
        f"from django.apps import AppConfig\nclass Whole(AppConfig):\n    name = 'mysite'\n    path = {str(site.folder)!r}\n",
    )
    site.configure(UNSET + "INSTALLED_APPS += ['mysite.apps.Whole']\n")
    result = site.run("--collectstatic")
    assert result.returncode == 78 and "of an app" in result.stderr


def test_a_static_root_of_the_projects_is_djangos(site: Site) -> None:
    values, said = site.say("STATICFILES_DIRS = ['assets']\n", "--collectstatic")
    assert said == [] and values["static_root"] == str(site.folder / "collected")


def test_a_storage_that_was_made_before(site: Site) -> None:
    site.write("mysite/__init__.py", "")
    site.project.add_app(
        "shop", models="from django.contrib.staticfiles.storage import staticfiles_storage\nstaticfiles_storage.url\n"
    )
    values, _ = site.say(dirs("assets"), "--collectstatic")
    assert (site.folder / "staticfiles/a.css").exists()


def test_a_manifest_needs_the_setting(site: Site) -> None:
    """The pages of the running project read it."""
    site.configure(storages(staticfiles=MANIFEST_STORAGE) + dirs("assets"))
    result = site.run("--collectstatic")
    assert result.returncode == 78 and "without having set the STATIC_ROOT setting" in result.stderr
    assert not (site.folder / "staticfiles").exists()


def test_a_bucket_is_left_alone(site: Site) -> None:
    site.write(
        "mysite/storage.py",
        BUCKET + "    exists = delete = lambda self, name: False\n    def _save(self, name, content):\n        return name\n",
    )
    values, said = site.say(storages(staticfiles="mysite.storage.Bucket") + dirs("assets"), "--collectstatic")
    assert said == [] and values["static_root"] == ""


def test_files_of_apps_are_missed_beside_the_projects_own(site: Site) -> None:
    """Nginx serves the folder of sources, which has no file of the admin's."""
    site.write("static/b.css", "b {}")
    _, said = site.say(ADMIN + dirs("static"))
    assert len(said) == 1 and "STATIC_ROOT is not set" in said[0]


def test_all_files_in_a_served_folder_of_sources(site: Site) -> None:
    site.write("static/b.css", "b {}")
    assert site.ask(dirs("static"))["static_root"] == ""


# --- below a prefix ---


@pytest.mark.parametrize(
    ("forced", "variable", "value"),
    [
        (None, None, ""),
        (None, "/shop", "/shop"),
        (None, "/shop/", "/shop"),
        (None, "/", ""),
        ("/shop", None, "/shop"),
        ("/a/b/", "/shop", "/a/b"),
        ("", "/shop", ""),
    ],
)
def test_the_prefix_of_the_site(site: Site, forced: str | None, variable: str | None, value: str) -> None:
    assert site.ask(f"FORCE_SCRIPT_NAME = {forced!r}\n", SCRIPT_NAME=variable)["script_name"] == value


@pytest.mark.parametrize(
    "value", ["shop", "/a b", "/a;b", "/../x", "//cdn/x", "https://x/y", "/a//b", "/" + 200 * "a", "/é", "/$uri"]
)
def test_a_prefix_that_is_no_path(site: Site, value: str) -> None:
    values, said = site.say("STATIC_URL = '/static/'\n", SCRIPT_NAME=value)
    assert values["script_name"] == "" and values["static_url"] == "/static/"
    assert len(said) == 1 and "cannot serve files below SCRIPT_NAME" in said[0]
