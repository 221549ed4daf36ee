"""One process migrates, the others wait and name it; when the leader dies, another one takes over."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from testkit.bootstrap import Background, Project
from testkit.databases import PostgreSQL

HELD_OPEN = """
    atomic = False
    def wait(apps, editor):
        print("inside the migration", flush=True)
        open("gate").read()
    operations = [
        migrations.RunPython(wait),
        migrations.CreateModel(
            "Thing", [("id", models.AutoField(primary_key=True)), ("n", models.IntegerField())]
        ),
    ]
"""
INDEX = """
    from django.contrib.postgres.operations import AddIndexConcurrently
    atomic = False
    operations = [AddIndexConcurrently("thing", models.Index(fields=["n"], name="by_n"))]
"""


class Gate:
    """A named pipe: a reader waits until `open` is called."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / "gate"
        os.mkfifo(self.path)

    def open(self) -> None:
        self.path.write_text("go")


@pytest.fixture(params=["sqlite", "postgresql"])
def shop(request: pytest.FixtureRequest, project: Project) -> Project:
    if request.param == "postgresql":
        project.database = request.getfixturevalue("postgresql").settings()
    project.add_app("shop", **{"0001_initial": HELD_OPEN})
    return project


def leader_and_follower(project: Project) -> tuple[Background, Background]:
    leader = project.start_bootstrap("--migrate")
    leader.wait_for("inside the migration")
    follower = project.start_bootstrap("--migrate")
    follower.wait_for("waiting for the migrations that")
    return leader, follower


def test_the_others_wait_and_find_nothing_left(shop: Project) -> None:
    gate = Gate(shop.directory)
    leader, follower = leader_and_follower(shop)
    assert socket.gethostname() in follower.output
    gate.open()
    assert (leader.wait(), follower.wait()) == (0, 0), leader.output + follower.output
    assert "another process applied them" in follower.output
    assert "Applying" not in follower.output


def test_a_leader_that_is_killed(shop: Project) -> None:
    gate = Gate(shop.directory)
    leader, follower = leader_and_follower(shop)
    leader.kill()
    follower.wait_for("inside the migration")
    gate.open()
    assert follower.wait() == 0, follower.output
    assert "Applying shop.0001_initial" in follower.output
    assert "no migrations to apply" in shop.bootstrap("--migrate").stderr


def test_the_wait_is_said_again(shop: Project) -> None:
    gate = Gate(shop.directory)
    leader, follower = leader_and_follower(shop)
    follower.wait_for("waiting for the migrations that", times=2)
    gate.open()
    assert (leader.wait(), follower.wait()) == (0, 0)


def test_nothing_pending_asks_for_no_lock(project: Project, postgresql: PostgreSQL) -> None:
    project.database = postgresql.settings()
    project.configure()
    assert project.bootstrap("--migrate").returncode == 0
    with postgresql.connect(project.database["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [int.from_bytes(b"dj-boots", "big")])
        result = project.bootstrap("--migrate")
    assert (result.returncode, result.stderr) == (0, "bootstrap: no migrations to apply\n")


def test_concurrent_indexes_and_sessions_that_the_server_ends(
    project: Project, postgresql: PostgreSQL
) -> None:
    """CREATE INDEX CONCURRENTLY waits for old snapshots: neither the lock's nor a follower's may be one.
    And the transaction that holds the lock is idle for as long as the migrations last."""
    project.database = {**postgresql.settings(), "OPTIONS": {"isolation_level": 3}}
    with postgresql.connect() as connection:
        for setting in (
            "default_transaction_isolation = 'repeatable read'",
            "idle_in_transaction_session_timeout = 100",
        ):
            connection.execute(f"ALTER DATABASE {project.database['NAME']} SET {setting}".encode())
    project.add_app("shop", **{"0001_initial": HELD_OPEN, "0002_index": INDEX})
    project.apps.append("django.contrib.postgres")
    project.configure()
    gate = Gate(project.directory)
    leader, follower = leader_and_follower(project)
    follower.wait_for("waiting for the migrations that", times=2)  # far more than 100 ms
    gate.open()
    assert (leader.wait(), follower.wait()) == (0, 0), leader.output + follower.output
    assert "another process applied them" in follower.output


def test_an_in_memory_database_needs_no_lock(project: Project) -> None:
    project.database["NAME"] = ":memory:"
    project.configure()
    assert project.bootstrap("--migrate").returncode == 0
    assert not list(project.directory.glob("*.lock"))
