"""Fixtures of the container tests: everything that they make has a name of its own and goes away again."""

import os
import uuid

import pytest
from testkit.containers.engine import Container, podman
from testkit.containers.visitor import Visitor
from testkit.ports import free_port

EXAMPLE = "django-bootstrap-example:single"


@pytest.fixture
def run():
    """run(IMAGE, ARGUMENT..., options=[...], NAME=value) starts a container, its port 8000 published on loopback."""
    made = []

    def start(image: str, *arguments, options=(), **environment) -> Container:
        name, port = f"bootstrap-{uuid.uuid4().hex[:8]}", free_port()
        settings = [word for key, value in environment.items() for word in ("--env", f"{key}={value}")]
        podman("run", "--detach", "--name", name, "--publish", f"127.0.0.1:{port}:8000", *settings, *options, image, *arguments)
        made.append(name)
        return Container(name, port)

    yield start
    for name in made:
        podman("rm", "--force", "--volumes", "--time", "1", name, check=False)


@pytest.fixture
def visit():
    return lambda container: Visitor(container.port)


@pytest.fixture
def volume():
    """A new named volume."""
    made = []

    def make() -> str:
        made.append(f"bootstrap-{uuid.uuid4().hex[:8]}")
        podman("volume", "create", made[-1])
        return made[-1]

    yield make
    for name in made:
        podman("volume", "rm", "--force", name, check=False)


@pytest.fixture(scope="session", autouse=True)
def settings_are_there():
    if "CONTAINERS_CONF" not in os.environ:
        pytest.exit("cannot test containers: run `make test-containers`, which prepares the engine", 1)
