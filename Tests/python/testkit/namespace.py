"""app-runner as PID 1 of a PID namespace, as in a container."""

import shutil
from pathlib import Path

import psutil

from .ports import eventually
from .programs import Program
from .tree import Tree

UNSHARE = [shutil.which("unshare") or "unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]


def starter(start, binary):
    """as_pid1(tree, *command, **environment): `unshare` ends with PID 1's status.

    It passes no signals on and ignores a stop, so it is killed at the end, and PID 1 with it.
    """
    started = []

    def as_pid1(tree: Tree, *command, **environment) -> Program:
        started.append(start(tree, Path(UNSHARE[0]), *UNSHARE[1:], binary("app-runner"), *command, **environment))
        return started[-1]

    yield as_pid1
    for program in started:
        program.kill()
        assert "Fatal error" not in program.stderr.text()


def pid1(program: Program) -> psutil.Process:
    """PID 1 as seen from here: only from outside can any signal be sent to it."""
    return eventually(lambda: psutil.Process(program.pid).children(), "PID 1")[0]
