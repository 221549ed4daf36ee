"""PID 1 with a command: orphans, signals, statuses."""

import signal

import pytest
from testkit.namespace import pid1
from testkit.processes import signal_masks

# Each grandchild ends only when it is an orphan already, so that all of them are PID 1's to reap.
ORPHANS = """
import os, time

for _ in range(1000):
    child = os.fork()
    if child == 0:
        if os.fork() == 0:
            while os.getppid() != 1:
                time.sleep(0.001)
        os._exit(0)
    os.waitpid(child, 0)


def others():
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit() and int(name) not in (1, os.getpid()):
            try:
                found.append(open(f"/proc/{name}/stat").read().rpartition(")")[2].split()[0])
            except OSError:
                pass
    return found


deadline = time.monotonic() + 20
while others() and time.monotonic() < deadline:
    time.sleep(0.01)
print("parent", os.getppid(), "left", others())
"""


def test_a_thousand_orphans_are_reaped(tree, as_pid1):
    program = as_pid1(tree, "python", "-c", ORPHANS)
    assert program.wait() == 0
    assert program.stdout.text() == "parent 1 left []"


LISTENER = """
import signal, sys

# Blocked and waited for: with handlers and pause(2), one that comes just before the pause would be seen at the next only.
signals = [getattr(signal, name) for name in sys.argv[1:]]
signal.pthread_sigmask(signal.SIG_BLOCK, signals)
print("listening", flush=True)
while True:
    print(signal.Signals(signal.sigwait(signals)).name, flush=True)
"""

USUAL = ["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGTTIN", "SIGTTOU"]
# What `docker kill --signal` and an image's STOPSIGNAL may name too.
OTHERS = ["SIGALRM", "SIGCONT", "SIGTSTP", "SIGPWR", "SIGIO", "SIGRTMIN"]


@pytest.mark.parametrize("names", [USUAL, OTHERS], ids=["usual", "others"])
def test_signals_reach_the_command(tree, as_pid1, names):
    program = as_pid1(tree, "python", "-c", LISTENER, *names)
    program.stdout.wait_for("listening")
    for name in names:
        pid1(program).send_signal(getattr(signal, name))
        program.stdout.wait_for(name)
    assert program.stdout.text().split()[1:] == names, "each once"
    assert program.running


STATUSES = {
    "its-own": ("exit 7", 7), "success": ("exit 0", 0), "killed": ("kill -KILL $$", 137), "terminated": ("kill -TERM $$", 143),
    "hung-up": ("kill -HUP $$", 129),
}


@pytest.mark.parametrize(("code", "status"), STATUSES.values(), ids=STATUSES.keys())
def test_the_status(tree, as_pid1, code, status):
    assert as_pid1(tree, "sh", "-c", code).wait() == status


def test_a_command_that_a_stop_ends(tree, as_pid1):
    """What was asked for was the command: its status, and not 0, says how it ended."""
    program = as_pid1(tree, "sh", "-c", "echo ready; exec sleep 600")
    program.stdout.wait_for("ready")
    pid1(program).send_signal(signal.SIGTERM)
    assert program.wait() == 143


def test_what_is_left_ends_with_pid_1(tree, as_pid1):
    """The kernel's doing in a namespace; the point is that we do not wait for it."""
    program = as_pid1(tree, "sh", "-c", "sleep 600 & exit 4")
    assert program.wait() == 4


def test_masks_and_dispositions_are_clean(tree, as_pid1):
    program = as_pid1(tree, "cat", "/proc/self/status")
    program.wait()
    assert signal_masks(program.stdout.text()) == (set(), set())
