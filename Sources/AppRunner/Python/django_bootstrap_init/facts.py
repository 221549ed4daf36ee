"""What is known of a project: pure values, filled by the readers, used by the planners."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Variable:
    """An environment variable that the settings read."""

    name: str
    required: bool
    cast: str = "str"
    default: str | None = None  # only where it is a literal
    role: str = ""  # secret_key, debug, hosts, origins, db_url, db_host, …, broker, redis_url
    extended: bool = False  # the settings add "/…" to it


@dataclass
class Packages:
    """The project's dependencies and the tool that installs them."""

    manager: str  # uv, poetry, pdm, pipenv, requirements, pyproject, setup
    files: list[str]  # what the installer reads, in the project's folder
    names: dict[str, str] = field(default_factory=dict)  # normalized name -> version or ""
    extras: dict[str, set[str]] = field(default_factory=dict)
    python: str = ""  # a version or a specifier, as the project says it
    git: bool = False
    local: bool = False  # needs files of the project: `-e .`, path dependencies
    packaged: bool = False  # the project itself is to be installed
    extra_index: bool = False
    production_group: str = ""  # a dependency group for production
    written: str = ""  # the requirements.txt to write, where the project has nothing of the kind

    def has(self, *names: str) -> bool:
        return any(name in self.names for name in names)

    def has_extra(self, name: str, extra: str) -> bool:
        return extra in self.extras.get(name, ())


@dataclass
class Superuser:
    username_field: str = "username"
    required_fields: list[str] = field(default_factory=list)


@dataclass
class Frontend:
    folder: str
    manager: str  # npm, yarn, pnpm
    lock: str  # "" when there is none
    node: str = "22"
    keeps_modules: bool = False  # STATICFILES_DIRS leads into node_modules


@dataclass
class Facts:
    name: str
    packages: Packages
    python: str = "3.13"
    settings: str = ""
    manage: str = ""  # the path of manage.py, "" for none
    wsgi: str = ""
    asgi: str = ""
    import_folder: str = ""  # the folder that the project's packages are imported from, relative
    variables: list[Variable] = field(default_factory=list)
    collects: bool = False  # collectstatic when the image is built
    static_unset: bool = False
    compresses: bool = False  # django-compressor's offline manifest
    bucket: bool = False  # static files go to an object store
    static_root: str = ""  # relative to /app, or absolute
    media_root: str = ""
    database: str = "sqlite"  # sqlite, postgres, postgis, mysql, other
    sqlite_file: str = ""  # relative to /app
    sqlite_is_literal: bool = False
    sqlite_unknown: bool = False  # the file cannot be told
    redis: bool = False
    rabbitmq: bool = False
    celery_app: str = ""
    beat: bool = False
    database_scheduler: bool = False
    task_worker: bool = False
    channels: bool = False
    command: list[str] = field(
        default_factory=list
    )  # Gunicorn's arguments, where the settings' application will not do
    admin: str = ""  # the path of the admin
    superuser: Superuser = field(default_factory=Superuser)
    other_login: bool = False  # none of AUTHENTICATION_BACKENDS is Django's
    frontend: Frontend | None = None
    translations: bool = False
    build_packages: list[str] = field(default_factory=list)
    system_packages: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def broker(self) -> str:
        if self.rabbitmq:
            return "amqp://django:${RABBITMQ_PASSWORD:-example}@rabbitmq:5672//"
        return "redis://redis:6379/0"


@dataclass
class Options:
    images: str = ""
    shape: str = "single"
    settings: str = ""
