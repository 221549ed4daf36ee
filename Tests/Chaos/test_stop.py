"""SIGTERM to everything at once, under load; the clients go on until they are refused."""

import signal

import pytest
from chaos.classic import Classic
from chaos.ours import Pod, Single

STACKS = [
    pytest.param(Single, {"DRAIN_DELAY": "0"}, id="single"),
    pytest.param(Pod, {"DRAIN_DELAY": "1"}, id="pod"),
    pytest.param(Classic, {}, id="classic", marks=pytest.mark.classic),
]


@pytest.mark.parametrize(("kind", "environment"), STACKS)
def test_stop(stack, trial, kind, environment):
    served = stack(kind, **environment)
    with trial("stop", served) as t:
        t.stops = True
        with t.fault():
            for service in served.services:
                service.restarts = False
            served.signal(signal.SIGTERM)
        t.load.until_refused()
        statuses = served.wait()
        t.allows(failed=0)
    if served.role == "ours":
        assert set(statuses) == {0}, served.log()
