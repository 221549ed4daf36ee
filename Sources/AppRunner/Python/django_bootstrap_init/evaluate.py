"""Evaluates the expressions of a settings module: literals, paths from `__file__`, reads of the environment."""

from __future__ import annotations

import ast
from pathlib import PurePosixPath
from typing import Any

from .environment import Environment
from .values import UNKNOWN, EnvRead, dotted, literal, plain


def evaluate(node: ast.expr | None, names: dict[str, Any], environment: Environment) -> Any:
    def value(part: ast.expr | None) -> Any:
        return evaluate(part, names, environment)

    read = environment.read(node, value) if node is not None else None
    if read is not None:
        return read
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name):
        return names.get(node.id, UNKNOWN)
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return items(node, value)
    if isinstance(node, ast.Dict):
        return table(node, value)
    if isinstance(node, ast.BinOp):
        return operation(node.op, value(node.left), value(node.right))
    if isinstance(node, ast.JoinedStr):
        parts = [plain(value(part.value if isinstance(part, ast.FormattedValue) else part)) for part in node.values]
        return UNKNOWN if any(part is UNKNOWN for part in parts) else "".join(map(str, parts))
    if isinstance(node, ast.IfExp):
        chosen = value(node.body)
        return value(node.orelse) if chosen is UNKNOWN or plain(value(node.test)) is False else chosen
    if isinstance(node, ast.BoolOp):
        parts = [value(part) for part in node.values]
        return next((part for part in parts if isinstance(part, EnvRead) or (part is not UNKNOWN and part)), parts[-1])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return literal(node)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return truth(value(node.operand), lambda known: not known)
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return comparison(node, value)
    if isinstance(node, ast.NamedExpr):
        names[node.target.id] = value(node.value)
        return names[node.target.id]
    if isinstance(node, ast.Attribute):
        base = plain(value(node.value))
        return (
            getattr(base, node.attr)
            if isinstance(base, PurePosixPath) and node.attr in ("parent", "parents", "name")
            else UNKNOWN
        )
    if isinstance(node, ast.Subscript):
        return subscript(plain(value(node.value)), plain(value(node.slice)))
    return call(node, value) if isinstance(node, ast.Call) else UNKNOWN


def items(node: Any, value: Any) -> list[Any]:
    found: list[Any] = []
    for element in node.elts:
        if isinstance(element, ast.Starred):
            more = plain(value(element.value))
            found += more if isinstance(more, list) else []
        else:
            found.append(value(element))
    return found


def table(node: ast.Dict, value: Any) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key, element in zip(node.keys, node.values, strict=True):
        if key is None:
            more = value(element)
            found.update(more if isinstance(more, dict) else {})
        elif isinstance(name := plain(value(key)), (str, int)):
            found[name] = value(element)
    return found


def operation(operator: ast.operator, left: Any, right: Any) -> Any:
    first, second = plain(left), plain(right)
    if isinstance(operator, ast.Div) and isinstance(first, PurePosixPath) and isinstance(second, (str, PurePosixPath)):
        return first / second
    if isinstance(operator, ast.Add) and isinstance(first, list) and isinstance(second, list):
        return first + second
    if isinstance(operator, ast.Add) and isinstance(first, list):
        return first  # what is added is not known
    if isinstance(operator, ast.Add) and isinstance(first, str) and isinstance(second, str):
        return first + second
    if (
        isinstance(operator, ast.Sub)
        and isinstance(first, PurePosixPath)
        and isinstance(second, int)
        and 0 <= second < 64
    ):
        for _ in range(second):  # environ.Path(__file__) - 2
            first = first.parent
        return first
    return UNKNOWN


COMPARISONS: dict[type[ast.cmpop], Any] = {
    ast.Eq: lambda left, right: left == right,
    ast.NotEq: lambda left, right: left != right,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
    ast.Is: lambda left, right: left is right,
    ast.IsNot: lambda left, right: left is not right,
}


def truth(value: Any, of: Any) -> Any:
    """A yes or no; of a variable it is what its default gives."""
    known = plain(value)
    try:
        answer = UNKNOWN if known is UNKNOWN else of(known)
    except TypeError:
        answer = UNKNOWN
    return EnvRead(value.name, answer, derived=True) if isinstance(value, EnvRead) else answer


def comparison(node: ast.Compare, value: Any) -> Any:
    operator, right = type(node.ops[0]), node.comparators[0]
    if operator not in COMPARISONS:
        return UNKNOWN
    if dotted(right) in ("os.environ", "environ") and isinstance(left := value(node.left), str):
        # None: it is not there.
        return EnvRead(left, None if operator is ast.In else True, derived=True)
    left, other = value(node.left), plain(value(right))
    if operator is ast.IsNot and other is None and isinstance(left, EnvRead) and plain(left) is None:
        return EnvRead(left.name, None, derived=True)
    if other is UNKNOWN or (isinstance(other, list) and UNKNOWN in other):
        return UNKNOWN
    return truth(left, lambda known: COMPARISONS[operator](known, other))


def subscript(base: Any, key: Any) -> Any:
    try:
        return UNKNOWN if key is UNKNOWN or base is UNKNOWN else base[key]
    except (KeyError, IndexError, TypeError):
        return UNKNOWN


def call(node: ast.Call, value: Any) -> Any:
    name = dotted(node.func)
    last = name.rpartition(".")[2] or getattr(node.func, "attr", "")
    given = [plain(value(argument)) for argument in node.args]
    path = all(isinstance(part, (str, PurePosixPath)) for part in given)
    if (
        name in ("Path", "pathlib.Path", "PurePath", "environ.Path", "str", "os.fspath", "os.path.join", "join")
        and given
        and path
    ):
        joined = PurePosixPath(*given)
        return str(joined) if name == "str" else joined
    if name in ("os.path.dirname", "dirname") and len(given) == 1 and path:
        return PurePosixPath(given[0]).parent
    if name in ("os.path.abspath", "os.path.realpath", "os.path.normpath", "abspath", "realpath") and given and path:
        return PurePosixPath(given[0])
    fallback = next((keyword.value for keyword in node.keywords if keyword.arg == "fallback"), None)
    if last == "get" and fallback is not None:  # configparser: what holds without the file
        return value(fallback)
    if name in ("list", "tuple") and len(given) == 1 and isinstance(given[0], list):
        return given[0]
    if isinstance(node.func, ast.Attribute):
        base = value(node.func.value)
        if isinstance(base, EnvRead) and last == "split":
            comma = given[:1] == [","]
            # os.environ.get("X").split(",") fails without the variable.
            return EnvRead(base.name, base.default, "list" if comma else "words", base.required or base.default is None)
        if isinstance(base, EnvRead) and last in ("strip", "lower", "upper", "rstrip", "lstrip"):
            text = plain(base)
            return (
                EnvRead(base.name, getattr(text, last)(), base.cast, base.required, True)
                if isinstance(text, str)
                else base
            )
        base = plain(base)
        if isinstance(base, PurePosixPath) and last in ("resolve", "absolute", "expanduser", "as_posix"):
            return base
        if isinstance(base, PurePosixPath) and last in ("joinpath", "path") and path:
            return base.joinpath(*given)
    if last in ("int", "bool", "str", "float", "strtobool", "parse") and node.args:
        inner = value(node.args[0])
        if isinstance(inner, EnvRead):
            needed = inner.required or (inner.default is None and last in ("int", "float", "parse"))
            cast = {"parse": "db", "bool": "truth"}.get(last, last)
            return EnvRead(inner.name, inner.default, cast, needed)
    # root("media") of `root = environ.Path(__file__) - 2`.
    base = value(node.func) if isinstance(node.func, ast.Name) else UNKNOWN
    return base.joinpath(*given) if isinstance(base, PurePosixPath) and path else UNKNOWN
