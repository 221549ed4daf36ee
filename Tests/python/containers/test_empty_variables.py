"""A variable that is set to nothing hides what the image sets by ENV."""

import pytest
from testkit.containers.images import EXAMPLES

MOVED = {"BOOTSTRAP_RUN_DIR": "/run/moved"}


@pytest.mark.parametrize("more", [{}, MOVED], ids=["run", "moved"])
def test_the_single_image_is_reached_from_outside(run, visit, more):
    container = run(EXAMPLES["single"], BOOTSTRAP_SHAPE="", LISTEN_ADDRESS="", SECRET_KEY="test", **more)
    visit(container).until_there()
    container.until_healthy()
    assert container.stop() == 0


def test_settings_that_are_set_to_nothing_are_the_project_s(run, visit):
    container = run(EXAMPLES["single"], DJANGO_SETTINGS_MODULE="", SECRET_KEY="test")
    visit(container).until_there()
    assert container.stop() == 0
