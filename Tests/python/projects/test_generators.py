"""Each project can be made on this machine, and is what its recipe says: a test of its own, for the flow takes minutes."""

import ast
import subprocess
import sys

import pytest
from projects.recipes import RECIPES
from projects.workshop.files import tree
from projects.workshop.tools import python_of

pytestmark = pytest.mark.generator
# Each generator has a limit of its own (workshop/tools.py).
by_name = pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)


@by_name
def test_the_project_is_made(recipe, project):
    if python_of(recipe.python) is None:
        pytest.skip(f"no Python {'.'.join(map(str, recipe.python))} here: the generator runs in a container, in the flow")
    recipe.make(project)
    found = tree(project)
    assert not set(recipe.files) - set(found)
    # Nothing that this project adds, and nothing of this machine.
    assert not {"Dockerfile", ".dockerignore", "compose.yaml"} & set(found)
    for name, content in found.items():
        assert str(project).encode() not in content, f"{name} names the folder in which it was made"
        if name.endswith(".py"):
            ast.parse(content, name)
            assert b"cookiecutter" not in content, name


def test_the_names_are_unique():
    assert len({recipe.name for recipe in RECIPES}) == len(RECIPES)
    assert len({recipe.title for recipe in RECIPES}) == len(RECIPES)


def test_each_environment_is_the_project_own():
    """No variable of this project but Celery's switches: what a project needs of us is what is measured."""
    switches = {"CELERY_WORKER", "CELERY_BEAT"}
    theirs = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "ALLOWED_HOSTS"}
    for recipe in RECIPES:
        for name in set(recipe.environment) - switches - theirs:
            assert name.startswith("DJANGO_") and name != "DJANGO_SETTINGS_MODULE", (recipe.name, name)


def test_a_python_that_is_too_new_is_not_found():
    assert python_of((3, 99)) is None
    assert subprocess.run([python_of((3, 10)), "--version"], check=True, capture_output=True).stdout, sys.executable
