"""`check(...)`: the checks run on a project as app-runner runs them, and the records that came back."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from testkit.bootstrap import BOOTSTRAP, GUNICORN_CONFIG, Project
from testkit.limits import HANG

# Settings with which no check finds anything.
CLEAN = """
import os
SECRET_KEY = "a-key-of-fifty-characters-or-more-0123456789-abcdefghijklm"
ALLOWED_HOSTS = ["www.example.com"]
DEBUG = False
INSTALLED_APPS += ["django.contrib.sessions"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = 3600, True, True
STATIC_ROOT, MEDIA_ROOT, MEDIA_URL = "static", "media", "/media/"
"""


@dataclass
class Report:
    ended: subprocess.CompletedProcess[str]
    findings: list[dict[str, str]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    planned: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    running: str = ""
    done: bool = False

    def read(self) -> Report:
        for line in self.ended.stdout.splitlines():
            kind, *fields = line.split("\t")
            if kind == "finding":
                self.findings.append(dict(zip(("id", "level", "title", "place", "fix"), fields, strict=True)))
            elif kind == "passed":
                self.passed.append(fields[0])
            elif kind == "planned":
                self.planned.append(fields[0])
            elif kind == "running":
                self.running = fields[0]
            elif kind == "fact":
                self.facts[fields[0]] = fields[1]
            else:
                assert kind == "done" and not self.done, line
                self.done = True
        return self

    def of(self, name: str) -> list[dict[str, str]]:
        return [finding for finding in self.findings if finding["id"] == name]

    def one(self, name: str) -> dict[str, str]:
        found = self.of(name)
        assert len(found) == 1, (name, self.findings, self.ended.stderr)
        return found[0]

    @property
    def levels(self) -> set[str]:
        return {finding["level"] for finding in self.findings}


class Checked:
    """A project that is clean until a test writes something else."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.more = ""
        (project.directory / "media").mkdir()
        (project.directory / "static").mkdir()
        (project.directory / "static/x.css").touch()
        self.settings("")

    def settings(self, more: str) -> None:
        self.project.configure(CLEAN + more)

    def line(self, text: str, name: str = "mysite/settings.py") -> str:
        """The place of the last line that begins with the text."""
        lines = (self.project.directory / name).read_text().splitlines()
        return f"{name}:{max(number for number, line in enumerate(lines, 1) if line.startswith(text))}"

    def __call__(
        self,
        *arguments: str,
        prefix: tuple[str, ...] = (),
        python: str | None = sys.executable,
        facts: dict[str, Any] | None = None,
        **environment: str | None,
    ) -> Report:
        folder = self.project.temporary / "check"
        scratch = folder / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        for name in ("django_bootstrap", "django_bootstrap_check"):
            shutil.copy(BOOTSTRAP.parent / f"{name}.py", folder)
            caches = shutil.ignore_patterns("__pycache__")
            shutil.copytree(BOOTSTRAP.parent / name, folder / name, ignore=caches, dirs_exist_ok=True)
        shutil.copy(GUNICORN_CONFIG, folder / "django_bootstrap_gunicorn_config.py")
        directory = self.project.directory
        known = {
            "app": str(directory),
            "static_folders": [str(directory / "static"), str(directory / "staticfiles")],
            "media_folders": [str(directory / "media"), str(directory / "mediafiles")],
            "scratch": str(scratch),
            "gunicorn": [
                "--config",
                str(folder / "django_bootstrap_gunicorn_config.py"),
                *(arguments or ("mysite.wsgi:application",)),
            ],
            "application": (arguments or ("mysite.wsgi:application",))[-1],
            "interpreter_reason": "python3 in PATH",
            "environment": None,
            "environment_warnings": [],
            "settings_place": "DJANGO_SETTINGS_MODULE",
            "settings_note": None,
            "site_file": str(self.project.run_directory / "gunicorn/site"),
            "hooks": [],
            "makes_superuser": False,
            "own_gunicorn_config": True,
            "gunicorn_config": None,
            "binds_itself": False,
            "is_root": False,
            "migrates": True,
            "collects": False,
            "trusted_proxies": "everyone",
            "health_host": "localhost",
            "database_wait": 60,
            "start_timeout": 600,
            **(facts or {}),
        }
        (folder / "facts.json").write_text(json.dumps(known))
        ended = subprocess.run(
            [*prefix, *([python] if python else []), str(folder / "django_bootstrap_check.py"), str(folder / "facts.json")],
            cwd=directory,
            env=self.project.environment(**environment),
            capture_output=True,
            encoding="utf-8",
            timeout=HANG,
        )
        report = Report(ended).read()
        assert ended.returncode == 0, ended.stderr
        assert report.done and not os.listdir(scratch)
        return report

    @property
    def files(self) -> set[Path]:
        return {path.relative_to(self.project.directory) for path in self.project.directory.rglob("*")}


@pytest.fixture
def check(project: Project) -> Checked:
    return Checked(project)
