"""Everything here needs a PID namespace."""

import pytest
from support.app import needs_root, run, serve
from support.namespace import starter

__all__ = ["run", "serve"]


as_pid1 = pytest.fixture(starter, name="as_pid1")


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "pid1":
            item.add_marker(needs_root)
