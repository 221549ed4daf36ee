"""What Dockerfiles of the predecessor's users name: a small project for each form, with nothing changed but its FROM line."""

from pathlib import Path

import pytest
from testkit.containers.answers import answer
from testkit.containers.engine import podman
from testkit.containers.images import APP, EXAMPLES, SINGLE, Builder

FORMS = Path(__file__).parent / "predecessor_forms"


@pytest.fixture(scope="module")
def build():
    builder = Builder()
    yield lambda form, base: builder(FORMS / form, base)
    builder.remove()


@pytest.mark.parametrize("base", [APP, SINGLE])
def test_packages(build, base):
    image = build("packages", base)
    assert podman("run", "--rm", image, "sh", "-c", "ls -d /var/lib/apt/lists/*_* /etc/pip.conf 2>/dev/null || true") == ""
    assert podman("run", "--rm", image, "dpkg", "-s", "libpq5").startswith("Package: libpq5")


def test_pip_has_no_cache():
    assert podman("run", "--rm", SINGLE, "pip", "config", "list").strip() == "global.no-cache-dir='true'"


def test_tini_and_the_django_entry_point(build, run):
    container = run(build("tini", SINGLE))
    assert answer(container) == "uid 104 of tini"
    container.until_healthy()
    assert container.processes()[0][1] == 1 and len(container.servers()) == 2, "Nginx and Gunicorn are PID 1's children"
    assert container.stop() == 0


def test_dinit_and_the_celery_entry_point(build, run):
    container = run(build("dinit_celery", EXAMPLES["single"]))
    container.until_healthy()
    assert {user for user, _, parent, _ in container.processes() if parent > 1} == {"django"}
    assert container.stop() == 0


def test_a_script_of_the_projects_with_su_exec(build, run):
    container = run(build("su_exec", APP))
    assert answer(container) == "uid 104 of su-exec"
    assert container.shell("stat -c '%U %G' /run/own/made") == "django daemon"
    container.until_healthy()
    podman("stop", "--time", "20", container.name)
    assert container.state("ExitCode") == 0, "SIGTERM reached Gunicorn"


def test_an_entry_point_of_the_projects_is_named(build, run):
    image = build("own_entrypoint", SINGLE)
    container = run(image)
    assert answer(container) == "uid 104 of own"
    assert "WARNING app-runner: /scripts/django-entrypoint.sh is the project's own file" in container.logs()
    assert "the project's own script" not in container.logs()
    assert podman("run", "--rm", image, "celery-entrypoint.sh", "echo", "ours").strip() == "ours", "the links' target is whole"


def test_an_entry_point_of_the_projects_that_is_asked_for(build, run):
    arguments = ["--", "django-entrypoint.sh", "shop:application"]
    container = run(build("own_entrypoint", SINGLE), *arguments, options=["--entrypoint", "tini"])
    assert answer(container) == "uid 104 of own"
    assert "the project's own script: shop:application" in container.logs()
    container.until_healthy()
    assert container.stop() == 0
