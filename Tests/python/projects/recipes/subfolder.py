"""A repository with more in it than Django: manage.py lies in backend/, the requirements at the top."""

from pathlib import Path

from projects.workshop.django import startproject
from projects.workshop.files import append, write
from projects.workshop.recipe import Recipe
from projects.workshop.uploads import add_documents


def make(folder: Path):
    backend = folder / "backend"
    backend.mkdir()
    version = startproject(backend, "core")
    write(folder / "requirements.txt", f"Django=={version}\n")
    write(folder / "README.md", "# A shop\n\nThe API is in backend/, the pages are in frontend/.\n")
    write(folder / "frontend" / "package.json", '{"name": "frontend", "private": true}\n')
    settings = backend / "core" / "settings.py"
    append(settings, 'STATIC_ROOT = BASE_DIR / "static_collected"\n')
    add_documents(backend / "documents", settings)


RECIPES = [
    Recipe(
        "subfolder",
        "requirements.txt, settings in `backend/`",
        make,
        files=("requirements.txt", "backend/manage.py", "backend/core/settings.py", "frontend/package.json"),
    ),
]
