"""Which process is given which secret."""

import pytest
from support.app import run, serve
from support.marked import NginxSpy

__all__ = ["run", "serve"]


@pytest.fixture
def nginx_spy(tree):
    return NginxSpy(tree)
