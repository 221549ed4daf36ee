"""What the project needs beside itself: database, broker, Celery, Channels, a worker for Django's tasks."""

from __future__ import annotations

import ast
import os
import re
from typing import Any

from init_facts import Facts, Packages
from init_files import Problem, join, module, walk
from init_settings import Settings
from init_values import EnvRead, dotted, plain


def engine_kind(text: str) -> str:
    for word, kind in (("postgis", "postgis"), ("spatialite", "spatialite"), ("postg", "postgres"), ("psql", "postgres")):
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
        facts.database = driver if switchable and driver else engine_kind(text) if isinstance(text, str) else driver or "sqlite"
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
    # A URL's default and a bare name are relative to the folder that the server starts in.
    if name and str(name) != ":memory:":
        path = os.path.normpath(os.path.join("/app", str(name)))
        if path.startswith("/app/"):
            facts.sqlite_file = path.removeprefix("/app/")


def texts(settings: Settings, *names: str) -> str:
    """Every string of some settings, in one text to look for URL schemes in."""
    found: list[str] = []

    def gather(value: Any) -> None:
        value = plain(value)
        if isinstance(value, dict):
            for part in value.values():
                gather(part)
        elif isinstance(value, list):
            for part in value:
                gather(part)
        elif isinstance(value, str):
            found.append(value)

    for name in names:
        gather(settings.get(name))
    return " ".join(found)


def celery(root: str, settings: Settings, packages: Packages, facts: Facts) -> None:
    apps = settings.strings("INSTALLED_APPS")
    if not packages.has("celery"):
        return
    facts.celery_app = celery_app(root, facts)
    if not facts.celery_app:
        facts.notes.append("Celery is among the dependencies, and no module makes a Celery() application: no worker was written")
        return
    schedule = plain(settings.get("CELERY_BEAT_SCHEDULE")) or plain(settings.get("CELERYBEAT_SCHEDULE"))
    scheduler = settings.text("CELERY_BEAT_SCHEDULER")
    facts.beat = bool(schedule) or "django_celery_beat" in apps or bool(scheduler) or facts.beat
    facts.database_scheduler = "django_celery_beat" in apps and not scheduler


def celery_app(root: str, facts: Facts) -> str:
    """CELERY_APP: the module of `app = Celery("…")`, or its package where the module is called celery."""
    found: list[str] = []
    for folder, _, files in walk(os.path.join(root, facts.import_folder), 3):
        for name in files:
            if (
                name not in ("celery.py", "celery_app.py", "celeryapp.py", "celeryconf.py", "__init__.py", "tasks.py")
                or name == "__init__.py"
                and not folder
            ):
                continue
            tree = module(root, join(facts.import_folder, join(folder, name)))
            makes = [
                node
                for node in ast.walk(tree or ast.Module([], []))
                if isinstance(node, ast.Call) and dotted(node.func).rpartition(".")[2] == "Celery"
            ]
            if makes:
                dotted_name = join(folder, name).removesuffix(".py").replace("/", ".").removesuffix(".__init__")
                found.append(dotted_name.removesuffix(".celery") if name == "celery.py" and "." in dotted_name else dotted_name)
                text = ast.dump(tree or ast.Module([], []))
                facts.beat = facts.beat or "'beat_schedule'" in text or "'add_periodic_task'" in text
    package = facts.settings.split(".")[0]
    found.sort(key=lambda name: (name.split(".")[0] != package, name.count("."), name))
    return found[0] if found else ""


def brokers(settings: Settings, packages: Packages, facts: Facts) -> None:
    apps = settings.strings("INSTALLED_APPS")
    urls = texts(settings, "CELERY_BROKER_URL", "BROKER_URL", "CELERY_BROKER", "REDIS_URL")
    if facts.celery_app:
        redis = packages.has("redis") or packages.has_extra("celery", "redis")
        facts.rabbitmq = "amqp:" in urls or "pyamqp:" in urls or (not redis and "redis" not in urls)
        facts.redis = not facts.rabbitmq
    others = texts(settings, "CACHES", "CHANNEL_LAYERS", "TASKS", "SESSION_ENGINE", "Q_CLUSTER", "RQ_QUEUES", "HUEY")
    clients = ("channels-redis", "django-redis", "django-rq", "rq", "huey", "dramatiq", "django-redis-cache", "django-tasks-rq")
    facts.redis = facts.redis or "redis" in others.lower() or packages.has(*clients) or "django_rq" in apps
    facts.channels = packages.has("channels", "daphne") and bool(settings.text("ASGI_APPLICATION"))
    if facts.channels:
        websockets(settings.text("ASGI_APPLICATION"), packages, facts)


def websockets(application: str, packages: Packages, facts: Facts) -> None:
    """Channels needs the ASGI application, where WSGI_APPLICATION would win, and a worker that knows WebSockets."""
    module_name, _, name = application.rpartition(".")
    own = [int(part) for part in re.findall(r"\d+", packages.names.get("gunicorn", ""))[:1]]
    if packages.has("uvicorn-worker"):
        worker = "uvicorn_worker.UvicornWorker"
    elif own and own[0] < 25:
        facts.notes.append(
            f"Channels needs an ASGI worker, and Gunicorn {packages.names['gunicorn']} of the project has none: add uvicorn-worker, or take "
            "gunicorn out of the dependencies, and run this command again with --force"
        )
        return
    else:
        worker = "asgi"
    facts.command = [f"{module_name}:{name}", "--worker-class", worker]


def tasks(settings: Settings, facts: Facts) -> None:
    """TASKS of Django 6, and django-tasks: a database backend has a worker of its own."""
    backends = texts(settings, "TASKS")
    if "DatabaseBackend" in backends or "django_tasks_db" in settings.strings("INSTALLED_APPS"):
        facts.task_worker = True
    elif backends and not any(word in backends for word in ("ImmediateBackend", "DummyBackend")):
        facts.notes.append(f"TASKS names the backend {backends.split()[0]}: start its worker as a service of its own")


def unreachable(settings: Settings, facts: Facts) -> None:
    """Addresses that are literals in the settings: nothing in a container can change them."""
    default = default_database(settings)
    local = ("localhost", "127.0.0.1", "")
    if isinstance(default, dict) and facts.database in ("postgres", "postgis", "mysql"):
        host = default.get("HOST", "")
        if isinstance(host, str) and host in local:
            facts.notes.append(
                f'DATABASES["default"]["HOST"] is "{host}": in a container that is the container itself; read it '
                f" from the environment "
                f'(os.environ.get("DB_HOST", "{host}")) and run this command again'
            )
    if facts.database == "other":
        facts.notes.append("the database engine is none that this command knows: no database service was written")


def require(packages: Packages, facts: Facts) -> None:
    if not packages.has("django") and packages.manager not in ("setup",) and not packages.local:
        raise Problem(f"cannot build an image: Django is not among the dependencies in {', '.join(packages.files)}; add it")
    if facts.database in ("postgres", "postgis") and not packages.has("psycopg", "psycopg2", "psycopg2-binary", "psycopg-binary"):
        facts.notes.append("the settings use PostgreSQL, and no psycopg is among the dependencies; add it")
