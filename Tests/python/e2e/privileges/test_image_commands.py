"""What the images have the container engine run: it searches PATH as the container's user, which is root."""

import json
import re

import pytest
from testkit.tree import ROOT


@pytest.mark.parametrize("instruction", ["ENTRYPOINT", r"HEALTHCHECK [^\[]*CMD"])
@pytest.mark.parametrize("name", ["Dockerfile.app", "Dockerfile.proxy"])
def test_the_programs_are_named_by_their_path(name, instruction):
    """With a folder of the project's user first in PATH, a program of that name there would run as root."""
    lines = re.findall(rf"^{instruction} (\[.*\])$", (ROOT / name).read_text(), re.MULTILINE)
    assert lines
    for line in lines:
        command = json.loads(line)  # the build stages have none
        assert not command or command[0].startswith("/usr/local/bin/"), line
