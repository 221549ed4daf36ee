"""What `django-admin startproject` makes, with a requirements.txt and an application with a file field."""

from functools import partial
from pathlib import Path

from projects.workshop.django import startproject
from projects.workshop.files import write
from projects.workshop.recipe import Recipe
from projects.workshop.uploads import add_documents

FILES = ("manage.py", "requirements.txt", "mysite/settings.py", "mysite/wsgi.py", "mysite/asgi.py", "documents/models.py")


def make(folder: Path, release: str, python: tuple[int, int] = (3, 10)):
    version = startproject(folder, "mysite", release, python)
    write(folder / "requirements.txt", f"Django=={version}\n")
    add_documents(folder / "documents", folder / "mysite" / "settings.py")


def of(name: str, title: str, release: str, python: tuple[int, int]) -> Recipe:
    return Recipe(name, title, partial(make, release=release, python=python), files=FILES, python=python)


RECIPES = [
    of("startproject-5.2", "`startproject` of Django 5.2", "Django~=5.2.0", (3, 10)),
    of("startproject-6.0", "`startproject` of Django 6.0", "Django~=6.0.0", (3, 12)),
    of("startproject-newest", "`startproject` of the newest Django", "Django", (3, 12)),
]
