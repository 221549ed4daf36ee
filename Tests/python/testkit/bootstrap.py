"""Throw-away Django projects, and the helper run in them as app-runner runs it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from .limits import HANG
from .tree import ROOT

BOOTSTRAP = ROOT / "Sources/AppRunner/Python/django_bootstrap.py"
GUNICORN_CONFIG = ROOT / "Sources/AppRunner/Gunicorn/gunicorn_config.py"

SETTINGS = """
SECRET_KEY = "not a secret"
USE_TZ = True
INSTALLED_APPS = ["django.contrib." + name for name in ("auth", "contenttypes", "staticfiles")] + {apps!r}
DATABASES = {{"default": {database!r}}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_URL, STATIC_ROOT = "/static/", "collected"
ROOT_URLCONF = "mysite.urls"
"""
WSGI = """
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
"""


class Project:
    """A Django project called mysite in a directory of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory / "project"
        self.run_directory = directory / "run"
        self.temporary = directory / "tmp"
        for path in (self.directory / "mysite", self.run_directory / "gunicorn", self.temporary):
            path.mkdir(parents=True)
        self.started: list[Background] = []
        self.apps: list[str] = []
        self.database: dict[str, Any] = {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}
        self.write("mysite/__init__.py", "")
        self.write("mysite/urls.py", "urlpatterns = []")
        self.write("mysite/wsgi.py", WSGI)
        self.configure()

    def use_postgresql(self, port: int, password: str) -> None:
        """A PostgreSQL database at this port of loopback, whatever is there."""
        self.database = {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": "127.0.0.1",
            "PORT": port,
            "NAME": "x",
            "USER": "u",
            "PASSWORD": password,
        }
        self.configure()

    def configure(self, more: str = "") -> None:
        """Write the settings; `more` comes last."""
        self.write("mysite/settings.py", SETTINGS.format(apps=self.apps, database=self.database) + more)

    def write(self, name: str, text: str) -> None:
        path = self.directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def add_app(self, name: str, models: str = "from django.db import models\n", **migrations: str) -> None:
        """An app with the given migrations: bodies of `operations = […]`, in the order of their names."""
        self.write(f"{name}/__init__.py", "")
        self.write(f"{name}/models.py", models)
        self.write(f"{name}/migrations/__init__.py", "")
        previous: list[tuple[str, str]] = []
        for migration, body in migrations.items():
            self.write(
                f"{name}/migrations/{migration}.py",
                "from django.db import migrations, models\n"
                f"class Migration(migrations.Migration):\n    dependencies = {previous!r}\n{body}",
            )
            previous = [(name, migration)]
        self.apps.append(name)
        self.configure()

    def environment(self, **more: str | None) -> dict[str, str]:
        """A clean one: nothing of the test's own gets in. None removes a variable."""
        values: dict[str, str | None] = {
            "PATH": os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"],
            "HOME": str(self.temporary),
            "TMPDIR": str(self.temporary),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",  # Gunicorn would leave a __pycache__ beside our config file
            "DJANGO_SETTINGS_MODULE": "mysite.settings",
            "BOOTSTRAP_RUN_DIR": str(self.run_directory),
            **more,
        }
        return {name: value for name, value in values.items() if value is not None}

    def bootstrap(self, *arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
        return self.run(BOOTSTRAP, *arguments, **environment)

    def run(self, program: Path, *arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
        """A Python program in the project's folder."""
        return subprocess.run(
            [sys.executable, program, *arguments],
            cwd=self.directory,
            env=self.environment(**environment),
            capture_output=True,
            encoding="utf-8",
            timeout=HANG,
        )

    def start_bootstrap(self, *arguments: str, **environment: str | None) -> Background:
        command = [sys.executable, BOOTSTRAP, *arguments]
        self.started.append(Background(command, self.directory, self.environment(**environment)))
        return self.started[-1]

    def python(self, code: str, **environment: str | None) -> str:
        """What the code prints, with Django set up."""
        return subprocess.run(
            [sys.executable, "-c", "import django\ndjango.setup()\n" + code],
            cwd=self.directory,
            env=self.environment(**environment),
            stdout=subprocess.PIPE,
            encoding="utf-8",
            timeout=HANG,
            check=True,
        ).stdout.strip()


class Background:
    """A process whose lines (of both streams) can be waited for."""

    def __init__(self, command: list[Any], directory: Path, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            command,
            cwd=directory,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        self.lines: list[str] = []
        self.news = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self.news:
                self.lines.append(line)
                self.news.notify_all()

    @property
    def output(self) -> str:
        return "".join(self.lines)

    def wait_for(self, text: str, times: int = 1) -> None:
        with self.news:
            seen = self.news.wait_for(lambda: sum(text in line for line in self.lines) >= times, HANG)
        assert seen, f"{text!r} did not come in:\n{self.output}"

    def wait(self) -> int:
        status = self.process.wait(HANG)
        self.reader.join(HANG)
        return status

    def stop(self, number: int = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.wait()

    def kill(self) -> None:
        """With all its children."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.wait()
