"""Secrets with a mark in each, and an Nginx that writes down what it was given."""

import os
import shutil

from . import unprivileged

MARK = "hunter2"
# One that we know, one that we do not, and one that another container of the same ConfigMap would need.
SECRETS = {"SECRET_KEY": f"{MARK}-key", "PAYMENT_TOKEN": f"{MARK}-token", "DATABASE_URL": f"sqlite:///{MARK}.db"}


class NginxSpy:
    """A script named nginx, first in PATH, that becomes the real one."""

    def __init__(self, tree):
        self.log = tree.root / "nginx.log"
        folder = tree.root / "spy"
        folder.mkdir()
        self.log.touch()
        self.log.chmod(0o666)
        real = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        # Nginx overwrites its environment with its title: /proc cannot be asked later.
        unprivileged.script(folder / "nginx", f"""#!/bin/sh
{{ echo "--- $*"; tr '\\0' '\\n' < /proc/$$/environ; grep -E 'NoNewPrivs|CapBnd' /proc/$$/status
   echo "--- parent"; tr '\\0' '\\n' < /proc/$PPID/environ; }} >> {self.log} 2> /dev/null
exec {real} "$@"
""")
        self.environment = {"PATH": f"{folder}:{os.environ['PATH']}:/usr/sbin"}

    def runs(self) -> dict[str, str]:
        """What was seen of `nginx -t`, its parent, and the server."""
        seen, name = {}, ""
        for part in self.log.read_text().split("--- ")[1:]:
            title, _, lines = part.partition("\n")
            if title == "parent":
                name = "render" if name == "test" else "runner"
            else:
                name = "test" if " -t " in title else "server"
            seen[name] = lines
        return seen
