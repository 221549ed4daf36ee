"""The database: its engine, SQLite's file, addresses that a container cannot reach."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath
from typing import Any

from .facts import Facts, Packages
from .files import Problem
from .settings import Settings
from .values import UNKNOWN, EnvRead, plain

TITLES = {
    "postgres": "PostgreSQL",
    "postgis": "PostGIS",
    "mysql": "MySQL",
    "sqlite": "SQLite",
    "spatialite": "SpatiaLite",
}
TITLES["other"] = "another engine"


def engine_kind(text: str) -> str:
    for word, kind in (
        ("postgis", "postgis"),
        ("spatialite", "spatialite"),
        ("postg", "postgres"),
        ("psql", "postgres"),
    ):
        if word in text:
            return kind
    if "mysql" in text or "mariadb" in text:
        return "mysql"
    return "sqlite" if "sqlite" in text else "other"


def default_database(settings: Settings) -> Any:
    databases = plain(settings.get("DATABASES"))
    return databases.get("default") if isinstance(databases, dict) else None


def database(settings: Settings, packages: Packages, facts: Facts) -> None:
    """The engine: what the settings name, else what the database URL's default names, else what driver there is."""
    default = default_database(settings)
    driver = "postgres" if packages.has("psycopg", "psycopg2", "psycopg2-binary", "psycopg-binary", "asyncpg") else ""
    driver = driver or ("mysql" if packages.has("mysqlclient", "pymysql") else "")
    name: Any = None
    if isinstance(default, dict):
        engine = default.get("ENGINE")
        text = plain(engine)
        # An engine that is read from the environment is set to the one that there is a driver for.
        switchable = isinstance(engine, EnvRead) or not isinstance(text, str)
        facts.database = (
            driver if switchable and driver else engine_kind(text) if isinstance(text, str) else driver or "sqlite"
        )
        name = plain(default.get("NAME"))
    elif isinstance(default, EnvRead):
        text = plain(default)
        facts.database = driver or (engine_kind(text) if isinstance(text, str) and text else "sqlite")
        match = re.match(r"(?:sqlite|spatialite)3?:///(.*)", text) if isinstance(text, str) else None
        name = match[1] if match else None
    else:
        facts.database = driver or "sqlite"
    if facts.database not in ("sqlite", "spatialite"):
        return
    if name is UNKNOWN or (isinstance(name, (str, PurePosixPath)) and not plain_path(str(name))):
        facts.sqlite_unknown = True
        return
    # A URL's default and a bare name are relative to the folder that the server starts in.
    if isinstance(name, (str, PurePosixPath)) and str(name) not in ("", ":memory:"):
        path = os.path.normpath(os.path.join("/app", str(name)))
        if path.startswith("/app/"):
            facts.sqlite_file = path.removeprefix("/app/")


def plain_path(text: str) -> bool:
    """Whether a path can stand in every file that is written."""
    return re.fullmatch(r"[\w./@+-]*|:memory:", text) is not None


def others(settings: Settings, facts: Facts) -> None:
    """Engines that a variable chooses: the default is what the files are for."""
    engines = []
    for place, databases in settings.others:
        default = plain(databases).get("default") if isinstance(plain(databases), dict) else None
        engine = plain(default.get("ENGINE")) if isinstance(default, dict) else None
        if isinstance(engine, str):
            engines.append(f"{TITLES[engine_kind(engine)]} ({place})")
    if engines:
        facts.notes.append(
            f"the settings can use {' and '.join(engines)} in place of {TITLES[facts.database]}, which is their "
            "default and what "
            "the files are for; for another one set that variable and those of the connection in compose.yaml, and "
            "add the database's service there"
        )


def unknown(facts: Facts) -> None:
    if facts.sqlite_unknown and facts.sqlite_is_literal:
        facts.notes.append(
            'SQLite\'s file, DATABASES["default"]["NAME"], cannot be told without running the settings: mount a '
            "volume at its folder in compose.yaml, where the volume `data` has /app/data"
        )


def unreachable(settings: Settings, facts: Facts) -> None:
    """Addresses that are literals in the settings: nothing in a container can change them."""
    default = default_database(settings)
    local = ("localhost", "127.0.0.1", "")
    if isinstance(default, dict) and facts.database in ("postgres", "postgis", "mysql"):
        host = default.get("HOST", "")
        if isinstance(host, str) and host in local:
            place = settings.lines.get("DATABASES", facts.settings)
            facts.notes.append(
                f'DATABASES["default"]["HOST"] is "{host}" ({place}), which is the container '
                f'itself; write "HOST": os.environ.get("DB_HOST", "{host}") there and run this command again with '
                "--force"
            )
        elif not any(variable.role in ("db_url", "db_host") for variable in facts.variables):
            facts.notes.append(
                'DATABASES["default"]["HOST"] comes from no environment variable: the service of compose.yaml is '
                f"called {'mysql' if facts.database == 'mysql' else 'postgres'}; its user and its database are django"
            )
    if facts.database == "other":
        facts.notes.append("this command does not know the database engine: no database service was written")


def require(packages: Packages, facts: Facts) -> None:
    if not packages.has("django") and packages.manager not in ("setup",) and not packages.local:
        raise Problem(
            f"cannot build an image: Django is not among the dependencies in {', '.join(packages.files)}; add it"
        )
    if facts.database in ("postgres", "postgis") and not packages.has(
        "psycopg", "psycopg2", "psycopg2-binary", "psycopg-binary"
    ):
        facts.notes.append("the settings use PostgreSQL, and no psycopg is among the dependencies; add it")
