"""Starts programs, keeps every line that they write, and waits for lines and exits."""

import fcntl
import os
import signal
import subprocess
import threading
import time

import psutil

from .limits import HANG


def still_running(root) -> list[str]:
    """The command lines of all processes that have this directory in theirs or in their environment."""
    lines = []
    for process in psutil.process_iter():
        try:
            line = " ".join(process.cmdline())
            if str(root) in line + " ".join(process.environ().values()) and process.status() != psutil.STATUS_ZOMBIE:
                lines.append(line)
        except psutil.Error:
            continue  # it ended just now
    return lines


class Output:
    """The lines of one stream, as bytes without the line end."""

    def __init__(self, pipe, reads: bool = True):
        self.lines: list[bytes] = []
        self.ended = False
        self.pipe = pipe
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        if reads:
            self.begin()
        else:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 4096)  # as full as it can be with little

    def begin(self):
        """Reads from now on, for one that does not from the start."""
        self._thread.start()

    def _read(self):
        with self.pipe:
            for line in self.pipe:
                with self._changed:
                    self.lines.append(line.rstrip(b"\n"))
                    self._changed.notify_all()
        with self._changed:
            self.ended = True
            self._changed.notify_all()

    def wait_for(self, condition, timeout: float = HANG, start: int = 0) -> bytes:
        """The first line from `start` on for which `condition(line)`; a text stands for "contains this text"."""
        if isinstance(condition, str):
            text = condition.encode()
            return self.wait_for(lambda line: text in line, timeout, start)
        deadline = time.monotonic() + timeout
        position = start
        with self._changed:
            while True:
                while position < len(self.lines):
                    if condition(self.lines[position]):
                        return self.lines[position]
                    position += 1
                left = deadline - time.monotonic()
                if self.ended or left <= 0:
                    raise AssertionError(f"no such line; there were:\n{self.text()}")
                self._changed.wait(left)

    def wait_for_end(self, timeout: float = HANG):
        self._thread.join(timeout)
        assert not self._thread.is_alive(), f"still open after {timeout} s; so far:\n{self.text()}"

    def text(self) -> str:
        return "\n".join(line.decode(errors="backslashreplace") for line in self.lines)


class Program:
    """A running program, the leader of a process group of its own, so that nothing of it outlives the test."""

    reader = Output

    def __init__(self, arguments, environment, directory=None, reads: bool = True):
        """`reads`: whether we read what it writes; without it, `stdout.begin()` and `stderr.begin()` do from then on."""
        self.process = subprocess.Popen(
            [str(argument) for argument in arguments],
            env={name: str(value) for name, value in environment.items()},
            cwd=directory,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        self.stdout = self.reader(self.process.stdout, reads)
        self.stderr = self.reader(self.process.stderr, reads)

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def signal(self, number: int):
        self.process.send_signal(number)

    def wait(self, timeout: float = HANG) -> int:
        """The exit status (negative for a signal), once its output has been read to the end too."""
        status = self.process.wait(timeout)
        self.stdout.wait_for_end()
        self.stderr.wait_for_end()
        return status

    def stop(self, timeout: float = HANG) -> int:
        """SIGTERM, then SIGKILL to whatever is left of the group."""
        try:
            if self.running:
                self.signal(signal.SIGTERM)
            return self.process.wait(timeout)
        finally:
            self.kill()

    def kill(self):
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(HANG)

    def output(self) -> str:
        return f"--- stdout\n{self.stdout.text()}\n--- stderr\n{self.stderr.text()}"
