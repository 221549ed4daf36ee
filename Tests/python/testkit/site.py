"""The throw-away Django project as app-runner's tests use it."""

from textwrap import dedent

from .project import make_project
from .tree import Tree

SITE = {"DJANGO_SETTINGS_MODULE": "site1.settings"}
APPLICATION = "site1.wsgi:application"

# Django's own hashers are slow on purpose; these tests make many users.
FAST_PASSWORDS = 'PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]\n'


def write_site(tree: Tree, extra_settings: str = "", **more) -> Tree:
    make_project(tree.app, extra_settings=FAST_PASSWORDS + dedent(extra_settings), **more)
    return tree


def add_settings(tree: Tree, text: str):
    """Python at the end of settings.py."""
    with (tree.app / "site1" / "settings.py").open("a") as settings:
        settings.write(dedent(text))


def add_static_file(tree: Tree, name: str = "logo.svg"):
    """One file for `collectstatic` to find."""
    tree.write(f"app/assets/{name}", "<svg/>")
    add_settings(tree, 'STATICFILES_DIRS = [BASE_DIR / "assets"]\n')
