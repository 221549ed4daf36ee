"""Reads of environment variables: os.environ, os.getenv, django-environ, environs, python-decouple, dj-database-url."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from .values import UNKNOWN, EnvRead, dotted, literal

READERS = {"Env", "FileAwareEnv", "AutoConfig", "Config"}
URLS = {
    "db": "DATABASE_URL",
    "db_url": "DATABASE_URL",
    "dj_db_url": "DATABASE_URL",
    "cache": "CACHE_URL",
    "cache_url": "CACHE_URL",
}
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

GETTERS = ("os.environ.get", "os.getenv", "environ.get", "getenv")


@dataclass
class Function:
    """A function of the settings' own that reads the variable which its first parameter names."""

    cast: str
    parameter: str  # the name of the second parameter, the default; "" for none
    default: Any  # what a call without it gets
    required: bool

    def read(self, name: str, node: ast.Call, keywords: dict[str | None, ast.expr], evaluate: Any) -> EnvRead:
        given = node.args[1] if len(node.args) > 1 else keywords.get(self.parameter)
        if given is not None and self.parameter:
            return EnvRead(name, evaluate(given), self.cast)
        return EnvRead(name, self.default, self.cast, self.required)


def function_of(node: ast.FunctionDef) -> Function | None:
    names = [argument.arg for argument in node.args.args]
    if not names:
        return None
    for part in ast.walk(node):
        key: ast.AST | None = None
        item = False
        if isinstance(part, ast.Call) and dotted(part.func) in GETTERS and part.args:
            key = part.args[0]
        elif isinstance(part, ast.Subscript) and dotted(part.value) in ("os.environ", "environ"):
            key, item = part.slice, True
        if not isinstance(key, ast.Name) or key.id != names[0]:
            continue
        kinds = {word.id for word in ast.walk(node.returns) if isinstance(word, ast.Name)} if node.returns else set()
        cast = next((kind for kind in ("bool", "int", "float", "list") if kind in kinds), "str")
        default = (
            literal(node.args.defaults[-1]) if node.args.defaults else (UNKNOWN if item or len(names) > 1 else None)
        )
        return Function(cast, names[1] if len(names) > 1 else "", default, item and not node.args.defaults)
    return None


class Environment:
    """Knows the names under which a settings module reads the environment."""

    def __init__(self) -> None:
        self.readers = {"env", "config"}
        self.schema: dict[str, tuple[str, Any]] = {}  # of environ.Env(DEBUG=(bool, False))
        self.functions: dict[str, Function] = {}

    def learn(self, node: ast.stmt) -> None:
        """`env = environ.Env(…)`, `cfg = AutoConfig(…)`, `def env_bool(name, default): … os.getenv(name …)`."""
        if isinstance(node, ast.FunctionDef) and (function := function_of(node)) is not None:
            self.functions[node.name] = function
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
                EnvRead(name, required=True)
                if isinstance(name, str) and dotted(node.value) in ("os.environ", "environ")
                else None
            )
        if not isinstance(node, ast.Call):
            return None
        function, keywords = dotted(node.func), {keyword.arg: keyword.value for keyword in node.keywords}
        first = literal(node.args[0]) if node.args else literal(keywords.get("var") or keywords.get("name"))
        if function in ("os.environ.get", "environ.get", "os.getenv", "getenv"):
            default = node.args[1] if len(node.args) > 1 else keywords.get("default")
            # None, not a missing value: the settings work without the variable.
            return (
                EnvRead(first, evaluate(default) if default is not None else None) if isinstance(first, str) else None
            )
        if function in ("dj_database_url.config", "dj_email_url.config", "dj_config_url.config"):
            name = literal(keywords.get("env")) if "env" in keywords else URLS["email" if "email" in function else "db"]
            default = keywords.get("default") or (node.args[1] if len(node.args) > 1 else None)
            return EnvRead(str(name), evaluate(default) if default is not None else UNKNOWN, "db", default is None)
        if function in self.functions and isinstance(first, str):
            return self.functions[function].read(first, node, keywords, evaluate)
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

    def declared(
        self, name: str, cast: str, node: ast.Call, keywords: dict[str | None, ast.expr], evaluate: Any
    ) -> EnvRead:
        if "cast" in keywords:
            function = keywords["cast"].func if isinstance(keywords["cast"], ast.Call) else keywords["cast"]
            cast = {"Csv": "list", "list": "list"}.get(dotted(function).rpartition(".")[2], dotted(function) or cast)
        scheme_cast, default = self.schema.get(name, (cast, UNKNOWN))
        cast = scheme_cast if cast == "str" else cast
        # django-environ: env("X", bool, default); decouple and environs: config("X", default).
        positional = [
            argument for argument in node.args[1:] if not (isinstance(argument, ast.Name) and argument.id in CASTS)
        ]
        given = keywords.get("default") or (positional[0] if positional else None)
        value = evaluate(given) if given is not None else default
        return EnvRead(name, value, cast, given is None and default is UNKNOWN)
