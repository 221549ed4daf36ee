"""The reader of stdout and stderr stands still for some seconds, under load."""

import time

import pytest
from chaos.rig.classic import Classic
from chaos.rig.controls import control
from chaos.rig.logs import Unread
from chaos.rig.ours import Pod, Single

SECONDS = 5
# A client that waits less than the reader stands still tells a server that waits for it from one that does not.
PATIENCE = 2.5


def unread(stack):
    stack.options = {"program": Unread}


def stand_still(t, served):
    """The reader's pause is the fault itself, so this one does wait for time."""
    with t.fault():
        for service in served.services:
            service.program.reading.clear()
        time.sleep(SECONDS)
    for service in served.services:
        service.program.reading.set()
    t.recovered()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(Single, id="single"),
        pytest.param(Pod, id="pod", marks=pytest.mark.full),
        pytest.param(Classic, id="classic", marks=pytest.mark.classic),
    ],
)
def test_a_reader_that_stands_still(stack, trial, kind):
    served = stack(kind, prepare=unread, LOG_OVERFLOW="drop")
    with trial(f"logs unread for {SECONDS} s", served, patience=PATIENCE) as t:
        stand_still(t, served)
        t.allows(failed=0, refused=0)


def test_control_servers_that_wait_for_the_reader(stack, trial):
    served = stack(control(Single, "single, LOG_OVERFLOW=block"), prepare=unread, LOG_OVERFLOW="block")
    with trial(f"logs unread for {SECONDS} s", served, patience=PATIENCE) as t:
        stand_still(t, served)
        t.loses()
