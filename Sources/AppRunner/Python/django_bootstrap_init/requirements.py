"""Requirements files and requirement lines, as pip reads them (without evaluating markers)."""

from __future__ import annotations

import os
import re

from .facts import Packages
from .files import Problem, read

LINE = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^\]]*)\])?\s*(.*)")
PIN = re.compile(r"(?:===?|~=|>=|\^)\s*v?(\d+(?:\.\d+)*)")
# In the order in which they are looked for: what runs in production first.
NAMES = [
    "requirements.txt",
    "requirements/production.txt",
    "requirements/prod.txt",
    "requirements/deploy.txt",
    "requirements-production.txt",
    "requirements-prod.txt",
    "requirements_prod.txt",
    "requirements/requirements.txt",
    "requirements/base.txt",
    "requirements/common.txt",
]
PRODUCTION = NAMES[1:7]


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def add(packages: Packages, requirement: str) -> None:
    """One requirement, `Name[extra]==1.2 ; marker` or `name @ git+https://…`."""
    match = LINE.fullmatch(requirement.split(" #")[0].split(";")[0].strip())
    if not match:
        return
    name, extras, rest = normalized(match[1]), match[2] or "", match[3]
    packages.extras.setdefault(name, set()).update(
        extra.strip().lower() for extra in extras.split(",") if extra.strip()
    )
    pin = PIN.search(rest)
    packages.names[name] = pin[1] if pin else packages.names.get(name, "")
    packages.git = packages.git or "git+" in rest
    packages.local = packages.local or bool(re.match(r"@\s*(file:|\.)", rest))


def find(root: str) -> str | None:
    """The requirements file to install; a thin requirements.txt that leads to another one is followed by its `-r`."""
    found = [name for name in NAMES if os.path.isfile(os.path.join(root, name))]
    production = [name for name in found if name in PRODUCTION]
    # requirements.txt beside a production file is what developers install, unless it includes that file.
    if "requirements.txt" in found and production:
        text = read(root, "requirements.txt") or ""
        if production[0] in text:
            return "requirements.txt"
    return next(iter(production or found), None)


def collect(root: str, name: str, packages: Packages, seen: set[str] | None = None) -> None:
    """Adds what a requirements file names, and those that it includes."""
    seen = seen if seen is not None else set()
    if name in seen:
        return
    seen.add(name)
    text = read(root, name)
    if text is None:
        raise Problem(f"cannot read {name}: a requirements file includes it, and it is not there")
    packages.files.append(name)
    for line in text.replace("\\\n", " ").split("\n"):
        line = line.strip()
        include = re.match(r"(?:-r|--requirement|-c|--constraint)[\s=]*(\S+)", line)
        if include:
            if "://" not in include[1]:
                collect(root, os.path.normpath(os.path.join(os.path.dirname(name), include[1])), packages, seen)
        elif line.startswith("--extra-index-url"):
            packages.extra_index = True
        elif re.match(r"(-e|--editable)[\s=]*", line):
            target = re.sub(r"^(-e|--editable)[\s=]*", "", line)
            egg = re.search(r"#egg=([\w.-]+)", target)
            if "git+" in target:
                packages.git = True
                add(packages, egg[1] if egg else "")
            else:
                packages.local = True
        elif line.startswith((".", "/", "file:")):
            packages.local = True
        elif re.match(r"git\+", line):
            packages.git = True
            egg = re.search(r"#egg=([\w.-]+)", line)
            add(packages, egg[1] if egg else "")
        elif line and not line.startswith(("#", "-")):
            add(packages, re.sub(r"\s--hash.*", "", line))
