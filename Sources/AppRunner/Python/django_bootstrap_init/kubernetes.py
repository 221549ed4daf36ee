"""k8s/: a kustomization of one's own, in the form of docs/deploy-kubernetes.md."""

from __future__ import annotations

import re

from .compose import services, superuser
from .environ import compose_values
from .facts import Facts, Options
from .roles import secret
from .storage import Storage
from .templates import fill, text
from .yaml import flow, indented, pairs

SECRET_ROLES = {"secret_key", "db_url", "db_password", "broker", "result", "redis_url"}
RECREATE, ROLLING = "type: Recreate", "rollingUpdate:\n  maxUnavailable: 0\n  maxSurge: 1"
SKIP = '- name: SKIP_MIGRATIONS\n  value: "1"'
PROBE = """\
{probe}:
  exec:
    command: [celery-runner, health, {flag}--kind, {service}]
  periodSeconds: 10
  timeoutSeconds: 5"""
NO_WAIT = "# The Job `migrate` runs them once, for all pods."


def documents(facts: Facts, options: Options, storage: Storage) -> dict[str, str]:
    """Name below k8s/ -> text."""
    alone = facts.database == "sqlite"
    found = {"serviceaccount.yaml": text("k8s_serviceaccount.yaml"), "web-service.yaml": text("k8s_service.yaml")}
    config, secrets = split(facts, storage)
    found["configmap.yaml"] = fill("k8s_configmap.yaml", data=indented(pairs(config), 2))
    found["web.yaml"] = web(facts, options, storage, alone)
    for name in storage.volumes:
        # A volume that one node may mount will do for one pod.
        reason = (
            "SQLite's file."
            if name == "data"
            else "Uploads." + ("" if alone else " More than one pod writes to the volume.")
        )
        mode = "ReadWriteOnce" if alone else "ReadWriteMany"
        found[f"{name}-claim.yaml"] = fill("k8s_claim.yaml", name=name, reason=reason, mode=mode)
    if not alone:
        found["migrate.yaml"] = fill("k8s_migrate.yaml", image=facts.name)
    for service, command in services(facts):
        found[f"{service}.yaml"] = process(facts, storage, service, command)
    pods = ["web"] + ["migrate"] * (not alone) + [service for service, _ in services(facts)]
    found["networkpolicy.yaml"] = fill("k8s_networkpolicy.yaml", pods=", ".join(pods))
    resources = "\n".join(f"  - {name}" for name in sorted(found))
    found["kustomization.yaml"] = fill("k8s_kustomization.yaml", name=facts.name, resources=resources)
    found["secret.env.example"] = (
        "# Copy it to secret.env and put the real values in. Do not commit secret.env.\n"
        + "".join(f"{name}={value}\n" for name, value in secrets.items())
    )
    return dict(sorted(found.items()))


def split(facts: Facts, storage: Storage) -> tuple[dict[str, str], dict[str, str]]:
    """The variables of the ConfigMap and those of the Secret."""
    config = {"DJANGO_SETTINGS_MODULE": facts.settings}
    if facts.celery_app:
        config["CELERY_APP"] = facts.celery_app
    secrets: dict[str, str] = {}
    roles = {variable.name: variable.role for variable in facts.variables}
    required = {variable.name for variable in facts.variables if variable.required}
    for name, value in compose_values(facts, storage.sqlite_folder).items():
        value = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value or "")
        if roles.get(name) == "https":
            value = "True" if name in required else ""  # there is an Ingress with TLS
        if roles.get(name, "broker") in SECRET_ROLES or secret(name):
            if value:
                secrets[name] = re.sub(
                    r"(://\w+):example@", r"\1:change-me@", "change-me" if value.startswith("example") else value
                )
        elif value:
            config[name] = value
    for name, value in superuser(facts).items():
        secrets[name] = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value) or "change-me"
    return config, secrets


def mounts(storage: Storage, read_only: bool = False, only: str = "") -> str:
    lines = []
    for name, folder in storage.volumes.items():
        if only in ("", name):
            lines.append(f"- name: {name}\n  mountPath: {folder}" + ("\n  readOnly: true" if read_only else ""))
    return indented("\n".join(lines), 12)


def volumes(storage: Storage) -> str:
    lines = [f"- name: {name}\n  persistentVolumeClaim:\n    claimName: {name}" for name in storage.volumes]
    return indented("\n".join(lines), 8)


def web(facts: Facts, options: Options, storage: Storage, alone: bool) -> str:
    values = {
        "replicas": "1" if alone else "2",
        "strategy": indented(RECREATE if alone else ROLLING, 4),
        "image": facts.name,
        "skip": "" if alone else indented(f"{NO_WAIT}\n{SKIP}", 12),
        "mounts": mounts(storage),
        "volumes": volumes(storage),
    }
    if options.shape == "single":
        return fill("k8s_web_single.yaml", **values)
    publish = (
        "- name: STATIC_PUBLISH_DIR\n  value: /srv/static"
        if facts.collects
        else '- name: STATIC_PUBLISH_DIR\n  value: ""'
    )
    return fill(
        "k8s_web_pod.yaml",
        proxy=f"{options.images}django-bootstrap-proxy:trixie",
        proxy_mounts=mounts(storage, read_only=True, only="media"),
        publish=indented(publish, 12),
        **values,
    )


def process(facts: Facts, storage: Storage, service: str, command: list[str]) -> str:
    probes = ""
    if service in ("worker", "beat"):
        lines = []
        for probe, flag in (("livenessProbe", "--live, "), ("readinessProbe", "")):
            lines.append(PROBE.format(probe=probe, flag=flag, service=service))
        probes = indented("\n".join(lines), 10)
    # Two schedulers would send every task twice.
    strategy = "  strategy:\n    type: Recreate" if service == "beat" else ""
    return fill(
        "k8s_process.yaml",
        service=service,
        image=facts.name,
        arguments=flow(command),
        strategy=strategy,
        probes=probes,
        mounts=mounts(storage),
        volumes=volumes(storage),
    )
