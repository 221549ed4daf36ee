"""A PostgreSQL server of the tests' own, on loopback, with a password."""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import tempfile
from itertools import count
from typing import Any

import psycopg

from .ports import free_port

PASSWORD = "pass-word-that-nobody-prints"


class PostgreSQL:
    """initdb, pg_ctl start; never as root, for PostgreSQL refuses that."""

    def __init__(self) -> None:
        paths = os.pathsep.join(
            [*sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True), os.environ["PATH"]]
        )
        self.pg_ctl, initdb = shutil.which("pg_ctl", path=paths), shutil.which("initdb", path=paths)
        assert self.pg_ctl and initdb, "these tests need a PostgreSQL server (Debian: postgresql)"
        self.user: dict[str, Any] = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}
        self.directory = tempfile.mkdtemp(prefix="postgresql-")
        if self.user:
            shutil.chown(self.directory, "postgres", "postgres")
        password_file = os.path.join(self.directory, "password")
        with open(password_file, "w", encoding="utf-8") as file:
            file.write(PASSWORD)
        os.chmod(password_file, 0o644)
        self.data, self.port, self.numbers = os.path.join(self.directory, "data"), free_port(), count(1)
        self._run(
            initdb, "-D", self.data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", password_file, "-N"
        )
        options = f"-p {self.port} -k {self.directory} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run(self.pg_ctl, "-D", self.data, "-w", "-l", f"{self.directory}/log", "-o", options, "start")

    def _run(self, *command: str) -> None:
        subprocess.run(
            command,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=self.directory,
            **self.user,
        )

    def stop(self) -> None:
        assert self.pg_ctl
        self._run(self.pg_ctl, "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.directory)

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            password=PASSWORD,
            dbname=database,
            autocommit=True,
        )

    def create_database(self, name: str) -> None:
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())

    def settings(self, name: str | None = None) -> dict[str, Any]:
        """Django's settings for a database: a new one, or the one named."""
        if name is None:
            name = f"test{next(self.numbers)}"
            self.create_database(name)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": "127.0.0.1",
            "PORT": self.port,
            "USER": "postgres",
            "PASSWORD": PASSWORD,
            "NAME": name,
        }
