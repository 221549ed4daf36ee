"""Django projects to bootstrap."""

import pytest

from support.app import module_serve, run, serve
from support.project import make_project

__all__ = ["module_serve", "run", "serve"]

# Django's own hashers are slow on purpose; these tests make many users.
FAST_PASSWORDS = 'PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]\n'


@pytest.fixture
def site(tree):
    """A tree with the throw-away project in it, more settings on request."""
    make_project(tree.app, extra_settings=FAST_PASSWORDS)
    return tree


@pytest.fixture
def database(site):
    return site.app / "db.sqlite3"
