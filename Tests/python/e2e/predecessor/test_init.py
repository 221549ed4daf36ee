"""`tini` and `dinit`: the command under our PID 1."""

import os
import signal

import pytest
from testkit.app import kill_all, write_wsgi
from testkit.ports import eventually
from testkit.processes import signal_masks

STATUSES = {
    "plain": (["sh", "-c", "exit 7"], 7),
    "behind-two-dashes": (["--", "sh", "-c", "exit 7"], 7),
    "killed": (["--", "sh", "-c", "kill -9 $$"], 137),
    "not-found": (["--", "no-such-command"], 127),
    "expected": (["-e", "143", "--", "sh", "-c", "kill -TERM $$"], 0),
    "not-expected": (["-e3", "--", "sh", "-c", "exit 4"], 4),
    "options": (["-gsvw", "-p", "SIGTERM", "--", "true"], 0),
    "of-dumb-init": (["--single-child", "--verbose", "--rewrite", "15:2", "--", "true"], 0),
    "no-command": ([], 1),
    "an-unknown-option": (["-q", "true"], 1),
    "help": (["-h"], 0),
    "version": (["--version"], 0),
}


@pytest.mark.parametrize("name", ["tini", "dinit"])
@pytest.mark.parametrize(("arguments", "status"), STATUSES.values(), ids=STATUSES.keys())
def test_statuses(call, name, arguments, status):
    assert call(name, *arguments).status == status


def test_arguments_and_signals_are_the_commands(call):
    ended = call("tini", "--", "python", "-c", "import sys; print(sys.argv[1:])", "-g", "--", "")
    assert ended.stdout.text() == "['-g', '--', '']"
    assert signal_masks(call("tini", "--", "cat", "/proc/self/status").stdout.text()) == (set(), set())


def test_gunicorn_is_gunicorn(call):
    """No bootstrap: that is django-entrypoint.sh's."""
    ended = call("tini", "--", "gunicorn", "--version")
    assert ended.status == 0 and ended.stdout.text().startswith("gunicorn (version")


# The child gets SIGURG once its parent has got SIGTERM; a SIGTERM to both is handled before it, since its number is smaller.
TWO = """
    (trap 'echo second' TERM; trap 'echo mark' URG; echo child; while :; do sleep 0.1; done) &
    child=$!
    trap 'kill -URG $child' TERM
    echo parent
    while :; do wait; done
"""
TARGETS = [(["tini"], False), (["tini", "-g"], True), (["dinit"], True), (["dinit", "-c"], False)]


@pytest.mark.parametrize(("arguments", "both"), TARGETS, ids=["tini", "tini -g", "dinit", "dinit -c"])
def test_who_gets_a_signal(tree, start, names, arguments, both):
    program = start(tree, names(arguments[0]), *arguments[1:], "--", "sh", "-c", TWO)
    program.stdout.wait_for("child")
    program.stdout.wait_for("parent")
    program.process.send_signal(signal.SIGTERM)
    program.stdout.wait_for("mark")
    assert ("second" in program.stdout.text()) == both
    program.kill()
    kill_all(tree)


def test_a_signal_that_becomes_another(tree, start, names):
    script = "trap 'echo int; exit 3' INT; echo up; while :; do sleep 0.1; done"
    program = start(tree, names("dinit"), "-r", "15:2", "--", "sh", "-c", script)
    program.stdout.wait_for("up")
    program.process.send_signal(signal.SIGTERM)
    assert program.wait() == 3 and program.stdout.lines[-1] == b"int"


def test_the_documented_entry_point(tree, start, names, binary):
    """ENTRYPOINT ["dinit", "celery-entrypoint.sh"] and ["tini", "--", "django-entrypoint.sh"]: the server itself is PID 1."""
    module = write_wsgi(tree)
    path = f"{names('tini').parent}:{os.environ['PATH']}"
    program = start(tree, names("tini"), "--", "django-entrypoint.sh", module, SKIP_MIGRATIONS="1", PATH=path)
    program.stderr.wait_for("Listening at")
    eventually(lambda: "django-entrypoint.sh" in open(f"/proc/{program.pid}/cmdline").read(), "the server as the init")
    assert program.stop() == 0
