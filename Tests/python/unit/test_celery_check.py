"""--check-celery: CELERY_APP as `celery -A` understands it."""

from __future__ import annotations

import pytest
from testkit.bootstrap import Project

APP = "from celery import Celery\napp = Celery('mysite')\nnumber = 1\n"


@pytest.mark.parametrize("name", ["mysite", "mysite.celery", "mysite.celery:app", "mysite.celery.app"])
def test_apps_that_celery_finds(project: Project, name: str) -> None:
    project.write("mysite/celery.py", APP)
    result = project.bootstrap("--check-celery", CELERY_APP=name)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (None, "cannot start Celery: CELERY_APP is not set"),
        ("nosuch", "cannot import CELERY_APP nosuch: ModuleNotFoundError: No module named 'nosuch'"),
        ("mysite.celery:nosuch", "cannot import CELERY_APP mysite.celery:nosuch: AttributeError: "),
        (
            "mysite.celery:number",
            "cannot start Celery: CELERY_APP mysite.celery:number is a int, not a Celery app",
        ),
    ],
)
def test_apps_that_it_does_not(project: Project, name: str | None, message: str) -> None:
    project.write("mysite/celery.py", APP)
    project.database["NAME"] = "/no/such/directory/db.sqlite3"
    project.configure()
    result = project.bootstrap("--check-celery", "--wait", "0", CELERY_APP=name)
    assert result.returncode == 78
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_celery_is_not_installed(project: Project) -> None:
    project.write("celery.py", "raise ModuleNotFoundError(\"No module named 'celery'\")\n")
    result = project.bootstrap("--check-celery", CELERY_APP="mysite")
    assert result.returncode == 78
    assert "cannot import CELERY_APP mysite: ModuleNotFoundError: No module named 'celery'" in result.stderr


def test_the_reason_inside_the_module_is_the_one_that_is_said(project: Project) -> None:
    project.write("mysite/celery.py", "import nosuch_thing\n" + APP)
    result = project.bootstrap("--check-celery", CELERY_APP="mysite")
    assert result.returncode == 78
    assert "No module named 'nosuch_thing' (mysite/celery.py:1)" in result.stderr


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("broker='sqs://'", "cannot start Celery: cannot load its broker's transport: ModuleNotFoundError: "),
        ("broker='nosuch://'", "cannot start Celery: cannot load its broker's transport: KeyError: "),
        ("broker='memory://', backend='dynamodb://'", "cannot start Celery: cannot load its result backend: Improperly"),
        ("broker='memory://', backend='nosuch://'", "cannot start Celery: cannot load its result backend: ModuleNotFound"),
    ],
)
def test_a_driver_that_is_missing_is_said_before_the_database_is_touched(
    project: Project, setting: str, message: str
) -> None:
    project.write("mysite/celery.py", f"from celery import Celery\napp = Celery('mysite', {setting})\n")
    project.database["NAME"] = "/no/such/directory/db.sqlite3"
    project.configure()
    result = project.bootstrap("--check-celery", "--wait", "0", CELERY_APP="mysite")
    assert result.returncode == 78
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "amqp://127.0.0.1:1//", "memory://"])
def test_drivers_that_are_there_connect_to_nothing(project: Project, url: str) -> None:
    backend = "rpc://" if url.startswith("amqp") else "redis://127.0.0.1:1/1"
    project.write("mysite/celery.py", f"from celery import Celery\napp = Celery('mysite', broker={url!r}, backend={backend!r})\n")
    result = project.bootstrap("--check-celery", CELERY_APP="mysite")
    assert (result.returncode, result.stderr) == (0, "")
