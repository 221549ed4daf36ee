"""startproject, with settings that change what a visitor sees: another user model, a CDN, a path prefix."""

import shutil
from pathlib import Path

from projects.workshop.files import add_apps, append, replace
from projects.workshop.recipe import Recipe

from . import startproject

MANIFEST = """
    STATIC_ROOT = BASE_DIR / "collected"
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
"""

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def plain(folder: Path) -> Path:
    startproject.make(folder, "Django~=5.2.0")
    return folder / "mysite" / "settings.py"


def production(settings: Path):
    replace(settings, "DEBUG = True", "DEBUG = False")
    replace(settings, "ALLOWED_HOSTS = []", 'ALLOWED_HOSTS = ["127.0.0.1", "www.example.com"]')


def custom_user(folder: Path):
    settings = plain(folder)
    production(settings)
    # An application of its own, with an email address and no username.
    shutil.copytree(TEMPLATES / "people", folder / "people", ignore=shutil.ignore_patterns("__pycache__"))
    add_apps(settings, "people")
    append(settings, 'AUTH_USER_MODEL = "people.User"\nDEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\n')
    append(settings, MANIFEST)


CDN = "https://cdn.example.com/assets/"


def cdn(folder: Path):
    settings = plain(folder)
    production(settings)
    append(settings, MANIFEST)
    replace(settings, "STATIC_URL = 'static/'", f'STATIC_URL = "{CDN}"')


def prefix(folder: Path):
    settings = plain(folder)
    production(settings)
    append(settings, MANIFEST)
    append(settings, 'FORCE_SCRIPT_NAME = "/shop"\n')


RECIPES = [
    Recipe(
        "custom-user",
        "a user model with an email address and no username",
        custom_user,
        user="admin@example.com",
        files=("manage.py", "people/models.py", "people/migrations/0001_initial.py"),
    ),
    Recipe("cdn", "STATIC_URL on a CDN", cdn, cdn=CDN, files=("manage.py", "mysite/settings.py")),
    # The proxy in front strips the prefix, as FORCE_SCRIPT_NAME wants it: Django resolves paths without it.
    Recipe(
        "prefix",
        "a path prefix: FORCE_SCRIPT_NAME and STATIC_URL `static/`",
        prefix,
        public="http://www.example.com/shop",
        files=("manage.py", "mysite/settings.py"),
    ),
]
