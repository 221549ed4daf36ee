"""The `-build` images: a project's first stage compiles there, its second one is an image that has no compiler."""

from pathlib import Path

import pytest
from testkit.containers.answers import answer
from testkit.containers.engine import podman
from testkit.containers.images import APP, SINGLE, Builder
from testkit.tree import ROOT

FORMS = Path(__file__).parent / "build_image"
REQUIREMENTS = ROOT / "Sources" / "AppRunner" / "Gunicorn" / "build-requirements.txt"
TOOLS = ["gcc", "g++", "make", "pkg-config", "pg_config", "mariadb_config", "msgfmt", "git", "uv"]


@pytest.fixture(scope="module")
def build():
    """build(FORM, BASE): the two stages of a form, once for each base."""
    builder, made = Builder(), {}

    def once(form: str, base: str) -> str:
        if (form, base) not in made:
            made[form, base] = builder(FORMS / form, base)
        return made[form, base]

    yield once
    builder.remove()


def found(image: str) -> list[str]:
    script = f"for tool in {' '.join(TOOLS)}; do command -v $tool >/dev/null && echo $tool; done; true"
    return podman("run", "--rm", image, "sh", "-c", script).split()


@pytest.mark.parametrize(("form", "environment"), [("pip", "/venv"), ("uv", "/app/.venv")])
def test_a_compiled_package_is_served(build, run, form, environment):
    image = build(form, SINGLE)
    container = run(image)
    assert answer(container) == f"uid 104 has 42 from {environment}"
    container.until_healthy()
    assert container.stop() == 0
    assert found(image) == []


def test_in_the_pod_shape_too(build, run):
    container = run(build("pip", APP), "--bind", "0.0.0.0:8000", "shop:application")
    assert answer(container) == "uid 104 has 42 from /venv"


@pytest.mark.parametrize("image", [APP, SINGLE])
def test_the_tools_are_in_the_build_image_alone(image):
    assert found(f"{image}-build") == TOOLS
    assert found(image) == []


def test_it_is_the_same_python(build):
    script = ["python", "-c", "import sys, sysconfig; print(sys.version, sys.base_prefix, sysconfig.get_platform())"]
    assert podman("run", "--rm", f"{SINGLE}-build", *script) == podman("run", "--rm", SINGLE, *script)


def test_the_headers_of_the_databases():
    python = "import sysconfig; print(sysconfig.get_path('include'))"
    script = f'pkg-config --exists libpq libmariadb && cat "$(python -c "{python}")/Python.h"'
    assert "#include" in podman("run", "--rm", f"{SINGLE}-build", "sh", "-c", script)


def test_uv_is_the_pinned_one():
    version = REQUIREMENTS.read_text().strip().removeprefix("uv==")
    assert podman("run", "--rm", f"{SINGLE}-build", "uv", "--version").split()[1] == version
