"""`app-runner init` as a user calls it, on a project in a folder of its own."""

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

SETTINGS = """
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "not a secret"
DEBUG = True
INSTALLED_APPS = ["django.contrib.staticfiles"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
STATIC_URL, STATIC_ROOT = "static/", BASE_DIR / "collected"
"""
MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n'


class Project:
    """A small project, and the command on it."""

    def __init__(self, program: Path, root: Path):
        self.program, self.root = program, root
        self.write({"manage.py": MANAGE, "mysite/settings.py": SETTINGS, "mysite/__init__.py": "", "requirements.txt": "Django\n"})

    def write(self, files: dict[str, str]):
        for name, text in files.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(text)

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.root)) for path in self.root.rglob("*") if not path.is_dir())

    def init(self, *arguments, prefix=(), directory=None, **environment) -> subprocess.CompletedProcess:
        ended = subprocess.run(
            [*prefix, self.program, "init", *arguments],
            cwd=directory or self.root,
            env={"PATH": os.environ["PATH"], **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )
        assert "Traceback" not in ended.stderr and "Fatal error" not in ended.stderr, ended.stderr
        return ended


@pytest.fixture
def tmp_path():
    """Another user works in it too. pytest's own folders are their maker's alone: each pytest that starts sees to it."""
    with tempfile.TemporaryDirectory(prefix="init-") as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


@pytest.fixture
def project(binary, tmp_path) -> Project:
    root = tmp_path / "shop"
    root.mkdir()
    return Project(binary("app-runner"), root)
