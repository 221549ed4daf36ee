"""Time from the start of `app-runner` (single shape) to the first 200, for one or two folders of programs.

With two folders the starts alternate, and the ratio of the medians counts: the machine's load is the same for both.
"""

import getpass
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

LIMIT_SECONDS = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def first_200(programs: Path, state: Path) -> float:
    """Seconds from the start of the program to the first 200 of the front page."""
    shutil.rmtree(state / "run", ignore_errors=True)
    port = free_port()
    environment = os.environ | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PORT": str(port),
        "STATUS_PORT": str(free_port()),
        "BOOTSTRAP_SHAPE": "single",
        "BOOTSTRAP_APP_DIR": str(state / "app"),
        "BOOTSTRAP_RUN_DIR": str(state / "run"),
        "BOOTSTRAP_CONFIG_DIR": str(state / "etc"),
        "STATE_DIR": str(state),
        "DJANGO_SETTINGS_MODULE": "mysite.settings",
        "STATIC_ROOT": str(state / "app/static"),
        "MEDIA_ROOT": str(state / "app/media"),
        "RUN_COLLECTSTATIC": "1",
        "BOOTSTRAP_USER": getpass.getuser(),
        "NGINX_USER": getpass.getuser(),
    }
    with open(state / "log", "a") as log:
        begin = time.monotonic()
        process = subprocess.Popen(
            [programs / "app-runner", "mysite.wsgi:application"], env=environment, stdout=log, stderr=log
        )
    try:
        while time.monotonic() - begin < LIMIT_SECONDS and process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    if answer.status == 200:
                        return time.monotonic() - begin
            except OSError:
                time.sleep(0.005)
        lines = (state / "log").read_text()[-3000:]
        raise SystemExit(f"cannot measure {programs}: no 200 in {LIMIT_SECONDS} s\n{lines}")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=LIMIT_SECONDS)


def main() -> int:
    rounds, folders = int(sys.argv[1]), [Path(folder).resolve() for folder in sys.argv[2:]]
    times: dict[Path, list[float]] = {folder: [] for folder in folders}
    with tempfile.TemporaryDirectory() as scratch:
        state = Path(scratch)
        for name in ("app/static", "app/media", "etc"):
            (state / name).mkdir(parents=True)
        # The first start makes the database and the compiled Python files; it does not count.
        first_200(folders[0], state)
        for _ in range(rounds):
            for folder in folders:
                times[folder].append(first_200(folder, state))
    for folder in folders:
        print(f"start to first 200: median {statistics.median(times[folder]):.3f} s of {rounds}  ({folder})")
    if len(folders) == 2:
        ratio = statistics.median(times[folders[1]]) / statistics.median(times[folders[0]])
        print(f"ratio second / first: {ratio:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
