"""`wagtail start`, with the collected files and the uploads in folders of other names."""

from pathlib import Path

from projects.workshop.files import append, tree, write
from projects.workshop.recipe import Recipe, Upload
from projects.workshop.tools import Tool

# After base.py's own, which are BASE_DIR / "static" and BASE_DIR / "media" below /static/ and /media/.
SETTINGS = """
    STATIC_ROOT = BASE_DIR / "var" / "assets"
    STATIC_URL = "/assets/"
    MEDIA_ROOT = BASE_DIR / "var" / "files"
    MEDIA_URL = "/files/"
"""

# `wagtail start` leaves both to its user: production.py has neither.
PRODUCTION = """
    import os

    SECRET_KEY = os.environ["SECRET_KEY"]
    ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
"""


def make(folder: Path):
    tool = Tool("wagtail")
    tool("wagtail", "start", "magazine", ".", folder=folder)
    append(folder / "magazine" / "settings" / "base.py", SETTINGS)
    append(folder / "magazine" / "settings" / "production.py", PRODUCTION)
    # `wagtail start` brings a Dockerfile for its own server, which a team that comes here drops.
    for name in ("Dockerfile", ".dockerignore"):
        (folder / name).unlink(missing_ok=True)
    write(folder / ".gitignore", "/var/\n/db.sqlite3\n")
    assert "requirements.txt" in tree(folder)


RECIPES = [
    Recipe(
        "wagtail",
        "`wagtail start`, STATIC_ROOT and MEDIA_ROOT under other names",
        make,
        upload=Upload("/admin/images/add/", values={"title": "From a test"}, shown="/admin/images/"),
        environment={"SECRET_KEY": "a-key-of-the-tests", "ALLOWED_HOSTS": "127.0.0.1,www.example.com"},
        files=("manage.py", "requirements.txt", "magazine/settings/base.py", "magazine/settings/production.py", "home/models.py"),
    ),
]
