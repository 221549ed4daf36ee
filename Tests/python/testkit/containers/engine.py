"""Real containers, by podman (CONTAINERS_CONF is set by scripts/test-containers.sh)."""

import json
import subprocess
from functools import partial

from .. import ports

# Each question to podman is a process: ten in a second are enough.
eventually = partial(ports.eventually, pause=0.1)


def podman(*arguments, check=True, timeout=180) -> str:
    """What the command writes to stdout."""
    result = subprocess.run(
        ["podman", *map(str, arguments)], capture_output=True, text=True, check=False, timeout=timeout
    )
    if check and result.returncode != 0:
        raise AssertionError(f"podman {' '.join(map(str, arguments))}: {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


class Container:
    """A container that exists, running or not."""

    def __init__(self, name: str, port: int | None = None):
        self.name, self.port = name, port

    def state(self, field: str):
        return json.loads(podman("inspect", self.name))[0]["State"][field]

    @property
    def running(self) -> bool:
        return self.state("Running")

    def wait(self, timeout: float = 60) -> int:
        """The exit status, once it has ended by itself."""
        podman("wait", self.name, timeout=timeout)
        return self.state("ExitCode")

    def stop(self) -> int:
        podman("stop", "--time", "40", self.name)
        return self.state("ExitCode")

    def logs(self) -> str:
        result = subprocess.run(["podman", "logs", self.name], capture_output=True, text=True, check=True)
        return result.stdout + result.stderr

    def errors(self) -> str:
        """stderr alone."""
        return subprocess.run(["podman", "logs", self.name], capture_output=True, text=True, check=True).stderr

    def shell(self, script: str, check=True) -> str:
        return podman("exec", self.name, "sh", "-c", script, check=check).strip()

    def processes(self) -> list[tuple[str, int, int, str]]:
        """User, pid, parent's pid and command of every process inside."""
        lines = podman("top", self.name, "user", "pid", "ppid", "args").splitlines()[1:]
        rows = [line.split(maxsplit=3) for line in lines]
        return [(user, int(pid), int(parent), command.strip()) for user, pid, parent, command in rows]

    def servers(self) -> list[str]:
        """The commands of PID 1's children that do its work: all but the log relay."""
        return [command for _, _, parent, command in self.processes() if parent == 1 and ": log relay" not in command]

    def is_healthy(self) -> bool:
        """The image's own HEALTHCHECK, run once."""
        result = subprocess.run(["podman", "healthcheck", "run", self.name], capture_output=True, check=False)
        return result.returncode == 0

    def until_healthy(self, timeout: float = 60):
        eventually(lambda: self.is_healthy() or not self.running, "healthy", timeout)
        assert self.running, self.logs()
