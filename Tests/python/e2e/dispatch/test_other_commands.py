"""Anything else is executed as it is: its arguments, its streams, its status."""

import os
import shutil

import pytest
from testkit import unprivileged
from testkit.processes import signal_masks

STATUSES = {
    "exit-0": (["true"], 0),
    "exit-7": (["sh", "-c", "exit 7"], 7),
    "killed": (["sh", "-c", "kill -9 $$"], 137),
    "terminated": (["sh", "-c", "kill -TERM $$"], 143),
    "not-found": (["no-such-command"], 127),
    "no-such-path": (["./no/such/file"], 127),
    "not-executable": (["./script"], 126),
    "a-directory": (["./folder"], 126),
}


@pytest.mark.parametrize(("command", "status"), STATUSES.values(), ids=STATUSES.keys())
def test_the_status_is_the_commands(tree, run, command, status):
    tree.write("app/script", "#!/bin/sh\n")
    (tree.app / "folder").mkdir()
    ended = run(tree, *command)
    assert ended.status == status
    if status in (126, 127):
        assert command[0] in ended.stderr.text() and len(ended.stderr.lines) == 1


def test_the_arguments_are_passed_on_as_they_are(tree, run):
    arguments = ["", "--", "-x", "two words", "it's", "$HOME", "*", "é\n"]
    ended = run(tree, "python", "-c", "import sys; print(sys.argv[1:])", *arguments)
    assert ended.stdout.text() == str(arguments)


def test_a_program_wins_over_a_module_of_the_same_name(tree, run):
    tree.write("app/true.py", "raise RuntimeError\n")
    assert run(tree, "true").status == 0


def test_it_runs_with_a_broken_configuration(tree, run):
    ended = run(tree, "echo", "repair me", PORT="0", SHUTDOWN_TIMEOUT="never")
    assert (ended.status, ended.stdout.text()) == (0, "repair me")


def test_signals_are_unblocked_and_default(tree, run):
    blocked, ignored = signal_masks(run(tree, "cat", "/proc/self/status").stdout.text())
    assert (blocked, ignored) == (set(), set())


def test_it_runs_as_the_containers_user(tree, run):
    """Any user: only the project's own processes are switched to BOOTSTRAP_USER."""
    ended = run(tree, "id", "-u", BOOTSTRAP_USER=unprivileged.NAME)
    assert ended.stdout.text() == str(os.geteuid())


@pytest.mark.parametrize(
    "arguments", [["worker", "-A", "site1"], ["beat", "--loglevel", "info"], ["--version"], []], ids=lambda value: str(value)
)
def test_celery_is_handed_to_its_own_runner(tree, binary, start, arguments):
    """The sibling beside the binary is taken: here one that says how it was called."""
    shutil.copy2(binary("app-runner"), tree.root / "app-runner")
    unprivileged.script(tree.root / "celery-runner", '#!/bin/sh\necho celery-runner "$@"\nexit 5\n')
    program = start(tree, tree.root / "app-runner", "celery", *arguments)
    assert program.wait() == 5, program.output()
    assert program.stdout.text() == " ".join(["celery-runner", *arguments])
