"""Django projects to bootstrap."""

import pytest
from testkit.site import write_site


@pytest.fixture
def site(tree):
    """A tree with the throw-away project in it."""
    return write_site(tree)


@pytest.fixture
def database(site):
    return site.app / "db.sqlite3"
