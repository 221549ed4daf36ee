"""Times `celery-runner health` and `celery inspect ping` against one idle worker on a real Redis, run in turn."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
LIMIT_MS = 15
APP = "from celery import Celery\napp = Celery('bench')\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def milliseconds(command: list[str], environment: dict[str, str]) -> float:
    begin = time.monotonic()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return (time.monotonic() - begin) * 1000


def wait_until_ready(environment: dict[str, str]) -> None:
    for _ in range(300):
        health = subprocess.run(["celery-runner", "health"], check=False, env=environment, stdout=subprocess.DEVNULL)
        if health.returncode == 0:
            return
        time.sleep(0.1)
    sys.exit("cannot bench: the worker is not ready after 30 s")


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        Path(directory, "bench.py").write_text(APP, encoding="utf-8")
        port = free_port()
        user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
        environment = {
            **os.environ,
            "BOOTSTRAP_RUN_DIR": f"{directory}/run",
            "BOOTSTRAP_USER": user,
            "CELERY_APP": "bench",
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{port}/0",
            "PYTHONPATH": directory,
        }
        redis = subprocess.Popen(["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
                                 stdout=subprocess.DEVNULL)
        worker = subprocess.Popen(["celery-runner", "worker"], env=environment, cwd=directory,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until_ready(environment)
            ours, pings = [], []
            for _ in range(ROUNDS):
                ours.append(milliseconds(["celery-runner", "health"], environment))
                pings.append(milliseconds(["celery", "-A", "bench", "inspect", "ping"], environment))
        finally:
            worker.terminate()
            worker.wait()
            redis.terminate()
            redis.wait()
    health, ping = statistics.median(ours), statistics.median(pings)
    print(f"celery-runner health   {health:8.1f} ms (limit {LIMIT_MS})")
    print(f"celery inspect ping    {ping:8.1f} ms ({ping / health:.0f} times as long)")
    sys.exit(health > LIMIT_MS)


if __name__ == "__main__":
    main()
