""".env.example: what compose.yaml takes from .env."""

from __future__ import annotations

from .compose import backing, superuser
from .environ import compose_values
from .facts import Facts
from .roles import secret
from .storage import Storage


def env_example(facts: Facts, storage: Storage) -> str:
    """What .env may hold: first what is to be changed before others can reach the site."""
    values = compose_values(facts, storage.sqlite_folder)
    needed = {"postgres": "POSTGRES_PASSWORD", "mysql": "MYSQL_PASSWORD", "rabbitmq": "RABBITMQ_PASSWORD"}
    first = [needed[name] for name in backing(facts) if name in needed] + ["SUPERUSER_PASSWORD"]
    settable = {name for name, value in values.items() if value is None or f"${{{name}:-" in value}
    own = [variable for variable in facts.variables if variable.name in settable]
    first += [
        variable.name
        for variable in own
        if variable.role == "secret_key" or (variable.required and secret(variable.name))
    ]
    lines = [
        "# Copy it to .env, which compose.yaml reads. Do not commit .env.",
        "# Passwords become parts of URLs: use letters, digits, - and _ only.",
        *(f"{name}={secret_example(values.get(name) or '')}" for name in first),
        *(
            f"{name}={value.split(':-')[1][:-1]}"
            for name, value in superuser(facts).items()
            if name != "SUPERUSER_PASSWORD"
        ),
        *(
            f"{variable.name}={default_of(values[variable.name])}"
            for variable in own
            if variable.name not in first and (variable.required or variable.role in ("hosts", "origins"))
        ),
        "# The port on this machine.",
        "#PORT=8000",
    ]
    https = [variable.name for variable in own if variable.role == "https" and not variable.required]
    if https:
        lines += ["# Set to True behind an HTTPS proxy.", *(f"#{name}=True" for name in https)]
    optional = [variable for variable in own if values[variable.name] is None]
    if optional:
        lines.append("# Optional variables of the settings, with their defaults.")
        lines += [f"#{variable.name}={one_line(variable.default)}" for variable in optional]
    return "\n".join(lines) + "\n"


def one_line(text: str | None) -> str:
    return text if text and text.isprintable() else ""


def default_of(value: str | None) -> str:
    """x of ${NAME:-x}."""
    return value.split(":-", 1)[1][:-1] if value and ":-" in value else ""


def secret_example(value: str) -> str:
    """A value that has a form keeps it; a password is to be changed."""
    default = default_of(value)
    return default if default and not default.startswith("example") else "change-me"
