"""The classic container: tini, a shell script, Nginx behind it and Gunicorn in front (chaos/classic)."""

import shutil
import string
from pathlib import Path

from .site import APPLICATION
from .stack import WORKERS, Stack

FOLDER = Path(__file__).resolve().parents[1] / "classic"


class Classic(Stack):
    role = "classic"
    name = "classic"
    has_status_port = False

    def __init__(self, tree, binary, **environment):
        values = {"RUN": str(tree.run), "APP": str(tree.app), "PORT": str(tree.port), "WORKER_CONNECTIONS": "1024"} | environment
        text = string.Template((FOLDER / "nginx.conf").read_text()).safe_substitute(values)
        conf = tree.write("etc/nginx.conf", text)
        super().__init__(
            tree, binary, NGINX_CONF=conf, APPLICATION=APPLICATION, **({"WORKERS": WORKERS} | values)
        )

    def start(self):
        tini = shutil.which("tini") or "tini"
        self.service(tini, "--", "sh", FOLDER / "start.sh", as_pid1=True, restarts=True)
        return self.until_ready()
