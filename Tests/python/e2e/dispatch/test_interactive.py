"""A shell or a Python prompt at a terminal."""

import os
import pty
import select
import signal
import time

import pytest
from testkit.limits import HANG


class Terminal:
    """A command whose controlling terminal we hold the other end of."""

    def __init__(self, command, environment, directory):
        self.text = ""
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.chdir(directory)
            os.execve(command[0], command, environment)

    def type(self, text: str):
        os.write(self.master, text.encode())

    def wait_for(self, text: str, timeout: float = HANG):
        """Reads on until the text has come, and forgets what was before its end."""
        deadline = time.monotonic() + timeout
        while text not in self.text:
            ready, _, _ = select.select([self.master], [], [], max(0, deadline - time.monotonic()))
            try:
                assert ready, f"no {text!r}, but {self.text!r}"
                self.text += os.read(self.master, 4096).decode(errors="replace")
            except OSError:
                raise AssertionError(f"ended before {text!r}: {self.text!r}") from None
        before, _, self.text = self.text.partition(text)
        return before

    def wait(self) -> int:
        while True:  # a terminal that is not read keeps its writer waiting
            try:
                if not os.read(self.master, 4096):
                    break
            except OSError:
                break
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


@pytest.fixture
def terminal(tree, binary):
    opened = []

    def make(*command):
        environment = tree.environment(TERM="dumb", PYTHONSTARTUP="", PYTHON_BASIC_REPL="1")
        opened.append(Terminal([str(binary("app-runner")), *command], environment, tree.app))
        return opened[-1]

    yield make
    for one in opened:
        try:
            os.killpg(one.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.close(one.master)


def test_a_python_prompt(terminal):
    python = terminal("python", "-q")
    python.wait_for(">>> ")
    python.type("import os; print('mine', os.isatty(0), os.tcgetpgrp(0) == os.getpgrp(), sep='-')\r")
    python.wait_for("mine-True-True")
    python.wait_for(">>> ")

    # Short sleeps: a signal just before the system call would be seen at the end of one only.
    python.type("import time; print('busy', 1); [time.sleep(0.02) for _ in range(3000)]\r")
    python.wait_for("busy 1")
    python.type("\x03")  # Ctrl-C
    python.wait_for("KeyboardInterrupt")
    assert "KeyboardInterrupt" not in python.wait_for(">>> ")
    # A second, forwarded interrupt would come here.
    python.type("print('still', 'here')\r")
    assert "KeyboardInterrupt" not in python.wait_for("still here")
    python.wait_for(">>> ")
    python.type("import sys; sys.exit(3)\r")
    assert python.wait() == 3


def test_ctrl_c_ends_a_command(terminal):
    command = terminal("python", "-c", "import time; print('bu' + 'sy', flush=True); time.sleep(60)")
    command.wait_for("busy")
    command.type("\x03")
    assert command.wait() == 130
