"""Fixtures that several suites use. They run the built binaries: BOOTSTRAP_BIN_DIR, or this repository's debug build."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from testkit.databases import PostgreSQL
from testkit.programs import Program
from testkit.tree import ROOT, Tree

# `python`, `gunicorn`, `celery` and `django-admin` are those of the interpreter that runs the tests. Debian's nginx is in
# /usr/sbin, which is not on an ordinary user's PATH.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"], "/usr/sbin", "/sbin"])


def pytest_addoption(parser):
    """Here and not in chaos/conftest.py: pytest reads options before it reads the folders' conftests."""
    group = parser.getgroup("chaos")
    group.addoption("--rounds", type=int, default=1, help="repeat everything so many times")
    group.addoption("--short", action="store_true", help="our stacks only, no containers, nothing that takes long")


@pytest.fixture(scope="session")
def binary():
    """The path of one of our programs: binary("proxy")."""
    directory = Path(os.environ.get("BOOTSTRAP_BIN_DIR", ROOT / ".build" / "debug")).resolve()

    def find(name: str) -> Path:
        path = directory / name
        if not os.access(path, os.X_OK):
            pytest.fail(f"cannot find {path}: build first, or set BOOTSTRAP_BIN_DIR", pytrace=False)
        return path

    return find


def trees():
    made = []

    def make() -> Tree:
        made.append(Tree())
        return made[-1]

    yield make
    for tree in made:
        tree.remove()


def starter(binary):
    """start(tree, "proxy", "run", NAME="value") runs a built program; a path runs that program. All are stopped at the end."""
    started = []

    def start(tree: Tree, program, *arguments, reads=True, **environment) -> Program:
        path = program if isinstance(program, Path) else binary(program)
        started.append(Program([path, *arguments], tree.environment(**environment), directory=tree.app, reads=reads))
        return started[-1]

    yield start
    for program in reversed(started):
        program.stop()


# The same for one test, for a module, and for the whole run.
make_tree = pytest.fixture(trees, name="make_tree")
module_make_tree = pytest.fixture(trees, scope="module", name="module_make_tree")
session_make_tree = pytest.fixture(trees, scope="session", name="session_make_tree")
start = pytest.fixture(starter, name="start")
module_start = pytest.fixture(starter, scope="module", name="module_start")
session_start = pytest.fixture(starter, scope="session", name="session_start")


@pytest.fixture
def tree(make_tree) -> Tree:
    return make_tree()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    server = PostgreSQL()
    yield server
    server.stop()
