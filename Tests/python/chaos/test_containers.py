"""`podman stop` under load, of a single container and of both of a pod, with the example's images."""

import os
import shutil
import subprocess
import threading
import uuid
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from testkit.containers import engine, pods
from testkit.load.client import Connection, Failed, head
from testkit.load.generator import Kind
from testkit.ports import eventually, free_port

SINGLE, POD = "django-bootstrap-example:single", "django-bootstrap-example:pod"


def missing() -> str | None:
    if not shutil.which("podman") or "CONTAINERS_CONF" not in os.environ:
        return "needs podman and its settings: scripts/containers/engine.sh"
    for image in (SINGLE, POD, "django-bootstrap-proxy:latest"):
        if subprocess.run(["podman", "image", "exists", image], check=False).returncode:
            return f"needs the image {image}: make images"
    return None


pytestmark = [pytest.mark.full, pytest.mark.skipif(missing() is not None, reason=missing() or "there")]


def wall(connection, name, rng, keep=False):
    """The example's front page, from Django and its database."""
    connection.send(head("GET", "/", keep))
    status, _, _, first = connection.answer()
    if status != 200:
        raise Failed(f"status {status}")
    if b"<!doctype html>" not in first.lower():
        raise Failed("wrong content")


def kept_wall(connection, name, rng):
    wall(connection, name, rng, keep=True)


KINDS = {"page": Kind(wall, 10, 0.05), "keepalive": Kind(kept_wall, 10, 0.05)}


def front(name: str, port: int):
    return SimpleNamespace(name=name, role="ours", port=port)


@contextmanager
def stopping(*command):
    """The stop runs beside the load."""
    thread = threading.Thread(target=subprocess.run, args=(command,), kwargs={"check": True, "capture_output": True})
    thread.start()
    yield
    thread.join(60)


def test_the_single_container(trial):
    name, port = f"chaos-{uuid.uuid4().hex[:8]}", free_port()
    engine.podman("run", "--detach", "--name", name, "--publish", f"127.0.0.1:{port}:8000", "--env", "DRAIN_DELAY=1", SINGLE)
    container = engine.Container(name, port)
    try:
        container.until_healthy()
        with trial("podman stop", front("single, container", port), kinds=KINDS) as t:
            t.stops = True
            with t.fault(), stopping("podman", "stop", "--time", "40", name):
                t.load.until_refused()
            t.allows(failed=0)
        eventually(lambda: not container.running, "its end")
        assert container.state("ExitCode") == 0
    finally:
        engine.podman("rm", "--force", "--volumes", "--time", "1", name, check=False)


def test_the_pod(trial, tmp_path):
    """Both containers get their signal at the same moment and the pod's network stays until they have ended, as with a kubelet.
    `podman pod stop` takes the network away first, whatever still serves in it."""
    cluster = pods.Cluster(pods.render("k8s/overlays/local"), f"chaos-{uuid.uuid4().hex[:8]}", tmp_path)
    port = free_port()
    try:
        for name in ("postgres", "redis", "migrate"):
            cluster.play(name)
        assert cluster.container("migrate", "migrate").wait(120) == 0
        cluster.play("web", port)
        cluster.container("web", "proxy", port).until_healthy()
        eventually(lambda: answers(port), "the site", timeout=90)
        with trial("podman stop", front("pod, both containers", port), kinds=KINDS) as t:
            t.stops = True
            with t.fault(), stopping("podman", "stop", "--time", "40", "web-proxy", "web-app"):
                t.load.until_refused()
            t.allows(failed=0)
        for name in ("proxy", "app"):
            assert cluster.container("web", name).state("ExitCode") == 0
    finally:
        cluster.remove()


def answers(port: int) -> bool:
    connection = None
    try:
        connection = Connection(port, 5)
        wall(connection, "-", None)
    except Exception:
        return False
    finally:
        if connection:
            connection.close()
    return True
