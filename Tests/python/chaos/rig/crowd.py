"""A crowd of slow clients, in a process of its own (idle.py)."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def crowd(port: int, count: int, *ways: str, patience: int = 30):
    """Yields how many connections were open at first."""
    command = [sys.executable, Path(__file__).with_name("idle.py"), str(port), str(count), str(patience), *ways]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield int(process.stdout.readline().split()[1])
    finally:
        process.stdin.close()
        try:
            process.wait(20)
        finally:
            process.kill()
            process.stdout.close()
