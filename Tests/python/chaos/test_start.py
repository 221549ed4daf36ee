"""Clients that ask again and again while the port is not open yet: from the moment that one gets through, all are answered."""

import signal

import pytest
from chaos.rig import kinds
from chaos.rig.classic import Classic
from chaos.rig.ours import Pod, Single
from testkit.load.generator import Kind

STARTS = 3
AT_THE_DOOR = {"page": Kind(kinds.page, 20, 0.005)}


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(Single, id="single"),
        pytest.param(Pod, id="pod", marks=pytest.mark.full),
        pytest.param(Classic, id="classic", marks=pytest.mark.classic),
    ],
)
def test_start(make_tree, binary, trial, kind):
    served = kind(make_tree(), binary)
    try:
        with trial(f"start x{STARTS}", served, kinds=AT_THE_DOOR, warm=False, refused_pause=0.002) as t:
            t.stops = True
            for _ in range(STARTS):
                served.services = []
                with t.fault():
                    served.start()
                t.load.until_answered(20)
                for service in served.services:
                    service.restarts = False
                served.signal(signal.SIGTERM)
                served.wait()
            t.allows(failed=0)
    finally:
        served.close()
