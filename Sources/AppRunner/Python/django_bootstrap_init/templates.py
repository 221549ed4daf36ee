"""The documents' templates: real files, beside this package in the source tree, passed by the program otherwise."""

from __future__ import annotations

import os
import re
from string import Template
from typing import Any, ClassVar


class Place(Template):
    """`@{name}`: the documents themselves are full of dollar signs."""

    delimiter = "@"
    pattern: ClassVar[Any] = r"@(?:(?P<escaped>@@)|(?P<named>(?!))|\{(?P<braced>[a-z_]+)\}|(?P<invalid>(?!)))"


EMBEDDED: dict[str, str] = {}


def text(name: str) -> str:
    if name in EMBEDDED:
        return EMBEDDED[name]
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Initialize/Templates")
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


def fill(name: str, /, **values: str) -> str:
    """The section with its values; a place without a value and a value without a place are errors.

    A place that is alone on its line takes whole lines, which it indents as itself; without any the line is gone.
    """
    template = text(name)
    unused = [key for key in values if "@{" + key + "}" not in template]
    if unused:
        raise KeyError(f"{name} has no place for {', '.join(unused)}")

    def lines(match: re.Match[str]) -> str:
        return "".join(match[1] + line + "\n" for line in values[match[2]].splitlines())

    return Place(re.sub(r"^([ ]*)@\{([a-z_]+)\}\n", lines, template, flags=re.MULTILINE)).substitute(values)
