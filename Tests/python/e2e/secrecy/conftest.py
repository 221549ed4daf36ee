"""Which process is given which secret."""

import pytest
from testkit.marked import NginxSpy


@pytest.fixture
def nginx_spy(tree):
    return NginxSpy(tree)
