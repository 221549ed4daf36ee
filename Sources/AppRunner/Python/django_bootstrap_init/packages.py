"""The tool that installs the project's dependencies, and which they are: lock files first, which are exact."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

from . import locks, new_project, requirements
from .facts import Packages
from .files import Problem, exists, read, toml


def read_packages(root: str) -> Packages:
    """uv, then Poetry, PDM, Pipenv, a requirements file, pyproject.toml alone, setup.py."""
    project = toml(root, "pyproject.toml") or {}
    try:
        packages = choose(root, project)
        declared(root, project, packages)
    except (AttributeError, TypeError, ValueError) as error:
        raise Problem(
            f"cannot read pyproject.toml: a table has the wrong form ({error}); nothing was written"
        ) from None
    for name, marker in ((".python-version", r"^(?:cpython-?)?(\d+\.\d+)"), ("runtime.txt", r"^python-(\d+\.\d+)")):
        found = re.search(marker, (read(root, name) or "").strip())
        if found:
            packages.python = found[1]
            break
    return packages


def locked(reader: Callable[[str, Packages], None], root: str, packages: Packages, name: str) -> None:
    try:
        reader(root, packages)
    except (AttributeError, TypeError, ValueError, KeyError) as error:
        raise Problem(
            f"cannot read {name}: an entry has the wrong form ({error}); recreate it, nothing was written"
        ) from None


def choose(root: str, project: dict[str, Any]) -> Packages:
    tool = project.get("tool", {})
    if exists(root, "uv.lock"):
        packages = Packages("uv", ["pyproject.toml", "uv.lock"])
        locked(locks.uv, root, packages, "uv.lock")
    elif exists(root, "poetry.lock") or "dependencies" in tool.get("poetry", {}):
        packages = Packages("poetry", ["pyproject.toml"] + ["poetry.lock"] * exists(root, "poetry.lock"))
        locked(locks.poetry, root, packages, "poetry.lock")
    elif exists(root, "pdm.lock"):
        packages = Packages("pdm", ["pyproject.toml", "pdm.lock"])
        locked(locks.pdm, root, packages, "pdm.lock")
    elif exists(root, "Pipfile.lock"):
        packages = Packages("pipenv", ["Pipfile", "Pipfile.lock"])
        locked(locks.pipenv, root, packages, "Pipfile.lock")
    elif (name := requirements.find(root)) is not None:
        packages = Packages("requirements", [])
        requirements.collect(root, name, packages)
    elif "project" in project:
        packages = Packages(
            "pyproject", ["pyproject.toml"], local="dependencies" in project["project"].get("dynamic", [])
        )
    elif exists(root, "setup.py"):
        packages = Packages("setup", ["setup.py"], local=True)
    elif (made := new_project.packages_of(root)) is not None:
        packages = made
    else:
        raise Problem(
            f"cannot tell what to install in {root}: no uv.lock, poetry.lock, pdm.lock, Pipfile.lock, "
            "requirements.txt, "
            "pyproject.toml with dependencies or setup.py; write one (a requirements.txt with the line `Django` will "
            "do)"
        )
    return packages


def declared(root: str, project: dict[str, Any], packages: Packages) -> None:
    """What pyproject.toml says beside a lock file: extras, Python's version, whether the project is a package."""
    table = project.get("project", {})
    if packages.manager != "requirements":
        for requirement in table.get("dependencies", []):
            version = packages.names.get(requirements.normalized(re.split(r"[^\w.-]", requirement)[0]), "")
            requirements.add(packages, requirement)
            if version:
                packages.names[requirements.normalized(re.split(r"[^\w.-]", requirement)[0])] = version
    packages.python = packages.python or str(table.get("requires-python", ""))
    groups = [*project.get("dependency-groups", {}), *project.get("tool", {}).get("poetry", {}).get("group", {})]
    packages.production_group = next((name for name in ("prod", "production", "deploy") if name in groups), "")
    if packages.manager == "poetry":
        poetry = project.get("tool", {}).get("poetry", {})
        for name, wanted in poetry.get("dependencies", {}).items():
            key = requirements.normalized(name)
            if name == "python":
                packages.python = packages.python or str(wanted)
            elif isinstance(wanted, dict):
                packages.names.setdefault(key, str(wanted.get("version", "")).lstrip("^~>=<"))
                packages.extras.setdefault(key, set()).update(wanted.get("extras", []))
                packages.git = packages.git or "git" in wanted
                packages.local = packages.local or "path" in wanted
            else:
                packages.names.setdefault(key, str(wanted).lstrip("^~>=<*"))
        name = requirements.normalized(str(poetry.get("name") or table.get("name") or "")).replace("-", "_")
        lies = any(os.path.isdir(os.path.join(root, folder, name)) for folder in ("", "src")) if name else False
        packages.packaged = poetry.get("package-mode", True) is not False and (lies or "packages" in poetry)
    elif packages.manager == "pdm":
        packages.packaged = (
            "build-system" in project and project.get("tool", {}).get("pdm", {}).get("distribution", True) is not False
        )
    elif packages.manager == "pyproject":
        packages.packaged = packages.local


def image_python(packages: Packages) -> str:
    """The Python of the image: what the project names, else the newest that it and its Django allow."""
    supported = [(3, minor) for minor in range(10, 15)]
    django = tuple(int(part) for part in re.findall(r"\d+", packages.names.get("django", ""))[:2])
    least = (3, 12) if django >= (6,) else (3, 10)
    exact = re.fullmatch(r"(?:==|=)?\s*(\d+)\.(\d+)(?:\.[\d*]+)?", packages.python.strip())
    if exact:
        wanted = (int(exact[1]), int(exact[2]))
        if wanted not in supported:
            raise Problem(
                f"cannot choose an image: the project asks for Python {wanted[0]}.{wanted[1]}; there are images for "
                "3.10 to 3.14"
            )
        if wanted < least:
            raise Problem(
                f"cannot choose an image: the project asks for Python {wanted[0]}.{wanted[1]}, and Django {django[0]} "
                f"needs {least[0]}.{least[1]} or newer; name a newer Python"
            )
        return f"{wanted[0]}.{wanted[1]}"
    allowed = [version for version in supported if version >= least and allows(packages.python, version)]
    if not allowed:
        raise Problem(f"cannot choose an image: no Python from {least[0]}.{least[1]} to 3.14 fits `{packages.python}`")
    # 3.13 has no `cgi`, which Django before 4.2 imports; 5.0 and 4.2 name 3.12 as their newest.
    newest = (3, 13) if not django or django >= (5, 1) else (3, 12) if django >= (4, 2) else (3, 11)
    fitting = [version for version in allowed if version <= newest]
    chosen = fitting[-1] if fitting else allowed[0]
    return f"{chosen[0]}.{chosen[1]}"


def allows(specifier: str, version: tuple[int, int]) -> bool:
    """Whether a specifier (PEP 440's or Poetry's) allows a Python, by its first two numbers."""
    for part in re.split(r"[,\s]+(?=[<>=!~^])", specifier.replace("||", ",").strip()):
        match = re.match(r"\s*(>=|<=|==|!=|~=|>|<|\^|~|)\s*(\d+)(?:\.(\d+))?(\.\d+)?", part)
        if not match:
            continue
        sign, bound = match[1], (int(match[2]), int(match[3] or 0))
        fits = {
            ">=": version >= bound,
            ">": version >= bound if match[4] else version > bound,
            "<=": version <= bound,
            "<": version <= bound if match[4] and match[4] != ".0" else version < bound,
            "!=": version != bound or bool(match[4]),
            "^": version >= bound and version[0] == bound[0],
            "~=": version >= bound and version[0] == bound[0] and (not match[4] or version == bound),
            "~": version == bound,
            "==": version == bound or match[3] is None,
            "": version == bound or match[3] is None,
        }[sign]
        if not fits:
            return False
    return True
