"""compose.yaml, and .env.example, which lists what it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .environ import compose_values
from .facts import Facts, Options
from .storage import Storage
from .templates import fill, text
from .yaml import flow, indented, pairs

ROOT_RIGHTS = """\
  # It starts as root, gives the folders to the user django and switches to it; it needs no other right.
  cap_drop: [ALL]
  cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, KILL, SETGID, SETUID]"""
USER_RIGHTS = """\
  # The user django: nothing here runs as root.
  user: "104:107"
  cap_drop: [ALL]"""
HEALTH = """\
    healthcheck:
      test: [CMD, celery-runner, health, --kind, {kind}]
      interval: 10s
      timeout: 5s
      retries: 6"""


def services(facts: Facts) -> list[tuple[str, list[str]]]:
    """The processes beside the web server, each with its command."""
    found = []
    if facts.celery_app:
        found.append(("worker", ["celery", "worker"]))
        if facts.beat:
            more = (
                ["--scheduler", "django_celery_beat.schedulers:DatabaseScheduler"] if facts.database_scheduler else []
            )
            found.append(("beat", ["celery", "beat", *more]))
    if facts.task_worker:
        found.append(("tasks", ["python", facts.manage or "manage.py", "db_worker"]))
    return found


def backing(facts: Facts) -> list[str]:
    database = {"postgres": ["postgres"], "postgis": ["postgres"], "mysql": ["mysql"]}.get(facts.database, [])
    return database + ["redis"] * facts.redis + ["rabbitmq"] * facts.rabbitmq


def superuser(facts: Facts) -> dict[str, str]:
    found = {"SUPERUSER_PASSWORD": "${SUPERUSER_PASSWORD:-}"}
    model = facts.superuser
    fields = [model.username_field, *model.required_fields]
    if model.username_field == "email":
        found["SUPERUSER_EMAIL"] = "${SUPERUSER_EMAIL:-admin@example.com}"
    for field in fields:
        if field not in ("username", "email", "password"):
            name = f"DJANGO_SUPERUSER_{field.upper()}"
            found[name] = f"${{{name}:-}}"
    return found


def depends(names: Iterable[str], condition: str = "service_healthy") -> str:
    lines = [f"  {name}:\n    condition: {condition}" for name in names]
    return indented("depends_on:\n" + "\n".join(lines), 4) if lines else ""


def environment(values: Mapping[str, str | None]) -> str:
    given = {name: value for name, value in values.items() if value is not None}
    passed: dict[str, str | None] = {name: None for name in values if name not in given}
    return "\n".join(
        [pairs(given)] * bool(given)
        + ["# Optional variables of the settings: passed on where the shell or .env sets them.", pairs(passed)]
        * bool(passed)
    )


def compose(facts: Facts, options: Options, storage: Storage) -> str:
    pod = options.shape == "pod"
    values = compose_values(facts, storage.sqlite_folder)
    parts = [
        fill(
            "compose_head.yaml",
            name=facts.name,
            rights=USER_RIGHTS if pod else ROOT_RIGHTS,
            environment=indented(environment(values), 4),
        )
    ]
    mounts = [f"- {name}:{folder}" for name, folder in storage.volumes.items()]
    data = indented("\n".join(mounts), 6)
    listed = "    volumes:\n" + data if mounts else ""
    needed = backing(facts)
    if pod:
        media = [f"- media:{storage.volumes['media']}:ro"] if "media" in storage.volumes else []
        parts.append(
            fill(
                "compose_pod.yaml",
                proxy=f"{options.images}django-bootstrap-proxy:trixie",
                proxy_volumes=indented("\n".join(media), 6),
                publish="      STATIC_PUBLISH_DIR: /srv/static" if facts.collects else "",
                volumes=data,
                depends=depends(needed)
                + ("\n" if needed else "    depends_on:\n")
                + indented("migrate:\n  condition: service_completed_successfully", 6),
                superuser=indented(pairs(superuser(facts)), 6),
                migrate_volumes=listed + ("\n" if listed else "") + depends(needed),
            )
        )
    else:
        parts.append(
            fill(
                "compose_web.yaml",
                superuser=indented(pairs(superuser(facts)), 6),
                volumes=listed,
                depends=depends(needed),
            )
        )
    for service, command in services(facts):
        after = depends(["migrate"], "service_completed_successfully") if pod else depends(["web"])
        health = HEALTH.format(kind=service) if service in ("worker", "beat") else ""
        parts.append(
            fill(
                "compose_process.yaml",
                service=service,
                command=flow(command),
                volumes=listed,
                depends=after,
                health=health,
            )
        )
    for name in needed:
        image = "postgis/postgis:17-3.5" if facts.database == "postgis" else "postgres:17"
        parts.append(fill("compose_postgres.yaml", image=image) if name == "postgres" else text(f"compose_{name}.yaml"))
    volumes = [*(["gunicorn", "static"] if pod else []), *storage.volumes, *needed]
    if volumes:
        parts.append("volumes:\n" + "".join(f"  {name}:\n" for name in volumes))
    return "".join(parts).rstrip("\n") + "\n"
