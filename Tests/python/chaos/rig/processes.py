"""Finds the processes of a stack, with any parents and in any PID namespace."""

import os
import select
from contextlib import contextmanager

import psutil
from testkit.app import processes_of
from testkit.processes import words
from testkit.tree import Tree


def _parent(process: psutil.Process) -> int:
    try:
        return process.ppid()
    except psutil.Error:
        return 0


@contextmanager
def ending(*victims: psutil.Process, timeout: float = 20):
    """At the end of the block, blocks until the last of them has ended; the kernel says so at once (pidfd_open(2))."""
    open_files = [os.pidfd_open(victim.pid) for victim in victims]
    try:
        yield
        for victim, file in zip(victims, open_files, strict=True):
            assert select.select([file], [], [], timeout)[0], f"{victim} lives on"
    finally:
        for file in open_files:
            os.close(file)


def nginx_master(tree: Tree) -> psutil.Process | None:
    return next((process for process in processes_of(tree.root) if "nginx: master" in " ".join(words(process))), None)


def nginx_workers(tree: Tree) -> list[psutil.Process]:
    """Those that accept connections, not those that finish theirs."""
    found = [process for process in processes_of(tree.root) if "nginx: worker process" in " ".join(words(process))]
    return [process for process in found if "shutting down" not in " ".join(words(process))]


def gunicorns(tree: Tree) -> list[psutil.Process]:
    return [process for process in processes_of(tree.root) if any("gunicorn" in word for word in words(process)[:2])]


def gunicorn_master(tree: Tree) -> psutil.Process | None:
    found = gunicorns(tree)
    pids = {process.pid for process in found}
    return next((process for process in found if _parent(process) not in pids), None)


def gunicorn_workers(tree: Tree) -> list[psutil.Process]:
    found = gunicorns(tree)
    pids = {process.pid for process in found}
    return [process for process in found if _parent(process) in pids]


def waiting_connections(port: int) -> int:
    """Connections that the kernel has made for a listening port and no server has accepted yet (proc(5), /proc/net/tcp)."""
    total = 0
    for name in ("/proc/net/tcp", "/proc/net/tcp6"):
        with open(name) as table:
            for line in table.readlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                    total += int(fields[4].partition(":")[2], 16)
    return total


def listens(process: psutil.Process | None, port: int) -> bool:
    try:
        return process is not None and any(
            found.status == psutil.CONN_LISTEN and found.laddr.port == port for found in process.net_connections("tcp")
        )
    except psutil.Error:
        return False
