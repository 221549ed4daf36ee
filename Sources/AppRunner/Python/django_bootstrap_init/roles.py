"""What an environment variable is for: where the settings use it, else what its name says."""

from __future__ import annotations

import re
from typing import Any

from .branches import by_name
from .database import default_database
from .facts import Facts, Variable
from .settings import Settings
from .values import EnvRead, plain

SETTINGS = {"SECRET_KEY": "secret_key", "DEBUG": "debug", "ALLOWED_HOSTS": "hosts", "CSRF_TRUSTED_ORIGINS": "origins"}
SETTINGS |= {"SECURE_SSL_REDIRECT": "https", "SESSION_COOKIE_SECURE": "https", "CSRF_COOKIE_SECURE": "https"}
SETTINGS |= {
    "CELERY_BROKER_URL": "broker",
    "BROKER_URL": "broker",
    "CELERY_RESULT_BACKEND": "result",
    "STATIC_ROOT": "path",
    "MEDIA_ROOT": "path",
}
DATABASE = {
    "HOST": "db_host",
    "NAME": "db_name",
    "USER": "db_user",
    "PASSWORD": "db_password",
    "PORT": "db_port",
    "ENGINE": "db_engine",
}


def variables(settings: Settings, facts: Facts) -> list[Variable]:
    used = roles(settings)
    hidden = secret_reads(settings)
    found = []
    for name, read in settings.reads.items():
        if name in ("DJANGO_SETTINGS_MODULE", "DJANGO_READ_DOT_ENV_FILE", "PORT", "PATH", "HOME") or not re.fullmatch(
            r"[A-Za-z_]\w*", name
        ):
            continue
        default = plain(read)
        text = (
            str(default)
            if isinstance(default, (str, int, float, bool)) and not secret(name) and name not in hidden
            else None
        )
        if text and "@" in text and "://" in text:
            text = None  # a URL with a password
        role = used.get(name) or by_name(name)
        found.append(Variable(name, read.required, read.cast, text, role, name in settings.bases))
    return sorted(found, key=lambda variable: (not variable.required, variable.name))


NAMES_OF_SECRETS = r"SECRET|PASS|PWD|TOKEN|API_?KEY|PRIVATE|CREDENTIAL|ACCESS_KEY|DSN|SALT|SIGNING|_KEY$"


def secret(name: str) -> bool:
    return bool(re.search(NAMES_OF_SECRETS + "|_URL$|_URI$", name.upper()))


def secret_reads(settings: Settings) -> set[str]:
    """By use: a variable that becomes EMAIL_HOST_PASSWORD, or a dictionary's "PASSWORD", whatever its name."""
    found: set[str] = set()

    def walk(value: Any, is_secret: bool) -> None:
        if isinstance(value, EnvRead) and is_secret:
            found.add(value.name)
        elif isinstance(value, dict):
            for key, item in value.items():
                walk(item, is_secret or bool(re.search(NAMES_OF_SECRETS, str(key).upper())))
        elif isinstance(value, list):
            for item in value:
                walk(item, is_secret)

    walk(settings.values, False)
    return found


def roles(settings: Settings) -> dict[str, str]:
    """By use: a variable that becomes DATABASES["default"]["HOST"] is the database's host, whatever its name."""
    found: dict[str, str] = {}

    def note(value: Any, role: str) -> None:
        if isinstance(value, EnvRead):
            found[value.name] = role
        elif isinstance(value, list):
            for item in value:
                note(item, role)

    for name, role in SETTINGS.items():
        note(settings.get(name), role)
    default = default_database(settings)
    note(default, "db_url")
    for key, role in DATABASE.items() if isinstance(default, dict) else ():
        note(default.get(key), role)
    return found
