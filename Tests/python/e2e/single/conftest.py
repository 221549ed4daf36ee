"""Nginx and Gunicorn as the children of one app-runner."""

import pytest


@pytest.fixture
def single():
    """The single container's environment; whatever dies stays dead."""
    return {"BOOTSTRAP_SHAPE": "single", "RESTART_LIMIT": "0"}
