"""One instance's directories, ports and environment: what a container has at /app, /run and /etc."""

import getpass
import os
import shutil
import tempfile
from pathlib import Path

from .ports import free_port

# The repository's root.
ROOT = Path(__file__).resolve().parents[3]


class Tree:
    def __init__(self):
        # Short, because a Unix socket's path may have 107 bytes (unix(7)); pytest's own directories are too deep for that.
        self.root = Path(tempfile.mkdtemp(prefix="bootstrap-", dir="/tmp"))
        self.app = self.root / "app"
        self.run = self.root / "run"
        self.config = self.root / "etc"
        for directory in (self.app, self.run, self.config):
            directory.mkdir()
        self.port = free_port()
        self.status_port = free_port()

    @property
    def socket(self) -> Path:
        return self.run / "gunicorn" / "gunicorn.sock"

    def environment(self, **more) -> dict[str, str]:
        """Nothing of the environment that runs the tests comes through but what a program needs to be found."""
        user = getpass.getuser()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "LANG": "C.UTF-8",
            "BOOTSTRAP_APP_DIR": str(self.app),
            "BOOTSTRAP_RUN_DIR": str(self.run),
            "BOOTSTRAP_CONFIG_DIR": str(self.config),
            "BOOTSTRAP_USER": user,
            "NGINX_USER": user,
            "PORT": str(self.port),
            "STATUS_PORT": str(self.status_port),
            "DRAIN_DELAY": "0",
        }
        return environment | {name: str(value) for name, value in more.items()}

    def write(self, path: str, content: str | bytes = "") -> Path:
        """A file below the root: `app/static/a.css`, `etc/nginx/nginx.conf`."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def override(self, path: str, content: str) -> Path:
        """A user's Nginx file, by its path below /etc/nginx."""
        return self.write(f"etc/nginx/{path}", content)

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)
