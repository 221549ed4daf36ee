"""Looks into a project's SQLite database, and asks Django whether a login works."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from .site import SITE
from .tree import Tree

# The question comes on stdin, so that a password of any characters arrives as it is.
LOGIN = """
import django, json, sys
django.setup()
from django.contrib.auth import authenticate
user = authenticate(**json.load(sys.stdin))
print(json.dumps(user and [user.get_username(), user.email, user.is_superuser, user.is_staff]))
"""


def rows(database: Path, sql: str) -> list[tuple]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def tables(database: Path) -> set[str]:
    return {name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type = 'table'")}


def authenticate(tree: Tree, password: str, username: str = "admin") -> list | None:
    """The user's name, email, is_superuser and is_staff, or None when Django refuses the login."""
    question = json.dumps({"username": username, "password": password})
    answer = subprocess.run(
        [sys.executable, "-c", LOGIN], input=question, cwd=tree.app, env=tree.environment(**SITE), capture_output=True,
        text=True, check=True,
    )
    return json.loads(answer.stdout)
