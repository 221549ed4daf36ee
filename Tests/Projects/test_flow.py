"""Real projects as a team would bring them: no setting of ours, no line changed by hand.

init -> build -> run -> static files -> login -> upload -> stop. A failure says in which stage it happened.
"""

import pytest
from flow.journey import Journey
from flow.record import store
from recipes import RECIPES


@pytest.mark.flow
@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_project_as_it_is(recipe, project):
    journey = Journey(recipe, project)
    try:
        journey.whole()
        assert journey.row.lines_changed == 0, "lines had to be changed by hand"
    finally:
        store(journey.row)
        journey.remove()
