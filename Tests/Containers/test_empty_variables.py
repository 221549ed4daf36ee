"""A variable that is set to nothing hides what the image sets by ENV."""

import pytest
from support.images import EXAMPLES

MOVED = {"BOOTSTRAP_RUN_DIR": "/run/moved"}


@pytest.mark.parametrize("more", [{}, MOVED], ids=["run", "moved"])
def test_the_single_image_is_reached_from_outside(run, visit, more):
    container = run(EXAMPLES["single"], BOOTSTRAP_SHAPE="", LISTEN_ADDRESS="", SECRET_KEY="test", **more)
    visit(container).until_there()
    container.until_healthy()
    assert container.stop() == 0
