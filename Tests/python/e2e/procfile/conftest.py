"""A project with a Procfile, and programs that it names."""

import pytest
from testkit.app import write_wsgi

# Says its pid and what it is given; ends by SIGTERM after a word, in its own time.
PROGRAM = """
import os, signal, sys, time

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())  # in a handler, print() may be inside itself

def stop(number, frame):
    say(sys.argv[1], "stops", signal.Signals(number).name)
    sys.exit(7)

def hear(number, frame):
    say(sys.argv[1], "hears", signal.Signals(number).name)

signal.signal(signal.SIGTERM, signal.SIG_IGN if "ignores" in sys.argv else stop)
for number in (signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2):
    signal.signal(number, hear)
say(sys.argv[1], "runs", os.getpid(), os.environ.get("PORT"), os.getcwd(), os.environ.get("FOO"),
    os.environ.get("SUPERUSER_PASSWORD"))
while True:
    time.sleep(60)
"""
PROCFILE = """
# Processes of the project.
web: gunicorn plain
worker: python program.py worker
alerts: FOO=bar python program.py alerts
chain: python -c pass && python program.py chain; true
quick: exit 3
stubborn: python program.py stubborn ignores
secret: python x redis://user:hunter2@broker/0
"""


@pytest.fixture
def site(tree):
    write_wsgi(tree)
    tree.write("app/program.py", PROGRAM)
    tree.write("app/Procfile", PROCFILE)
    return tree


@pytest.fixture
def container(site, serve):
    """container("worker"): the single container with these processes of the Procfile."""

    def start(procfile, **environment):
        more = {"BOOTSTRAP_SHAPE": "single", "SKIP_MIGRATIONS": "1", "PROCFILE": procfile}
        return serve(site, "plain:application", address=site.port, **more | environment)

    return start


def pid_of(program, name, occurrence=0) -> int:
    """The pid that a program of the Procfile has said."""
    start = 0
    for _ in range(occurrence + 1):
        line = program.stdout.wait_for(lambda line: line.startswith(f"{name} runs ".encode()), start=start)
        start = program.stdout.lines.index(line, start) + 1
    return int(line.split()[2])
