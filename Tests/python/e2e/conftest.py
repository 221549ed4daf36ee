"""app-runner as the end-to-end tests start it: until it answers, to its end, or as PID 1; nothing of it is left behind."""

import subprocess
from pathlib import Path

import pytest
from testkit.app import App, crashed, kill_all
from testkit.limits import HANG
from testkit.namespace import UNSHARE
from testkit.programs import Program
from testkit.tree import Tree


def appstarter(start):
    """serve(tree, *command, **environment): starts app-runner and waits until it answers.

    At the end every one is stopped, what it left is killed, and none of them may have crashed.
    """
    apps = []

    def serve(tree: Tree, *command, address=None, prefix=(), **environment) -> App:
        program, arguments = ("app-runner", command)
        if prefix:
            program, arguments = Path(prefix[0]), [*prefix[1:], *command]
        app = App(tree, start(tree, program, *arguments, **environment), address)
        apps.append(app)
        return app.wait_until_ready()

    yield serve
    for app in reversed(apps):
        app.program.stop()
        kill_all(app.tree)
        assert not crashed(app.program), app.program.output()


def runs(start):
    """run(tree, *command, **environment): app-runner, to its end; the ended Program with its `status`."""
    trees = []

    def run(tree: Tree, *command, program="app-runner", timeout: float = HANG, **environment) -> Program:
        trees.append(tree)
        ended = start(tree, program, *command, **environment)
        try:
            ended.status = ended.wait(timeout)
        except subprocess.TimeoutExpired:
            pytest.fail(f"still running after {timeout} s: {ended.output()}", pytrace=False)
        assert not crashed(ended), ended.output()
        return ended

    yield run
    for tree in trees:
        kill_all(tree)


serve = pytest.fixture(appstarter, name="serve")
run = pytest.fixture(runs, name="run")


@pytest.fixture
def health(run, tree):
    """health(*options, **environment): what `app-runner health` says of the tree, as (status, text)."""

    def ask(*options, **environment):
        result = run(tree, "health", *options, **environment)
        return result.wait(), result.stdout.text()

    return ask


@pytest.fixture(scope="module")
def module_serve(module_start):
    yield from appstarter(module_start)


@pytest.fixture
def as_pid1(start, binary):
    """as_pid1(tree, *command, **environment): `unshare` ends with PID 1's status.

    It passes no signals on and ignores a stop, so it is killed at the end, and PID 1 with it.
    """
    started = []

    def run(tree: Tree, *command, **environment) -> Program:
        started.append(start(tree, Path(UNSHARE[0]), *UNSHARE[1:], binary("app-runner"), *command, **environment))
        return started[-1]

    yield run
    for program in started:
        program.kill()
        assert "Fatal error" not in program.stderr.text()
