"""Fixtures of the tests on projects. Those marked `flow` need podman and the images; the others need the package index alone."""

import os
import shutil

import pytest


def pytest_collection_modifyitems(items):
    if "CONTAINERS_CONF" in os.environ:
        return
    for item in items:
        if item.get_closest_marker("flow"):
            item.add_marker(pytest.mark.skip(reason="needs podman and its settings: run `make test-projects`"))


@pytest.fixture
def project(tmp_path):
    """An empty folder for a project; removed even where a container has written into it."""
    folder = tmp_path / "project"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
