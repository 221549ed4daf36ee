# ruff: noqa: E501
"""Files of the wrong form: each is a Problem with one sentence, whatever is wrong in it."""

from __future__ import annotations

import contextlib
import json
import random

import pytest

from django_bootstrap_init.detect import detect
from django_bootstrap_init.facts import Options
from django_bootstrap_init.files import Problem
from django_bootstrap_init.plan import plan

from .projects import ALL

ODD = [None, 0, -1, "", "x", [], {}, [[]], [{}], {"a": []}, True, 1.5]


def lock(value: object) -> str:
    return json.dumps({"default": {"django": value}, "_meta": value})


@pytest.mark.parametrize("value", ODD, ids=str)
def test_values_of_every_type(make, value) -> None:
    toml = json.dumps(value) if not isinstance(value, dict) and value is not None else "{}"
    files = {
        "Pipfile.lock": lock(value),
        "pyproject.toml": f"[project]\ndependencies = {toml}\nrequires-python = {toml}\n[tool.poetry]\ndependencies = {toml}\ngroup = {toml}\n",
        "uv.lock": f"package = [{{ name = {toml}, source = {toml}, dependencies = {toml} }}]\n",
        "poetry.lock": f"package = [{{ name = {toml}, source = {toml}, groups = {toml} }}]\n",
        "pdm.lock": f"package = [{{ name = {toml}, extras = {toml}, groups = {toml} }}]\n",
        "package.json": json.dumps({"scripts": value, "engines": value}),
    }
    for name, text in files.items():
        attempt(make(ALL["startproject"] | {name: text}, name.replace(".", "")))


@pytest.mark.parametrize("seed", range(60))
def test_cut_and_changed_files(make, seed) -> None:
    """A file of a project with a part missing, doubled or replaced."""
    chance = random.Random(seed)
    name = chance.choice(sorted(ALL))
    files = dict(ALL[name])
    for _ in range(3):
        victim = chance.choice(sorted(files))
        text = files[victim]
        first, last = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        files[victim] = text[:first] + chance.choice(["", text[first:last] * 2, "\0", "[[", "None", "\u00e9"]) + text[last:]
    attempt(make(files))


def attempt(root) -> None:
    with contextlib.suppress(Problem):
        plan(str(root), detect(str(root), Options()), Options())
