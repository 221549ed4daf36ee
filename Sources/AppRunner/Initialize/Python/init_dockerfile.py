"""The Dockerfile of a project: a stage for each thing that only the build needs."""

from __future__ import annotations

import json
import shlex

from init_environ import build_values
from init_facts import Facts, Options
from init_files import join
from init_install import Install, install
from init_storage import Storage
from init_templates import fill

LOCK_COMMANDS = {"npm": "npm ci", "pnpm": "pnpm install --frozen-lockfile", "yarn": "yarn install --frozen-lockfile"}
CACHES = {"npm": "/root/.npm", "pnpm": "/root/.local/share/pnpm/store", "yarn": "/usr/local/share/.cache/yarn"}


def base(facts: Facts, options: Options) -> str:
    return f"{options.images}{'django-bootstrap' if options.shape == 'single' else 'django-bootstrap-app'}:py{facts.python}"


def dockerfile(facts: Facts, options: Options, storage: Storage) -> str:
    image = base(facts, options)
    parts = [f"# Made by `app-runner init`; yours to change.\n#\n#     docker build --tag {facts.name} .\n\n"]
    source = "COPY . ."
    if facts.frontend:
        parts.append(assets(facts))
        source = "COPY --from=assets /app ."
    if facts.translations:
        parts.append(fill("dockerfile_translations.Dockerfile", base=image, copy=source))
        source = "COPY --from=translations /app ."
    way = install(facts)
    staged = bool(facts.build_packages) or way.staged
    if staged:
        packages = apt(facts.build_packages)
        # Editable, so that /venv leads to /app/… in the image too.
        project = "COPY . .\n" + way.project if way.project and not way.everything else way.project
        text = way.text(project)
        parts.append(fill("dockerfile_environment.Dockerfile", base=image, packages=packages, install=text))
    parts.append(final(facts, image, source, way, staged, storage))
    return "".join(parts)


def apt(packages: list[str]) -> str:
    return "RUN apt-get-install.sh " + " ".join(packages) if packages else ""


def final(facts: Facts, image: str, source: str, way: Install, staged: bool, storage: Storage) -> str:
    if staged:
        environment = "ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH\nCOPY --from=environment /venv /venv"
    else:
        environment = way.text("")
    copied = way.everything and not staged
    return fill(
        "dockerfile_final.Dockerfile",
        base=image,
        packages=apt(facts.system_packages),
        environment=environment,
        # What the environment was made of has been copied already, unless a stage has added to it.
        copy="" if copied and source == "COPY . ." else source,
        project="" if staged else way.project,
        settings=facts.settings + (f" CELERY_APP={facts.celery_app}" if facts.celery_app else ""),
        finish=finish(facts, storage),
        command="CMD " + json.dumps(facts.command) if facts.command else "",
    )


def finish(facts: Facts, storage: Storage) -> str:
    commands = ([collectstatic(facts)] if facts.collects else []) + storage.commands()
    return "RUN " + " \\\n    && ".join(commands) if commands else ""


def collectstatic(facts: Facts) -> str:
    values = "".join(f"{name}={shlex.quote(value)} " for name, value in sorted(build_values(facts).items()))
    if facts.manage:
        command = f"python {facts.manage} collectstatic --noinput"
    else:
        command = f"PYTHONPATH={join('/app', facts.import_folder).rstrip('/')} django-admin collectstatic --noinput"
    separator = " \\\n    " if len(values) > 60 else ""
    return values.rstrip() + separator + command if separator else values + command


def assets(facts: Facts) -> str:
    assert facts.frontend
    tool = facts.frontend
    manifests = [join(tool.folder, name) for name in ("package.json", tool.lock) if name]
    without_lock = f"{tool.manager} install"
    # node_modules stays behind: all the rest goes into the image.
    build = f"{tool.manager} run build" + ("" if tool.keeps_modules else " && rm -rf node_modules")
    return fill(
        "dockerfile_assets.Dockerfile",
        manager=tool.manager,
        node=tool.node,
        corepack="" if tool.manager == "npm" else "RUN corepack enable",
        folder=join("/app", tool.folder).rstrip("/"),
        manifests=" ".join(manifests),
        cache=CACHES[tool.manager],
        install=LOCK_COMMANDS[tool.manager] if tool.lock else without_lock,
        build=build,
    )
