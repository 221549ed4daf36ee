"""Reads of environment variables: os.environ, os.getenv, django-environ, environs, python-decouple, dj-database-url."""

from __future__ import annotations

import ast
from typing import Any

from init_values import UNKNOWN, EnvRead, dotted, literal

READERS = {"Env", "FileAwareEnv", "AutoConfig", "Config"}
URLS = {"db": "DATABASE_URL", "db_url": "DATABASE_URL", "dj_db_url": "DATABASE_URL", "cache": "CACHE_URL", "cache_url": "CACHE_URL"}
URLS |= {
    "dj_cache_url": "CACHE_URL",
    "email": "EMAIL_URL",
    "email_url": "EMAIL_URL",
    "dj_email_url": "EMAIL_URL",
    "channels": "CHANNELS_URL",
}
URLS |= {"channels_url": "CHANNELS_URL", "search_url": "SEARCH_URL"}
CASTS = {
    "str",
    "bool",
    "int",
    "float",
    "list",
    "tuple",
    "dict",
    "json",
    "url",
    "path",
    "bytes",
    "decimal",
    "get_value",
    "unicode",
    "log_level",
}
CASTS |= {"timedelta", "date", "datetime", "uuid", "enum"}


class Environment:
    """Knows the names under which a settings module reads the environment."""

    def __init__(self) -> None:
        self.readers = {"env", "config"}
        self.schema: dict[str, tuple[str, Any]] = {}  # of environ.Env(DEBUG=(bool, False))

    def learn(self, node: ast.stmt) -> None:
        """`env = environ.Env(…)`, `cfg = AutoConfig(…)`."""
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            return
        if dotted(node.value.func).rpartition(".")[2] not in READERS:
            return
        self.readers.update(target.id for target in node.targets if isinstance(target, ast.Name))
        for keyword in node.value.keywords:
            if keyword.arg and isinstance(keyword.value, ast.Tuple) and len(keyword.value.elts) == 2:
                cast, default = keyword.value.elts
                self.schema[keyword.arg] = (dotted(cast) or "str", literal(default))
            elif keyword.arg and isinstance(keyword.value, ast.Name):
                self.schema[keyword.arg] = (keyword.value.id, UNKNOWN)

    def read(self, node: ast.expr, evaluate: Any) -> EnvRead | None:
        """What the expression reads, or None when it is no read."""
        if isinstance(node, ast.Subscript):
            name = literal(node.slice)
            return (
                EnvRead(name, required=True) if isinstance(name, str) and dotted(node.value) in ("os.environ", "environ") else None
            )
        if not isinstance(node, ast.Call):
            return None
        function, keywords = dotted(node.func), {keyword.arg: keyword.value for keyword in node.keywords}
        first = literal(node.args[0]) if node.args else literal(keywords.get("var") or keywords.get("name"))
        if function in ("os.environ.get", "environ.get", "os.getenv", "getenv"):
            default = node.args[1] if len(node.args) > 1 else keywords.get("default")
            # None, not a missing value: the settings go on without the variable.
            return EnvRead(first, evaluate(default) if default is not None else None) if isinstance(first, str) else None
        if function in ("dj_database_url.config", "dj_email_url.config", "dj_config_url.config"):
            name = literal(keywords.get("env")) if "env" in keywords else URLS["email" if "email" in function else "db"]
            default = keywords.get("default") or (node.args[1] if len(node.args) > 1 else None)
            return EnvRead(str(name), evaluate(default) if default is not None else UNKNOWN, "db", default is None)
        base, _, method = function.rpartition(".")
        if function in self.readers:
            cast = "str"
        elif base in self.readers and (method in CASTS or method in URLS):
            cast = method
        else:
            return None
        if first is UNKNOWN and method in URLS and not node.args:
            first = URLS[method]
        return self.declared(first, cast, node, keywords, evaluate) if isinstance(first, str) else None

    def declared(self, name: str, cast: str, node: ast.Call, keywords: dict[str | None, ast.expr], evaluate: Any) -> EnvRead:
        if "cast" in keywords:
            function = keywords["cast"].func if isinstance(keywords["cast"], ast.Call) else keywords["cast"]
            cast = {"Csv": "list", "list": "list"}.get(dotted(function).rpartition(".")[2], dotted(function) or cast)
        scheme_cast, default = self.schema.get(name, (cast, UNKNOWN))
        cast = scheme_cast if cast == "str" else cast
        # django-environ: env("X", bool, default); decouple and environs: config("X", default).
        positional = [argument for argument in node.args[1:] if not (isinstance(argument, ast.Name) and argument.id in CASTS)]
        given = keywords.get("default") or (positional[0] if positional else None)
        value = evaluate(given) if given is not None else default
        return EnvRead(name, value, cast, given is None and default is UNKNOWN)
