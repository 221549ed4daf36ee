"""A Django project that is not installed, and virtual environments with and without Gunicorn."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from textwrap import dedent

import pytest

PACKAGES = Path(sysconfig.get_path("purelib"))
GUNICORN = ("gunicorn", "packaging")
SITE = {
    "manage.py": """
        import os
        import sys

        if __name__ == "__main__":
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
            from django.core.management import execute_from_command_line

            execute_from_command_line(sys.argv)
        """,
    "mysite/__init__.py": "",
    "mysite/settings.py": """
        SECRET_KEY = "only for tests"
        ALLOWED_HOSTS = ["*"]
        ROOT_URLCONF = "mysite.urls"
        WSGI_APPLICATION = "mysite.wsgi.application"
        INSTALLED_APPS = []
        DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
        """,
    "mysite/wsgi.py": """
        import os

        from django.core.wsgi import get_wsgi_application

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")
        application = get_wsgi_application()
        """,
    "mysite/urls.py": """
        import os
        import sys

        import gunicorn
        from django.conf import settings
        from django.http import JsonResponse
        from django.urls import re_path


        def tell(request):
            return JsonResponse({
                "prefix": sys.prefix, "gunicorn": gunicorn.__file__, "version": gunicorn.__version__, "path": sys.path,
                "settings": settings.SETTINGS_MODULE, "environ": dict(os.environ), "argv": sys.argv,
            })


        urlpatterns = [re_path("", tell)]
        """,
}


def write_site(folder: Path, **changed: str) -> None:
    for name, text in (SITE | changed).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"))


def link_packages(folder: Path, wanted) -> Path:
    """The packages of the Python that runs the tests, by links: installing them takes minutes."""
    folder.mkdir(parents=True, exist_ok=True)
    for entry in PACKAGES.iterdir():
        if wanted(entry.name.lower()):
            (folder / entry.name).symlink_to(entry)
    return folder


def make_environment(folder: Path, without: tuple[str, ...] = GUNICORN) -> Path:
    """A virtual environment with all but these."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    packages = next((folder / "lib").glob("python3.*/site-packages"))
    link_packages(packages, lambda name: not name.startswith(without) and name != "__pycache__")
    return folder


@pytest.fixture
def image_gunicorn(tree) -> Path:
    """What the image has in /usr/local/lib/django-bootstrap/gunicorn."""
    return link_packages(tree.root / "image", lambda name: name.startswith(GUNICORN))


@pytest.fixture
def site(tree, image_gunicorn, monkeypatch):
    """The tree with the project; without `python3` of a virtual environment in PATH."""
    write_site(tree.app)
    tools = tree.root / "tools"
    tools.mkdir()
    (tools / "python3").symlink_to(os.path.realpath(sys.executable))
    monkeypatch.setenv("PATH", f"{tools}:/usr/bin:/bin")
    original = tree.environment
    monkeypatch.setattr(tree, "environment", lambda **more: original(**{"BOOTSTRAP_GUNICORN_DIR": image_gunicorn} | more))
    return tree
