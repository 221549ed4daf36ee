"""Without root, children have the runner's user; they can read neither its environment nor its memory."""

import subprocess
from pathlib import Path

import pytest
from testkit import http, unprivileged
from testkit.app import write_wsgi
from testkit.marked import MARK, SECRETS
from testkit.ports import eventually
from testkit.processes import servers


def read(pid: int, name: str) -> subprocess.CompletedProcess:
    """As an ordinary process of the same user would."""
    return subprocess.run(
        [*unprivileged.as_nobody(), "head", "-c", "100000", f"/proc/{pid}/{name}"], capture_output=True, check=False
    )


@pytest.fixture
def owned(tree):
    unprivileged.open_to_all(tree)
    for folder in (tree.app, tree.run):
        unprivileged.give(folder)
    return tree


def cannot_be_read(pid: int):
    for name in ("environ", "mem", "maps", "exe"):
        ended = read(pid, name)
        assert ended.returncode != 0 and b"Permission denied" in ended.stderr, (name, ended)
        assert ended.stdout == b""


@pytest.mark.parametrize("shape", ["pod", "single"])
def test_the_app_runner(owned, serve, binary, shape):
    app = serve(
        owned, write_wsgi(owned), prefix=[*unprivileged.as_nobody(), binary("app-runner")], BOOTSTRAP_SHAPE=shape,
        SKIP_MIGRATIONS="1", **SECRETS, **unprivileged.tools(owned.root / "bin"),
    )
    cannot_be_read(app.program.pid)
    ours = read(app.master.pid, "environ")
    assert MARK.encode() in ours.stdout, "the same user, so its own processes can be read: an execve makes them so"
    assert app.stop() == 0


def test_the_proxy(owned, start, binary):
    command = [*unprivileged.as_nobody(), binary("proxy")]
    program = start(owned, Path(command[0]), *command[1:], "run", **SECRETS, **unprivileged.tools(owned.root / "bin"))
    eventually(lambda: http.answers(owned.status_port, "/livez"), "the status port")
    cannot_be_read(program.pid)
    for child in servers(program.pid):
        assert MARK.encode() not in read(child.pid, "environ").stdout


def test_the_celery_runner(owned, start, binary):
    """Any program does for a child: the runner is asked while it runs."""
    tools = unprivileged.tools(owned.root / "bin")
    (owned.root / "bin").mkdir(exist_ok=True)
    unprivileged.script(owned.root / "bin" / "celery", "#!/bin/sh\necho runs\nexec sleep 60\n")
    tools["PATH"] = f"{owned.root / 'bin'}:{tools['PATH']}"
    command = [*unprivileged.as_nobody(), binary("celery-runner"), "worker"]
    program = start(owned, Path(command[0]), *command[1:], CELERY_APP="shop", **SECRETS, **tools)
    program.stdout.wait_for("runs")
    cannot_be_read(program.pid)
    (worker,) = servers(program.pid)
    assert MARK.encode() in read(worker.pid, "environ").stdout
