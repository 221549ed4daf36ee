"""Which branch of an `if` counts while no variable is set but those that compose.yaml sets."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .values import UNKNOWN, EnvRead, plain

NAMES = [
    (r"(DJANGO_)?SECRET_KEY", "secret_key"),
    (r"(DJANGO_)?DEBUG", "debug"),
    (r"(DJANGO_)?ALLOWED_HOSTS?", "hosts"),
    (r"(DJANGO_)?(CSRF_)?TRUSTED_ORIGINS", "origins"),
    (r"DATABASE_URL", "db_url"),
    (r"(DATABASE|DB|SQL|POSTGRES|PG|MYSQL|MARIADB|RDS)_?HOST(NAME)?", "db_host"),
    (r"(DATABASE|DB|SQL|POSTGRES|PG|MYSQL|MARIADB|RDS)_?(NAME|DB|DATABASE|DB_NAME)", "db_name"),
    (r"(DATABASE|DB|SQL|POSTGRES|PG|MYSQL|MARIADB|RDS)_?USER(NAME)?", "db_user"),
    (r"(DATABASE|DB|SQL|POSTGRES|PG|MYSQL|MARIADB|RDS)_?PASS(WORD)?", "db_password"),
    (r"(DATABASE|DB|SQL|POSTGRES|PG|MYSQL|MARIADB|RDS)_?PORT", "db_port"),
    (r".*BROKER.*URL|.*BROKER|RABBITMQ_URL|AMQP_URL", "broker"),
    (r".*RESULT_BACKEND.*", "result"),
    (r"(REDIS|CACHE|CHANNELS?|KV|VALKEY)_?\w*_?UR[IL]", "redis_url"),
    (r"(REDIS|CACHE|CHANNELS?|VALKEY)_?HOST", "redis_host"),
    (r"(REDIS|CACHE|CHANNELS?|VALKEY)_?PORT", "redis_port"),
]


def by_name(name: str) -> str:
    """What a variable is for, as its name says."""
    return next((role for pattern, role in NAMES if re.fullmatch(pattern, name.upper())), "")


@dataclass
class Verdict:
    """`outcome` is None where it cannot be told; `absent` names variables that are not set by default."""

    outcome: bool | None
    absent: tuple[str, ...] = ()

    @property
    def served(self) -> bool:
        """Whether compose.yaml sets what is absent: an address of the stack, the secret key."""
        return any(by_name(name) for name in self.absent)


def verdict(node: ast.expr, value: Callable[[ast.expr], Any]) -> Verdict:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = verdict(node.operand, value)
        return Verdict(None if inner.outcome is None else not inner.outcome)
    if isinstance(node, ast.BoolOp):
        return combined(isinstance(node.op, ast.And), [verdict(part, value) for part in node.values])
    found = value(node)
    known = plain(found)
    if isinstance(found, EnvRead) and known in (None, ""):
        return Verdict(False, (found.name,))
    if known is not UNKNOWN and (isinstance(found, EnvRead) or isinstance(known, bool)):
        return Verdict(bool(known))
    return Verdict(None)


def combined(every: bool, parts: list[Verdict]) -> Verdict:
    """`and` ends with the first false part, `or` with the first true one."""
    decided = [part for part in parts if part.outcome is (not every)]
    if decided:
        hard = [part for part in decided if not part.absent]
        return Verdict(not every, () if hard else sum((part.absent for part in decided), ()))
    if any(part.outcome is None for part in parts):
        return Verdict(None)
    return Verdict(every, sum((part.absent for part in parts), ()))


def raises(body: list[ast.stmt]) -> bool:
    return any(isinstance(node, ast.Raise) for node in body)


def tolerates(node: ast.Try) -> bool:
    """`except KeyError`: a variable that is missing is no failure."""
    names = {
        part.id
        for handler in node.handlers
        if handler.type
        for part in ast.walk(handler.type)
        if isinstance(part, ast.Name)
    }
    return any(handler.type is None for handler in node.handlers) or bool(
        names & {"KeyError", "Exception", "LookupError", "ImproperlyConfigured", "UndefinedValueError", "EnvError"}
    )
