"""The same stacks with one mechanism switched off, by configuration that any user may have."""

import os
import subprocess

from testkit import http
from testkit.ports import eventually, free_port

from .ours import Pod, Single


class OwnSite(Single):
    """conf.d/django.conf is the user's, so Nginx opens the port by itself."""

    role = "control"
    name = "single, Nginx's own port"

    def start(self):
        output = self.tree.root / "rendered"
        command = [self.binary("proxy"), "render", "--output", output]
        subprocess.run(command, env=self.environment, check=True, capture_output=True)
        own = (output / "conf.d" / "django.conf").read_text()
        self.tree.override("conf.d/django.conf", f"{own}\n# Changed.\n")
        return super().start()


class OwnBind(Single):
    """Gunicorn makes its socket by itself, since it listens elsewhere too, and no request waits for it."""

    role = "control"
    name = "single, Gunicorn's own socket"

    def __init__(self, tree, binary, **environment):
        super().__init__(tree, binary, NGINX_UPSTREAM_WAIT="0", **environment)
        self.arguments = [f"--bind=127.0.0.1:{free_port()}"]


class TwoFolders(Pod):
    """The containers share the socket, through a link, but not the folder whose lock gives the order of a stop."""

    role = "control"
    name = "pod, no lock, no wait"

    def __init__(self, tree, binary, **environment):
        super().__init__(tree, binary, NGINX_UPSTREAM_WAIT="0", **environment)

    def start(self):
        own = self.tree.root / "proxy"
        (own / "gunicorn").mkdir(parents=True)
        os.symlink(self.tree.socket, own / "gunicorn" / "gunicorn.sock")
        elsewhere = self.environment | {"BOOTSTRAP_RUN_DIR": str(own)}
        self.proxy = self.service(self.binary("proxy"), "run", environment=elsewhere)
        eventually(lambda: http.answers(self.tree.status_port, "/livez"), "the proxy")
        self.app = self.app_runner()
        return self.until_ready()


def control(kind, name: str):
    """A stack as a control of that name: what differs is in its environment or in what the test does."""
    return type(kind.__name__, (kind,), {"role": "control", "name": name})
