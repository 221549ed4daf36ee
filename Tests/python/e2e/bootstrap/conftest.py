"""Django projects to bootstrap."""

import pytest
from support.app import module_serve, run, serve
from support.site import write_site

__all__ = ["module_serve", "run", "serve"]


@pytest.fixture
def site(tree):
    """A tree with the throw-away project in it."""
    return write_site(tree)


@pytest.fixture
def database(site):
    return site.app / "db.sqlite3"
