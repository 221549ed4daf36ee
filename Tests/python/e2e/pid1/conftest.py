"""Everything here needs a PID namespace."""

from testkit.app import needs_root


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "pid1":
            item.add_marker(needs_root)
