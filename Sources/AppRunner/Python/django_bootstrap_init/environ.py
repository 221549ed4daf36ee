"""The variables' values: for compose, for Kubernetes, for the build, for .env.example. No secret of the project's is
copied."""

from __future__ import annotations

from .facts import Facts, Variable
from .roles import secret

SQLITE = "/app/{folder}/db.sqlite3"
# cast -> a value that parses
PLAIN = {
    "bool": "False",
    "int": "0",
    "float": "0",
    "decimal": "0",
    "json": "{}",
    "dict": "",
    "list": "",
    "email": "consolemail://",
}
PLAIN |= {
    "cache": "locmemcache://",
    "cache_url": "locmemcache://",
    "email_url": "consolemail://",
    "url": "http://localhost",
}
DATABASES = {
    "postgres": ("postgres", "5432", "${POSTGRES_PASSWORD:-example}", "django.db.backends.postgresql"),
    "postgis": ("postgres", "5432", "${POSTGRES_PASSWORD:-example}", "django.contrib.gis.db.backends.postgis"),
    "mysql": ("mysql", "3306", "${MYSQL_PASSWORD:-example}", "django.db.backends.mysql"),
    "sqlite": ("", "", "", "django.db.backends.sqlite3"),
}
SCHEMES = {"postgres": "postgres", "postgis": "postgis", "mysql": "mysql"}


def database_url(facts: Facts, folder: str) -> str:
    if facts.database not in SCHEMES:
        return "sqlite:///" + SQLITE.format(folder=folder)
    host, port, password, _ = DATABASES[facts.database]
    return f"{SCHEMES[facts.database]}://django:{password}@{host}:{port}/django"


def has_url(facts: Facts) -> bool:
    return any(variable.role == "db_url" for variable in facts.variables)


def service_value(variable: Variable, facts: Facts, folder: str) -> str | None:
    """The value in the stack of compose.yaml; None when nothing there decides it."""
    host, port, password, engine = DATABASES.get(facts.database, ("", "", "", ""))
    sqlite = SQLITE.format(folder=folder) if facts.database == "sqlite" else "django"
    redis = facts.redis
    values = {
        "secret_key": f"${{{variable.name}:-example-only-change-me-example-only-change-me-example-only}}",
        # bool("False") is true: such a switch is off only when it is not there.
        "debug": {"int": "0", "truth": ""}.get(variable.cast, "False"),
        "db_url": database_url(facts, folder),
        "db_host": host,
        "db_port": port,
        "db_user": "django" if host else "",
        "db_password": password,
        "db_engine": engine,
        "db_name": sqlite,
        "broker": facts.broker if facts.redis or facts.rabbitmq else None,
        "result": "redis://redis:6379/1" if redis else ("rpc://" if facts.rabbitmq else None),
        "redis_url": "redis://redis:6379" + "/2" * (not variable.extended) if redis else None,
        "redis_host": "redis" if redis else None,
        "redis_port": "6379" if redis else None,
    }
    if variable.role == "db_engine" and variable.default and "." not in variable.default:
        # Settings that put "django.db.backends." before it.
        values["db_engine"] = engine.rpartition(".")[2]
    if (
        variable.role in ("db_host", "db_port", "db_user", "db_password", "db_name")
        and not variable.required
        and has_url(facts)
    ):
        return None  # the URL has them
    if variable.role == "https":
        # compose.yaml's port speaks HTTP.
        return f"${{{variable.name}:-{values['debug']}}}"
    if variable.role in ("hosts", "origins"):
        text = "localhost" if variable.role == "hosts" else "http://localhost:8000"
        both = {"hosts": "localhost,127.0.0.1", "origins": "http://localhost:8000,http://127.0.0.1:8000"}[variable.role]
        return f"${{{variable.name}:-{both if variable.cast == 'list' else text}}}"
    return values.get(variable.role)


def placeholder(variable: Variable) -> str:
    """A value that lets the settings be read, for a variable that has to be there."""
    name = variable.name.upper()
    if variable.cast in PLAIN:
        return PLAIN[variable.cast]
    if name.endswith("ADMIN_URL"):
        return "admin/"
    if name.endswith("DSN"):
        return "https://example@localhost/1"
    if secret(name):
        return "https://localhost" if name.endswith(("_URL", "_URI")) else "example-only"
    if name.endswith(("_PORT", "_SIZE", "_TIMEOUT", "_COUNT", "_ID", "_AGE")):
        return "0"
    if "EMAIL" in name and "HOST" not in name:
        return "webmaster@localhost"
    if name.endswith("_HOST"):
        return "localhost"
    return "example"


def compose_values(facts: Facts, folder: str) -> dict[str, str | None]:
    """Every variable with its value in compose.yaml; the shell and .env win where it makes sense.

    None: passed on when it is set there. An empty value is none to a setting such as int(os.environ.get("LIMIT", "5")).
    """
    found: dict[str, str | None] = {}
    optional: list[str] = []
    for variable in facts.variables:
        value = service_value(variable, facts, folder)
        if value is None and variable.required:
            value = f"${{{variable.name}:-{placeholder(variable)}}}"
        if variable.role == "path" and not variable.required:
            continue  # the image has the folders of the defaults
        if value is None:
            optional.append(variable.name)
        elif value or (variable.required and variable.cast != "truth"):
            found[variable.name] = value
        elif variable.role.startswith("db_"):
            optional.append(variable.name)  # of an engine that another variable chooses
    if facts.celery_app and "CELERY_BROKER_URL" not in found:
        found["CELERY_BROKER_URL"] = facts.broker  # Celery itself reads it, before the settings
    return found | dict.fromkeys(optional)


def build_values(facts: Facts) -> dict[str, str]:
    """What collectstatic needs to read the settings while the image is built: nothing that is secret or reachable."""
    found: dict[str, str] = {}
    for variable in facts.variables:
        if variable.role == "secret_key":
            found[variable.name] = "build"
        elif variable.role == "debug" and variable.cast != "truth":
            # As in production: storages and folders can depend on it.
            found[variable.name] = "0" if variable.cast == "int" else "False"
        elif variable.required:
            found[variable.name] = build_value(variable, facts)
    return found


def build_value(variable: Variable, facts: Facts) -> str:
    scheme = SCHEMES.get(facts.database)
    values = {
        "db_url": f"{scheme}://build:build@localhost/build" if scheme else "sqlite:////tmp/build.sqlite3",
        "broker": "memory://",
        "result": "cache+memory://",
        "redis_url": "redis://localhost:6379/0",
        "db_port": DATABASES.get(facts.database, ("", "0"))[1] or "0",
        "db_engine": DATABASES.get(facts.database, ("", "", "", ""))[3],
        "redis_port": "6379",
        "hosts": "localhost",
        "origins": "http://localhost",
        "https": "0" if variable.cast == "int" else "False",
    }
    return values.get(variable.role) or placeholder(variable)
