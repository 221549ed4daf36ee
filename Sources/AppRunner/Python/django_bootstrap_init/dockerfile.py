"""The Dockerfile of a project: a stage for each thing that only the build needs."""

from __future__ import annotations

import json
import shlex

from .environ import build_values
from .facts import Facts, Frontend, Options
from .files import join
from .install import install
from .storage import Storage
from .templates import fill

LOCK_COMMANDS = {"npm": "npm ci", "pnpm": "pnpm install --frozen-lockfile", "yarn": "yarn install --frozen-lockfile"}
CACHES = {"npm": "/root/.npm", "pnpm": "/root/.local/share/pnpm/store", "yarn": "/usr/local/share/.cache/yarn"}
# What Dockerfile.app installs there, by the names in system.py.
IN_BUILD_IMAGE = {"build-essential", "default-libmysqlclient-dev", "git", "libpq-dev", "pkg-config"}


def base(facts: Facts, options: Options) -> str:
    name = "django-bootstrap" if options.shape == "single" else "django-bootstrap-app"
    return f"{options.images}{name}:py{facts.python}"


def dockerfile(facts: Facts, options: Options, storage: Storage) -> str:
    image = base(facts, options)
    parts = [f"# Made by `app-runner init`; yours to change.\n#\n#     docker build --tag {facts.name} .\n\n"]
    source = "COPY . ."
    if facts.frontend:
        parts.append(assets(facts.frontend))
        source = "COPY --from=assets /app ."
    if facts.translations:
        parts.append(fill("dockerfile_translations.Dockerfile", base=image, copy=source))
        source = "COPY --from=translations /app ."
    # The compilers, their headers and Git are in the build image; it is the same Python.
    base_image = image + "-build" if facts.build_packages else image
    more = [package for package in facts.build_packages if package not in IN_BUILD_IMAGE]
    parts.append(
        fill("dockerfile_environment.Dockerfile", base=base_image, packages=apt(more), install=install(facts).text())
    )
    parts.append(
        fill(
            "dockerfile_final.Dockerfile",
            base=image,
            packages=apt(facts.system_packages),
            copy=source,
            settings=facts.settings + (f" CELERY_APP={facts.celery_app}" if facts.celery_app else ""),
            finish=finish(facts, storage),
            command="CMD " + json.dumps(facts.command) if facts.command else "",
        )
    )
    return "".join(parts)


def apt(packages: list[str]) -> str:
    return "RUN apt-get-install.sh " + " ".join(packages) if packages else ""


def finish(facts: Facts, storage: Storage) -> str:
    commands = ([collectstatic(facts)] if facts.collects else []) + storage.commands()
    return "RUN " + " \\\n    && ".join(commands) if commands else ""


def collectstatic(facts: Facts) -> str:
    values = "".join(f"{name}={shlex.quote(value)} " for name, value in sorted(build_values(facts).items()))
    if facts.manage:
        admin = f"python {facts.manage}"
    else:
        admin = f"PYTHONPATH={join('/app', facts.import_folder).rstrip('/')} django-admin"
    commands = ["app-runner collectstatic" if facts.static_unset else f"{admin} collectstatic --noinput"]
    # Its manifest is made of the templates, beside the collected files.
    commands += [f"{admin} compress"] * facts.compresses
    separator = "\\\n    " if len(values) > 60 else ""
    return " \\\n    && ".join(values + separator + command for command in commands)


def assets(tool: Frontend) -> str:
    manifests = [join(tool.folder, name) for name in ("package.json", tool.lock) if name]
    without_lock = f"{tool.manager} install"
    # node_modules stays behind: all the rest goes into the image.
    build = f"{tool.manager} run build" + ("" if tool.keeps_modules else " && rm -rf node_modules")
    return fill(
        "dockerfile_assets.Dockerfile",
        node=tool.node,
        corepack="" if tool.manager == "npm" else "RUN corepack enable",
        folder=join("/app", tool.folder).rstrip("/"),
        manifests=" ".join(manifests),
        cache=CACHES[tool.manager],
        install=LOCK_COMMANDS[tool.manager] if tool.lock else without_lock,
        build=build,
    )
