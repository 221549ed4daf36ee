"""HAProxy in front of several pods, as a load balancer or a Service with readiness has them."""

import csv
import io
import socket
import subprocess
from pathlib import Path
from textwrap import dedent

from testkit.ports import connects, eventually, free_port

CONFIGURATION = """
    global
        maxconn 4000
        stats socket {socket} mode 600 level admin

    defaults
        mode http
        timeout connect 5s
        timeout client 60s
        timeout server 60s
        option redispatch

    frontend front
        bind 127.0.0.1:{port}
        default_backend pods

    backend pods
        balance roundrobin
        option httpchk GET {path}
        http-check expect status 200
        default-server inter 100ms fall 1 rise 1
{servers}
"""


class HAProxy:
    """`slots`: the port of each pod, those that come later too, and the port that says whether it is ready."""

    def __init__(self, directory: Path, slots: list[tuple[int, int]], path: str):
        self.port, self.socket = free_port(), directory / "haproxy.sock"
        lines = (f"        server pod{at} 127.0.0.1:{port} check port {check}" for at, (port, check) in enumerate(slots))
        text = dedent(CONFIGURATION.lstrip("\n")).format(
            socket=self.socket, port=self.port, path=path, servers="\n".join(lines)
        )
        file = directory / "haproxy.cfg"
        file.write_text(text)
        self.output = (directory / "haproxy.log").open("wb")
        self.process = subprocess.Popen(["haproxy", "-db", "-f", file], stdout=self.output, stderr=subprocess.STDOUT)
        eventually(lambda: connects(self.port) and connects(self.socket), f"HAProxy; {directory}/haproxy.log says more")

    def up(self) -> set[int]:
        """The slots that get requests."""
        with socket.socket(socket.AF_UNIX) as ask:
            ask.connect(str(self.socket))
            ask.sendall(b"show stat\n")
            text = b"".join(iter(lambda: ask.recv(65536), b"")).decode()
        rows = csv.DictReader(io.StringIO(text.removeprefix("# ")))
        return {int(row["svname"][3:]) for row in rows if row["svname"].startswith("pod") and row["status"] == "UP"}

    def until_up(self, slots: set[int]):
        eventually(lambda: self.up() == slots, f"pods {slots} are up")

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.output.close()
