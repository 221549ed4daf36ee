"""A project with programs in bootstrap.d."""

import pytest
from testkit.site import write_site


@pytest.fixture
def site(tree):
    return write_site(tree)


@pytest.fixture
def hook(tree):
    """hook("before-migrate/10-a", "shell commands"): an executable file in bootstrap.d."""

    def write(name, text="echo ran $BOOTSTRAP_HOOK >&2", mode=0o755):
        path = tree.write(f"etc/bootstrap.d/{name}", f"#!/bin/sh\n{text}\n")
        path.chmod(mode)
        return path

    return write
