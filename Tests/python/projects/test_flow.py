"""Real projects as a team would bring them: no extra setting, no line changed by hand.

init -> build -> run -> static files -> login -> upload -> stop. A failure says in which stage it happened.
"""

import dataclasses
from contextlib import contextmanager

import pytest
from projects.flow.journey import Journey
from projects.flow.record import store
from projects.recipes import RECIPES
from projects.workshop.files import append, write
from testkit.containers.images import SINGLE

pytestmark = pytest.mark.flow


@contextmanager
def removed(journey: Journey):
    try:
        yield journey
    finally:
        journey.remove()


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_project_as_it_is(recipe, project):
    with removed(Journey(recipe, project)) as journey:
        try:
            journey.whole()
        finally:
            store(journey.row)
        assert journey.row.lines_changed == 0, "lines had to be changed by hand"


BY_HAND = f"""
    FROM {SINGLE}
    COPY . /app
    RUN pip install --no-cache-dir --requirement requirements.txt
    ENV DJANGO_SETTINGS_MODULE=mysite.settings PYTHONPATH=/app
    RUN django-admin collectstatic --noinput && install -d -o django media && chown django .
    CMD ["mysite.wsgi:application"]
"""


class ByHand(Journey):
    """The control: the same way with a Dockerfile as the README has it. When it fails too, `init` is not at fault."""

    def write(self) -> tuple[list[str], list[str]]:
        write(self.folder / "Dockerfile", BY_HAND)
        return ["Dockerfile"], []


def test_the_control_with_a_dockerfile_by_hand(project):
    def make(folder):
        RECIPES[0].make(folder)
        append(folder / "mysite" / "settings.py", 'STATIC_ROOT = BASE_DIR / "static"\n')

    with removed(ByHand(RECIPES[0], project)) as journey:
        journey.recipe = dataclasses.replace(RECIPES[0], make=make)
        journey.whole()
    assert journey.stage.seconds.keys() == {"generate", "init", "build", "run", "static", "login", "upload", "stop"}
