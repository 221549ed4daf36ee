"""Where the project is, and which settings count."""

from __future__ import annotations

import pytest

from django_bootstrap_init.files import Problem
from django_bootstrap_init.project import find

from .projects import COOKIECUTTER, STARTPROJECT, UV, WAGTAIL, manage, site, wsgi


def test_startproject(make) -> None:
    place = find(str(make(STARTPROJECT)))
    assert (place.manage, place.folder, place.settings) == ("manage.py", "", "mysite.settings")
    assert (place.wsgi, place.asgi) == ("mysite.wsgi", "mysite.asgi")


def test_a_src_folder(make) -> None:
    place = find(str(make(UV)))
    assert (place.manage, place.folder, place.settings, place.wsgi) == ("src/manage.py", "src", "shop.settings", "shop.wsgi")


def test_manage_py_beside_src(make) -> None:
    files = site("shop", "src")
    files["manage.py"] = files.pop("src/manage.py")
    place = find(str(make(files)))
    assert (place.manage, place.folder, place.settings) == ("manage.py", "src", "shop.settings")


def test_no_manage_py(make) -> None:
    files = {name: text for name, text in site().items() if name != "manage.py"}
    assert find(str(make(files))).settings == "mysite.settings"


@pytest.mark.parametrize(
    "files, settings",
    [
        (COOKIECUTTER, "config.settings.production"),
        (WAGTAIL, "mysite.settings.production"),
        ({"manage.py": manage("a.settings.local"), "a/settings/local.py": "", "a/settings/prod.py": ""}, "a.settings.prod"),
        (
            {"manage.py": manage("a.settings"), "a/settings/__init__.py": "", "a/settings/production.py": ""},
            "a.settings.production",
        ),
        ({"manage.py": manage("a.settings"), "a/settings.py": ""}, "a.settings"),
        ({"manage.py": manage("a.settings.local"), "a/settings/local.py": ""}, "a.settings.local"),
        ({"manage.py": manage("settings"), "settings.py": ""}, "settings"),
        ({"manage.py": manage("a.dev"), "a/dev.py": "", "a/prod.py": "", "a/wsgi.py": wsgi("a.prod")}, "a.prod"),
    ],
)
def test_the_settings_for_production(make, files, settings) -> None:
    assert find(str(make(files))).settings == settings


def test_an_environment_is_no_project(make) -> None:
    other = {f".venv/lib/{name}": text for name, text in site("other").items()}
    odd = {f"env3/{name}": text for name, text in site("other").items()} | {"env3/pyvenv.cfg": ""}
    assert find(str(make(STARTPROJECT | other | odd))).settings == "mysite.settings"


def said(root, **options) -> str:
    with pytest.raises(Problem) as raised:
        find(str(root), **options)
    assert raised.value.status == 78
    return str(raised.value)


def test_an_empty_folder(make) -> None:
    root = make({})
    assert said(root).startswith(f"no Django project in {root}: no manage.py")


def test_another_manage_py_is_none(make) -> None:
    assert "no Django project" in said(make({"manage.py": "print('other')\n"}))


def test_two_projects(make) -> None:
    root = make(site("shop", "one") | site("blog", "two"))
    text = said(root)
    assert "cannot choose between 2 Django projects" in text
    assert "\n  one/manage.py: shop.settings\n  two/manage.py: blog.settings\n" in text
    assert "app-runner init one" in text and "--settings shop.settings" in text
    assert find(str(root), "blog.settings").manage == "two/manage.py"


def test_a_project_for_tests_is_none_to_run(make) -> None:
    aside = {f"tests/{name}": text for name, text in site("testsite").items()}
    assert find(str(make(STARTPROJECT | aside))).settings == "mysite.settings"
    assert find(str(make(aside, "alone"))).settings == "testsite.settings"


def test_two_settings_packages(make) -> None:
    files = {"manage.py": manage("a.settings"), "a/settings.py": "", "b/settings.py": "", "b/wsgi.py": wsgi("b.settings")}
    root = make(files)
    text = said(root)
    assert "cannot choose between 2 settings modules" in text and "\n  a.settings\n  b.settings\n" in text
    assert "--settings a.settings" in text
    assert find(str(root), "b.settings").settings == "b.settings"


def test_two_files_for_production(make) -> None:
    files = {
        "manage.py": manage("a.settings.local"),
        "a/settings/local.py": "",
        "a/settings/production.py": "",
        "a/settings/prod.py": "",
    }
    assert "\n  a.settings.production\n  a.settings.prod\n" in said(make(files))


def test_settings_that_are_not_there(make) -> None:
    assert "cannot find the settings other.settings: no file other/settings.py" in said(make(STARTPROJECT), wanted="other.settings")
    assert "cannot find the settings gone.settings: manage.py names them" in said(make({"manage.py": manage("gone.settings")}, "b"))
