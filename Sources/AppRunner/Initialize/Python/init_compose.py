"""compose.yaml, and .env.example, which lists what it takes."""

from __future__ import annotations

import json
from collections.abc import Iterable

from init_environ import compose_values
from init_facts import Facts, Options
from init_roles import secret
from init_storage import Storage
from init_templates import fill, text

ROOT_RIGHTS = """\
  # Root gives folders to django and switches users; it can do nothing else.
  cap_drop: [ALL]
  cap_add: [CHOWN, DAC_OVERRIDE, FOWNER, KILL, SETGID, SETUID]"""
USER_RIGHTS = """\
  # django's fixed ids; nothing here is root.
  user: "104:107"
  cap_drop: [ALL]"""
HEALTH = """\
    healthcheck:
      test: [CMD, celery-runner, health, --kind, {kind}]
      interval: 10s
      timeout: 5s
      retries: 6"""


def scalar(value: str) -> str:
    """A YAML string: quoted unless it is plain beyond doubt."""
    plain = value and value[0].isalpha() and all(character.isalnum() or character in "-._/" for character in value)
    return (
        value if plain and value.lower() not in ("true", "false", "yes", "no", "on", "off", "null", "y", "n") else json.dumps(value)
    )


def pairs(values: dict[str, str]) -> str:
    return "\n".join(f"{name}: {scalar(value)}" for name, value in values.items())


def indented(block: str, by: int) -> str:
    return "\n".join(" " * by + line for line in block.splitlines())


def services(facts: Facts) -> list[tuple[str, list[str]]]:
    """The processes beside the web server, each with its command."""
    found = []
    if facts.celery_app:
        found.append(("worker", ["celery", "worker"]))
        if facts.beat:
            more = ["--scheduler", "django_celery_beat.schedulers:DatabaseScheduler"] if facts.database_scheduler else []
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


def compose(facts: Facts, options: Options, storage: Storage) -> str:
    pod = options.shape == "pod"
    values = compose_values(facts, storage.sqlite_folder)
    parts = [
        fill(
            "compose_head.yaml",
            name=facts.name,
            rights=USER_RIGHTS if pod else ROOT_RIGHTS,
            environment=indented(pairs(values), 4),
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
            fill("compose_web.yaml", superuser=indented(pairs(superuser(facts)), 6), volumes=listed, depends=depends(needed))
        )
    for service, command in services(facts):
        after = depends(["migrate"], "service_completed_successfully") if pod else depends(["web"])
        health = HEALTH.format(kind=service) if service in ("worker", "beat") else ""
        parts.append(
            fill("compose_process.yaml", service=service, command=flow(command), volumes=listed, depends=after, health=health)
        )
    for name in needed:
        image = "postgis/postgis:17-3.5" if facts.database == "postgis" else "postgres:17"
        parts.append(fill("compose_postgres.yaml", image=image) if name == "postgres" else text(f"compose_{name}.yaml"))
    volumes = [*(["gunicorn", "static"] if pod else []), *storage.volumes, *needed]
    if volumes:
        parts.append("volumes:\n" + "".join(f"  {name}:\n" for name in volumes))
    return "".join(parts).rstrip("\n") + "\n"


def flow(words: list[str]) -> str:
    return "[" + ", ".join(scalar(word) if ":" not in word else json.dumps(word) for word in words) + "]"


def env_example(facts: Facts, storage: Storage) -> str:
    """What .env may hold: first what is to be changed before others can reach the site."""
    values = compose_values(facts, storage.sqlite_folder)
    needed = {"postgres": "POSTGRES_PASSWORD", "mysql": "MYSQL_PASSWORD", "rabbitmq": "RABBITMQ_PASSWORD"}
    first = [needed[name] for name in backing(facts) if name in needed] + ["SUPERUSER_PASSWORD"]
    own = [variable for variable in facts.variables if f"${{{variable.name}:-" in values.get(variable.name, "")]
    first += [variable.name for variable in own if variable.role == "secret_key" or variable.required and secret(variable.name)]
    lines = [
        "# Copy it to .env, which compose.yaml reads and which belongs into no repository.",
        "# Passwords are parts of URLs: letters, digits, - and _ only.",
        *(f"{name}={secret_example(values.get(name, ''))}" for name in first),
        *(f"{name}={value.split(':-')[1][:-1]}" for name, value in superuser(facts).items() if name != "SUPERUSER_PASSWORD"),
        *(
            f"{v.name}={values[v.name].split(':-', 1)[1][:-1]}"
            for v in own
            if v.name not in first and (v.required or v.role in ("hosts", "origins"))
        ),
        "# The port on this machine.",
        "#PORT=8000",
    ]
    optional = [
        variable
        for variable in own
        if variable.name not in first and not variable.required and variable.role not in ("hosts", "origins")
    ]
    if optional:
        lines.append("# What the settings read too, with their defaults.")
        lines += [f"#{variable.name}={one_line(variable.default)}" for variable in optional]
    return "\n".join(lines) + "\n"


def one_line(text: str | None) -> str:
    return text if text and text.isprintable() else ""


def secret_example(value: str) -> str:
    """A value that has a form keeps it; a password is to be changed."""
    default = value.split(":-", 1)[1][:-1] if ":-" in value else ""
    return default if default and not default.startswith("example") else "change-me"
