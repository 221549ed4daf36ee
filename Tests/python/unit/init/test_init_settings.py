"""The settings, read as source."""

from __future__ import annotations

import pytest

from django_bootstrap_init.files import Problem
from django_bootstrap_init.settings import Settings


def settings(make, text: str, **more: str) -> Settings:
    files = {"mysite/settings.py": text, "mysite/__init__.py": ""} | {f"mysite/{name}.py": body for name, body in more.items()}
    return Settings(str(make(files)), [""], "mysite.settings")


@pytest.mark.parametrize(
    "expression",
    [
        'BASE_DIR / "media"',
        'os.path.join(BASE_DIR, "media")',
        'os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "media")',
        'str(BASE_DIR.joinpath("media"))',
        'f"{BASE_DIR}/media"',
        'str(BASE_DIR) + "/media"',
        'root("media")',
        'env("MEDIA", default=BASE_DIR / "media")',
        'os.environ.get("MEDIA") or BASE_DIR / "media"',
        'Path(__file__).parents[1] / "media"',
        '(BASE_DIR / "media").resolve()',
    ],
)
def test_paths(make, expression) -> None:
    found = settings(
        make,
        "import os, environ\nfrom pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n"
        f"root = environ.Path(__file__) - 2\nenv = environ.Env()\nMEDIA_ROOT = {expression}\n",
    )
    if "or BASE" in expression:
        assert found.reads["MEDIA"].default is None  # what counts when the variable is there
    else:
        assert found.text("MEDIA_ROOT") == "/app/media"


@pytest.mark.parametrize(
    "read, name, required, cast, default",
    [
        ('os.environ["A"]', "A", True, "str", None),
        ('os.environ.get("A")', "A", False, "str", None),
        ('os.getenv("A", "x")', "A", False, "str", "x"),
        ('os.environ.get("A").split(",")', "A", True, "list", None),
        ('os.environ.get("A", "a b").split(" ")', "A", False, "words", "a b"),
        ('int(os.environ.get("A"))', "A", True, "int", None),
        ('env("A")', "A", True, "str", None),
        ('env.bool("A", default=False)', "A", False, "bool", False),
        ('env.list("A", default=["x"])', "A", False, "list", ["x"]),
        ("env.db()", "DATABASE_URL", True, "db", None),
        ('env.db_url("DB", default="sqlite:///x")', "DB", False, "db_url", "sqlite:///x"),
        ('config("A", cast=bool)', "A", True, "bool", None),
        ('config("A", default="", cast=Csv())', "A", False, "list", ""),
        ("dj_database_url.config()", "DATABASE_URL", True, "db", None),
        ('dj_database_url.config(default="sqlite:///x")', "DATABASE_URL", False, "db", "sqlite:///x"),
        ('env("IN_SCHEMA")', "IN_SCHEMA", False, "int", 3),
    ],
)
def test_reads_of_the_environment(make, read, name, required, cast, default) -> None:
    found = settings(make, f"env = environ.Env(IN_SCHEMA=(int, 3))\nX = {read}\n").reads[name]
    assert (found.required, found.cast) == (required, cast)
    if not required:
        assert found.default == default


def test_a_default_that_cannot_be_told_is_a_default(make) -> None:
    assert not settings(make, 'env = Env()\nX = env("A", default=compute())\n').reads["A"].required


def test_the_chain_of_imports(make) -> None:
    found = settings(
        make,
        'from .base import *\nfrom mysite.more import EXTRA\nINSTALLED_APPS += ["b"]\nDATABASES["default"]["HOST"] = "db"\n',
        base='INSTALLED_APPS = ["a"]\nDATABASES = {"default": {"ENGINE": "x.sqlite3"}}\n',
        more="EXTRA = 1\n",
    )
    assert found.strings("INSTALLED_APPS") == ["a", "b"]
    assert found.get("DATABASES") == {"default": {"ENGINE": "x.sqlite3", "HOST": "db"}}
    assert found.get("EXTRA") == 1


def test_modules_that_import_each_other(make) -> None:
    assert settings(make, "from .base import *\nX = 1\n", base="from .settings import *\nY = 2\n").get("Y") == 2


def test_branches(make) -> None:
    found = settings(
        make, 'DEBUG = False\nif DEBUG:\n    A = 1\nelse:\n    A = 2\nif os.environ.get("X"):\n    B = 1\nelse:\n    B = 2\n'
    )
    assert (found.get("A"), found.get("B")) == (2, 2)


def test_nothing_is_executed(make, tmp_path) -> None:
    settings(make, f'open({str(tmp_path / "planted")!r}, "w")\n__import__("os").system("touch {tmp_path}/planted")\n')
    assert not (tmp_path / "planted").exists()


@pytest.mark.parametrize(
    "text, said",
    [
        ("X = (\n", "cannot parse mysite/settings.py, line 1: "),
        ("x = " + "(" * 5000 + ")" * 5000, "cannot parse mysite/settings.py"),
    ],
)
def test_a_module_that_does_not_parse(make, text, said) -> None:
    with pytest.raises(Problem) as raised:
        settings(make, text)
    assert str(raised.value).startswith(said)


def test_a_deep_expression(make) -> None:
    try:
        settings(make, "X = " + " + ".join(["'a'"] * 3000) + "\n")
    except Problem as problem:
        assert str(problem).startswith("cannot parse mysite/settings.py")
