"""PostgreSQL and Redis beside a project, on a network of their own."""

import uuid

from testkit.containers.engine import eventually, podman

from .image import PREFIX

# Image, variables, and the command that succeeds when the server answers.
KNOWN = {
    "postgres": (
        "postgres:17",
        {"POSTGRES_USER": "bookshop", "POSTGRES_PASSWORD": "bookshop", "POSTGRES_DB": "bookshop"},
        # By TCP: the server that makes the cluster listens on a socket alone.
        "pg_isready --host 127.0.0.1 --username bookshop",
    ),
    "redis": ("redis:8", {}, "redis-cli ping"),
}

# PostgreSQL makes its cluster at the first start, on a machine that also builds the project's image.
SECONDS = 180


class Services:
    """Containers that go away with it."""

    def __init__(self):
        self.names: list[str] = []
        self.network: str | None = None

    def start(self, names: tuple[str, ...]) -> list[str]:
        """The options of `podman run` that put a container beside them."""
        if not names:
            return []
        self.network = f"{PREFIX}-{uuid.uuid4().hex[:8]}"
        podman("network", "create", self.network)
        for name in names:
            image, variables, ready = KNOWN[name]
            container = f"{self.network}-{name}"
            self.names.append(container)
            settings = [word for key, value in variables.items() for word in ("--env", f"{key}={value}")]
            podman("run", "--detach", "--name", container, "--network", f"{self.network}:alias={name}", *settings, image)
            eventually(lambda c=container, r=ready: self.answers(c, r), f"{name} answers", SECONDS)
        return ["--network", self.network]

    @staticmethod
    def answers(container: str, command: str) -> bool:
        return podman("exec", container, "sh", "-c", f"{command} >/dev/null 2>&1 && echo yes", check=False).strip() == "yes"

    def remove(self):
        for name in self.names:
            podman("rm", "--force", "--volumes", "--time", "1", name, check=False)
        if self.network:
            podman("network", "rm", "--force", self.network, check=False)
