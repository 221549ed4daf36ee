"""compose.yaml and compose.single.yaml, by the commands of docs/deploy-compose.md."""

import os
import re
import shutil
import subprocess

import pytest
from testkit.containers.engine import Container, eventually
from testkit.containers.visitor import Visitor
from testkit.ports import free_port
from testkit.tree import ROOT

PAGE = ROOT / "docs" / "deploy-compose.md"

# `docker compose` as podman-compose. It does not wait for one service to end before it starts the next
# (service_completed_successfully), so an `up` of the pod shape is taken in steps. The images are built already.
SHIM = """#!/usr/bin/env bash
set -euo pipefail
[ "$1" = compose ] && shift
arguments=()
for argument in "$@"; do [ "$argument" = --build ] || arguments+=("$argument"); done
set -- podman-compose --project-name "$BOOTSTRAP_TEST_PROJECT" "${arguments[@]}"
if [[ " $* " == *" up "* && " $* " != *" --file "* ]]; then
    podman-compose --project-name "$BOOTSTRAP_TEST_PROJECT" up --detach --no-deps postgres redis proxy
    podman-compose --project-name "$BOOTSTRAP_TEST_PROJECT" up --no-deps migrate
    exec podman-compose --project-name "$BOOTSTRAP_TEST_PROJECT" up --detach --no-deps app worker beat
fi
exec "$@"
"""


def blocks(heading: str) -> list[str]:
    """The blocks of shell commands below a heading, as a reader would type them."""
    section = PAGE.read_text().split(f"\n{heading}\n", 1)[1]
    level = heading.count("#")
    section = re.split(rf"\n#{{1,{level}}} ", section)[0]
    return re.findall(r"```sh\n(.*?)```", section, re.DOTALL)


@pytest.fixture
def type_in(tmp_path):
    """type_in(TEXT) runs the commands of the page; everything is taken down at the end."""
    shim = tmp_path / "docker"
    shim.write_text(SHIM)
    shim.chmod(0o755)
    port, project = free_port(), "bootstraptest"
    clone = tmp_path / "clone"
    clone.mkdir()
    for file in ("compose.yaml", "compose.single.yaml"):
        shutil.copy(ROOT / file, clone)
    environment = {
        **os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PORT": str(port), "BOOTSTRAP_TEST_PROJECT": project,
    }

    def run(text: str, check=True) -> str:
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{port}")
        result = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", text], cwd=clone, env=environment, capture_output=True, text=True,
            check=False, timeout=300,
        )
        assert not check or result.returncode == 0, f"{text}\n{result.stdout}{result.stderr}"
        return result.stdout

    run.port = port
    run.container = lambda name: Container(f"{project}_{name}_1")
    yield run
    for file in ("compose.yaml", "compose.single.yaml"):
        run(f"docker compose --file {file} down --volumes --timeout 5", check=False)


def test_the_pod_shape(type_in):
    passwords, start, looking, *_ = blocks("## One program a container")
    type_in(passwords)
    type_in(start)
    visitor = Visitor(type_in.port)
    visitor.checks_everything("change-me")
    visitor.uploads("by compose")
    eventually(lambda: "/media/thumbnails/" in visitor.shown("by compose"), "the thumbnail")
    for name in ("proxy", "app", "worker", "beat"):
        container = type_in.container(name)
        container.until_healthy()
        assert "root" not in {user for user, *_ in container.processes()}
    assert "[X] 0001_initial" in type_in(looking)
    assert "change-me" not in "".join(type_in.container(name).logs() for name in ("app", "worker", "beat", "migrate"))
    type_in("docker compose stop --timeout 40")
    assert [type_in.container(name).state("ExitCode") for name in ("proxy", "app", "worker", "beat")] == [0] * 4
    type_in("docker compose down")


def test_the_single_container(type_in):
    type_in(blocks("## One program a container")[0])
    *start, down = blocks("## One container")[0].splitlines()
    type_in("\n".join(start))
    visitor = Visitor(type_in.port)
    visitor.checks_everything("change-me")
    visitor.uploads("alone")
    eventually(lambda: "/media/thumbnails/" in visitor.shown("alone"), "the thumbnail")
    children = type_in.container("web").servers()
    assert len(children) == 4, children
    type_in(down)
