"""How the Python environment is installed, by the project's own package manager, into /venv."""

from __future__ import annotations

import os
from dataclasses import dataclass

from .facts import Facts, Packages
from .templates import fill, text

TOOL = "RUN pip install --no-cache-dir 'uv>=0.8,<1'"
# The build image has uv, and sets these.
UV = "UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1"


@dataclass
class Install:
    section: str
    values: dict[str, str]
    # Installs the project itself, after its files are there; "" where the import folders are enough.
    project: str = ""
    # Whether all files of the project are copied first: requirements that are folders of it.
    everything: bool = False

    def text(self) -> str:
        # Editable, so that /venv leads to /app/… in the image too.
        project = "COPY . .\n" + self.project if self.project and not self.everything else self.project
        values = dict(self.values)
        body = text(self.section)
        if "@{project}" in body:
            values["project"] = project
            return fill(self.section, **values).rstrip("\n")
        return (fill(self.section, **values).rstrip("\n") + "\n" + project).rstrip("\n")


def copies(packages: Packages) -> str:
    if packages.local:
        return "COPY . ."
    folders = sorted({os.path.dirname(name) for name in packages.files})
    lines = []
    for folder in folders:
        names = [name for name in packages.files if os.path.dirname(name) == folder]
        lines.append(f"COPY {' '.join(names)} {folder + '/' if folder else './'}")
    return "\n".join(lines)


def install(facts: Facts) -> Install:
    packages = facts.packages
    copy = copies(packages)
    group = packages.production_group
    prepared = bool(facts.build_packages)
    tool, uv = ("", "") if prepared else (TOOL, " " + UV)
    if packages.manager == "uv":
        options = f" --group {group}" if group else ""
        project = (
            fill("install_uv_project.Dockerfile", options=options).rstrip("\n")
            if packages.packaged and not packages.local
            else ""
        )
        values = {"tool": tool, "uv": uv and " UV_PYTHON_DOWNLOADS=never" + uv, "copy": copy}
        first = options if packages.local else options + " --no-install-project"
        return Install("install_uv.Dockerfile", values | {"options": first}, project, packages.local)
    if packages.manager == "poetry":
        groups = f"main,{group}" if group else "main"
        command = f"RUN poetry install --no-interaction --compile --only {groups}"
        values = {"copy": copy, "groups": groups, "options": " --no-root"}
        return Install("install_poetry.Dockerfile", values, command if packages.packaged else "", packages.local)
    if packages.manager == "pdm":
        command = "RUN pdm install --frozen-lockfile --prod"
        values = {"copy": copy, "options": " --no-self"}
        return Install("install_pdm.Dockerfile", values, command if packages.packaged else "", packages.local)
    if packages.manager == "pipenv":
        return Install("install_pipenv.Dockerfile", {"copy": copy}, "", packages.local)
    options = {
        "requirements": f"--requirement {packages.files[0]}",
        "pyproject": "--editable ." if packages.local else "--requirement pyproject.toml",
        "setup": "--editable .",
    }[packages.manager]
    if packages.extra_index:
        # As pip chooses: the best version of all indexes.
        options = "--index-strategy unsafe-best-match " + options
    values = {"tool": tool, "uv": uv, "copy": copy, "options": options}
    return Install("install_requirements.Dockerfile", values, "", packages.local)
