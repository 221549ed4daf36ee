"""The pod shape as `kubectl kustomize k8s/overlays/local` renders it."""

import uuid

import pytest
from testkit.containers.engine import eventually, podman
from testkit.containers.pods import Cluster, render
from testkit.containers.visitor import Visitor
from testkit.ports import free_port

NAMES = ["postgres", "redis", "migrate", "web", "worker", "beat"]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    cluster = Cluster(render("k8s/overlays/local"), f"bootstrap-{uuid.uuid4().hex[:8]}", tmp_path_factory.mktemp("pods"))
    cluster.port = free_port()
    try:
        cluster.play("postgres")
        cluster.play("redis")
        cluster.play("migrate")
        migrate = cluster.container("migrate", "migrate")
        assert migrate.wait(120) == 0, migrate.logs()
        cluster.play("web", cluster.port)
        cluster.play("worker")
        cluster.play("beat")
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture
def visitor(cluster):
    visitor = Visitor(cluster.port)
    visitor.until_there()
    return visitor


def test_the_whole_site(visitor):
    visitor.checks_everything("local-only")


def test_the_worker_makes_the_thumbnail(visitor):
    visitor.uploads("a task")
    eventually(lambda: "/media/thumbnails/" in visitor.shown("a task"), "the thumbnail")
    assert visitor.get(visitor.shown("a task")).status_code == 200


def test_static_files_come_from_the_shared_volume(cluster, visitor):
    style = visitor.hashed_stylesheet().removeprefix("/static/")
    proxy, app = cluster.container("web", "proxy"), cluster.container("web", "app")
    assert proxy.shell(f"test -f /app/static/{style} && echo there") == "there"
    assert proxy.shell("touch /app/static/x 2>&1 || true").endswith("Read-only file system")
    assert app.shell("test -e /srv/static && ls /srv/static || true") == "", "the app's own view has no volume there"


def test_the_init_container_knows_what_to_publish(cluster, visitor):
    """It has the app's variables: without them it warns that STATIC_ROOT is not known."""
    said = cluster.container("web", "publish-static").logs()
    assert "published" in said and "warning" not in said.lower(), said


def test_nobody_is_root(cluster, visitor):
    for pod, name, users in [
        ("web", "proxy", {"nginx"}), ("web", "app", {"django"}), ("worker", "worker", {"django"}), ("beat", "beat", {"django"}),
    ]:
        processes = cluster.container(pod, name).processes()
        assert {user for user, *_ in processes} == users, processes
        assert processes[0][1] == 1


def test_one_program_is_pid_1_of_each(cluster, visitor):
    firsts = {
        name: cluster.container(pod, name).processes()[0][3].split()[0].split("/")[-1]
        for pod, name in [("web", "proxy"), ("web", "app"), ("worker", "worker"), ("beat", "beat")]
    }
    assert firsts == {"proxy": "proxy", "app": "app-runner", "worker": "celery-runner", "beat": "celery-runner"}


def test_root_file_systems_are_read_only(cluster, visitor):
    for pod, name in [("web", "proxy"), ("web", "app"), ("worker", "worker"), ("beat", "beat")]:
        said = cluster.container(pod, name).shell("touch /usr/x /etc/x 2>&1 || true")
        assert said.count("Read-only file system") == 2, said


def test_probes(cluster, visitor):
    for pod, name in [("web", "proxy"), ("web", "app"), ("worker", "worker"), ("beat", "beat")]:
        cluster.container(pod, name).until_healthy()


def test_stopping_the_pod(cluster, visitor):
    """Last: both containers get SIGTERM at the same moment, and both end well."""
    podman("pod", "stop", "--time", "40", "web")
    assert cluster.container("web", "proxy").state("ExitCode") == 0
    assert cluster.container("web", "app").state("ExitCode") == 0
