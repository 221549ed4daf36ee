"""The layout that cookiecutter-django has made common, from a template of our own (templates/layered)."""

from pathlib import Path

from projects.workshop.recipe import Recipe, Upload
from projects.workshop.tools import STATE, Tool

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "layered"
HOST = "bookshop.example.com"


def make(folder: Path):
    # Cookiecutter remembers its answers in HOME. It makes a folder in a folder; a developer's clone is the inner one.
    tool = Tool("cookiecutter")
    tool("cookiecutter", "--no-input", "--output-dir", folder, TEMPLATE, folder=folder, HOME=str(STATE / "home"))
    made = folder / "bookshop"
    # The project has a package of that name, so the outer folder goes first.
    outer = made.rename(folder / "made")
    for path in sorted(outer.iterdir()):
        path.rename(folder / path.name)
    outer.rmdir()


RECIPES = [
    Recipe(
        "layered",
        "cookiecutter-django's layout: split settings, WhiteNoise, Celery, PostgreSQL",
        make,
        admin="/office/",
        user="admin@example.com",
        upload=Upload("/office/catalog/book/add/", file="cover"),
        environment={
            "DJANGO_SECRET_KEY": "a-key-of-the-tests",
            "DJANGO_ADMIN_URL": "office/",
            "DJANGO_ALLOWED_HOSTS": HOST,
            "DATABASE_URL": "postgres://bookshop:bookshop@postgres:5432/bookshop",
            "REDIS_URL": "redis://redis:6379/0",
            "CELERY_WORKER": "1",
            "CELERY_BEAT": "1",
        },
        services=("postgres", "redis"),
        public=f"https://{HOST}",
        celery=True,
        files=(
            "manage.py", "config/settings/base.py", "config/settings/local.py", "config/settings/production.py", "config/wsgi.py",
            "config/celery_app.py", "bookshop/users/models.py", "bookshop/media/.gitkeep", "bookshop/static/css/project.css",
            "requirements/base.txt", "requirements/local.txt", "requirements/production.txt", "locale/de/LC_MESSAGES/django.po",
        ),
    ),
]  # fmt: skip
