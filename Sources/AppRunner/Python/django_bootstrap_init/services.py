"""What the project needs beside itself and a database: broker, Channels, a worker for Django's tasks."""

from __future__ import annotations

import re
from typing import Any

from .facts import Facts, Packages
from .files import Problem, join, read, walk
from .settings import Settings
from .values import plain


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


def brokers(settings: Settings, packages: Packages, facts: Facts) -> None:
    apps = settings.strings("INSTALLED_APPS")
    urls = texts(settings, "CELERY_BROKER_URL", "BROKER_URL", "CELERY_BROKER", "REDIS_URL")
    if facts.celery_app:
        redis = packages.has("redis") or packages.has_extra("celery", "redis")
        facts.rabbitmq = "amqp:" in urls or "pyamqp:" in urls or (not redis and "redis" not in urls)
        facts.redis = not facts.rabbitmq
    others = texts(settings, "CACHES", "CHANNEL_LAYERS", "TASKS", "SESSION_ENGINE", "Q_CLUSTER", "RQ_QUEUES", "HUEY")
    clients = (
        "channels-redis",
        "django-redis",
        "django-rq",
        "rq",
        "huey",
        "dramatiq",
        "django-redis-cache",
        "django-tasks-rq",
    )
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
            f"Channels needs an ASGI worker, and the project's Gunicorn {packages.names['gunicorn']} has none: add "
            "uvicorn-worker, or take gunicorn out of the dependencies, and run this command again with --force"
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


# App -> the command of manage.py that has to run beside the site.
WORKERS = {
    "django_q": "qcluster",
    "django_rq": "rqworker",
    "huey.contrib.djhuey": "run_huey",
    "django_dramatiq": "rundramatiq",
}


def commands(settings: Settings, facts: Facts) -> None:
    """What other apps need to be run, and is not in the files that are written."""
    apps = settings.strings("INSTALLED_APPS")
    manage = facts.manage or "manage.py"
    for app, command in WORKERS.items():
        if app in apps:
            facts.notes.append(
                f"{app} is installed: start its worker, python {manage} {command}, as a service of its own"
            )
    if "django_tailwind_cli" in apps:
        facts.notes.append(
            f"django_tailwind_cli is installed: its stylesheet is in the image only after python {manage} tailwind "
            "build; run that "
            "before collectstatic in the Dockerfile, or in the project's folder before the image is built"
        )


def attached(root: str, facts: Facts) -> None:
    """uWSGI's daemons: processes that the project needs, and that leave with uWSGI."""
    for folder, _, files in walk(root, 2):
        for name in [join(folder, file) for file in files if file.endswith(".ini")]:
            try:
                lines = (read(root, name) or "").splitlines()
            except Problem:
                continue
            commands = [
                f"line {number}: {found[1]}"
                for number, line in enumerate(lines, 1)
                if (found := re.match(r"\s*(?:smart-)?attach-daemon2?\s*=\s*(.*\S)", line))
            ]
            if commands and "[uwsgi]" in lines:
                facts.notes.append(
                    f"{name} starts processes beside the server ({'; '.join(commands)}), which nothing here starts: "
                    "write them into a Procfile and name them in PROCFILE"
                )
