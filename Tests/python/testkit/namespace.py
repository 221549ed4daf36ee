"""Programs as PID 1 of a PID namespace, as in a container."""

import shutil

import psutil

from .ports import eventually
from .programs import Program

UNSHARE = [shutil.which("unshare") or "unshare", "--pid", "--fork", "--mount-proc", "--kill-child"]


def pid1(program: Program) -> psutil.Process:
    """PID 1 as seen from here: only from outside can any signal be sent to it."""
    return eventually(lambda: psutil.Process(program.pid).children(), "PID 1")[0]
