"""Real brokers on loopback, each in a directory of its own."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import redis as redis_client

from .ports import connects, eventually, free_port

LOOPBACK = "127.0.0.1"


class Redis:
    """A Redis without a disk. It can be killed, frozen, and started again at the same port."""

    def __init__(self, password: str | None = None):
        self.port = free_port()
        self.password = password
        self.client = redis_client.Redis(host=LOOPBACK, port=self.port, password=password)
        self.start()

    @property
    def url(self) -> str:
        return f"redis://{f':{self.password}@' if self.password else ''}{LOOPBACK}:{self.port}/0"

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--bind", LOOPBACK, "--save", "", "--appendonly", "no"]
        command += ["--requirepass", self.password] if self.password else []
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        eventually(lambda: connects(self.port), "Redis")

    def freeze(self):
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def queued(self) -> int:
        """Messages that wait for a worker."""
        return self.client.llen("celery")

    def unacknowledged(self) -> int:
        return self.client.hlen("unacked")


class RabbitMQ:
    """A node of its own, with names that no other node of the machine has."""

    def __init__(self):
        self.port, self.distribution, epmd = free_port(), free_port(), free_port()
        self.directory = Path(tempfile.mkdtemp(prefix="rabbit-", dir="/tmp"))
        self.directory.chmod(0o777)
        (self.directory / "plugins").write_text("[].\n")
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.directory),
            "LANG": "C.UTF-8",
            "RABBITMQ_NODENAME": f"test{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": LOOPBACK,
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(self.distribution),
            "RABBITMQ_MNESIA_BASE": str(self.directory / "data"),
            "RABBITMQ_LOG_BASE": str(self.directory / "log"),
            "RABBITMQ_PID_FILE": str(self.directory / "pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.directory / "plugins"),
            "RABBITMQ_CONFIG_FILE": str(self.directory / "none"),
            "ERL_EPMD_PORT": str(epmd),
            "ERL_EPMD_ADDRESS": LOOPBACK,
        }
        # Debian's wrappers in /usr/sbin switch to a system user; the programs themselves are here.
        self.programs = Path("/usr/lib/rabbitmq/bin")
        self.output = (self.directory / "output").open("wb")
        self.process = subprocess.Popen(
            [self.programs / "rabbitmq-server"], env=self.environment, stdout=self.output, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        eventually(lambda: connects(self.port), "RabbitMQ", timeout=60)

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@{LOOPBACK}:{self.port}//"

    def queues(self) -> dict[str, int]:
        """Each queue's name with the messages that are ready in it."""
        result = subprocess.run(
            [self.programs / "rabbitmqctl", "--quiet", "--no-table-headers", "list_queues", "name", "messages_ready"],
            env=self.environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        rows = (line.split("\t") for line in result.stdout.splitlines() if "\t" in line)
        return {name: int(count) for name, count in rows}

    def stop(self):
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
        subprocess.run(["epmd", "-kill"], env=self.environment, stdout=subprocess.DEVNULL, check=False)
        self.output.close()
        shutil.rmtree(self.directory, ignore_errors=True)
