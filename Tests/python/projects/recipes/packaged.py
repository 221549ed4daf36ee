"""Projects of uv, Poetry and PDM: a pyproject.toml and a lock file."""

import shutil
import subprocess
from pathlib import Path

from projects.workshop.django import startproject
from projects.workshop.files import append, replace, write
from projects.workshop.recipe import Recipe
from projects.workshop.tools import Tool, run
from projects.workshop.uploads import add_documents

DJANGO = "django>=5.2,<6"
STATIC = """
    STATIC_ROOT = BASE_DIR / "staticfiles"
"""


def uv_package(folder: Path):
    """`uv init --package`: the settings are in src/shopsite, which `uv sync` installs; manage.py lies at the top."""
    uv = Tool("uv")
    uv("uv", "init", "--package", "--name", "shopsite", "--author-from", "none", "--no-pin-python", "--vcs", "none", folder=folder)
    package = folder / "src" / "shopsite"
    started = folder / "started"
    started.mkdir()
    startproject(started, "shopsite")
    (started / "manage.py").rename(folder / "manage.py")
    for file in sorted((started / "shopsite").glob("*.py")):
        file.rename(package / file.name)
    (started / "shopsite").rmdir()
    started.rmdir()
    settings = package / "settings.py"
    # One folder further down than startproject thinks.
    replace(settings, "BASE_DIR = Path(__file__).resolve().parent.parent", "BASE_DIR = Path(__file__).resolve().parents[2]")
    append(settings, STATIC)
    add_documents(package / "documents", settings, "shopsite.documents")
    # What `uv init` writes for a program.
    pyproject = folder / "pyproject.toml"
    replace(pyproject, 'shopsite = "shopsite:main"\n', "")
    replace(pyproject, "[project.scripts]\n", "")
    uv("uv", "add", "--no-sync", "--no-progress", DJANGO, folder=folder)
    write(folder / ".python-version", "3.13\n")


def poetry(folder: Path):
    """`poetry init` with `package-mode = false`, as Poetry recommends for applications; settings at the top."""
    tool = Tool("poetry")
    options = ["--no-interaction", "--name", "newsroom", "--python", ">=3.11,<4.0"]
    tool("poetry", "init", *options, "--author", "A Developer <developer@example.com>", folder=folder)
    append(folder / "pyproject.toml", "[tool.poetry]\npackage-mode = false\n")
    add = ["add", "--lock", "--no-interaction", DJANGO]
    try:
        tool("poetry", *add, folder=folder, timeout=300)
    except AssertionError as error:
        # Poetry's own source asks an API that a mirror of the index may lack. Then, as a team behind such a mirror does,
        # the project names pip's source.
        if "not found" not in str(error):
            raise
        tool("poetry", "source", "add", "--priority", "primary", "mirror", index(), folder=folder)
        tool("poetry", *add, folder=folder, timeout=300)
    startproject(folder, "newsroom")
    settings = folder / "newsroom" / "settings.py"
    append(settings, STATIC)
    add_documents(folder / "documents", settings)


def pdm(folder: Path):
    # The extra has PDM's dependencies as it was released with them: hishel 2 breaks PDM 2.29.
    tool = Tool("pdm[locked]")
    quiet = {"PDM_CHECK_UPDATE": "0"}
    tool("pdm", "init", "--non-interactive", "--no-git", "minimal", folder=folder, **quiet)
    replace_line(folder / "pyproject.toml", "requires-python", 'requires-python = ">=3.11"')
    replace_line(folder / "pyproject.toml", "name", 'name = "library"')
    tool("pdm", "add", "--no-sync", DJANGO, folder=folder, timeout=300, **quiet)
    # What `pdm init` leaves outside of the repository.
    (folder / ".pdm-python").unlink(missing_ok=True)
    shutil.rmtree(folder / ".venv", ignore_errors=True)
    shutil.rmtree(folder / "__pycache__", ignore_errors=True)
    startproject(folder, "library")
    settings = folder / "library" / "settings.py"
    append(settings, STATIC)
    add_documents(folder / "documents", settings)


def index() -> str:
    """The address of pip's index: the one in pip's settings, else pip's own."""
    pip = Tool("poetry").installed() / "python"
    script = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    told = subprocess.run([pip, "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False)
    return told.stdout.strip() or run([pip, "-c", script], Path("/")).strip()


def replace_line(path: Path, begin: str, line: str):
    lines = path.read_text().splitlines()
    (place,) = [number for number, text in enumerate(lines) if text.startswith(begin)]
    lines[place] = line
    path.write_text("\n".join(lines) + "\n")


RECIPES = [
    Recipe(
        "uv-package",
        "uv, `--package`, settings in `src/`",
        uv_package,
        files=("pyproject.toml", "uv.lock", ".python-version", "manage.py", "src/shopsite/settings.py", "src/shopsite/wsgi.py"),
    ),
    Recipe(
        "poetry",
        "Poetry, `package-mode = false`",
        poetry,
        files=("pyproject.toml", "poetry.lock", "manage.py", "newsroom/settings.py"),
    ),
    Recipe("pdm", "PDM", pdm, files=("pyproject.toml", "pdm.lock", "manage.py", "library/settings.py")),
]
