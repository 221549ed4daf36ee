"""SIGTERM to everything at once, under load; the clients continue until they are refused."""

import signal

import pytest
from chaos.rig import faults
from chaos.rig.classic import Classic
from chaos.rig.controls import OwnSite, TwoFolders
from chaos.rig.ours import Pod, PodThreads, Single, SingleThreads

STACKS = [
    pytest.param(Single, {"DRAIN_DELAY": "0"}, id="single"),
    pytest.param(Pod, {"DRAIN_DELAY": "1"}, id="pod"),
    pytest.param(SingleThreads, {"DRAIN_DELAY": "0"}, id="single-gthread"),
    pytest.param(PodThreads, {"DRAIN_DELAY": "1"}, id="pod-gthread"),
    pytest.param(TwoFolders, {"DRAIN_DELAY": "1"}, id="control-no-shared-folder"),
    pytest.param(Classic, {}, id="classic", marks=pytest.mark.classic),
]
WITH_A_QUEUE = [
    pytest.param(Single, {}, id="single"),
    pytest.param(Pod, {}, id="pod"),
    pytest.param(SingleThreads, {}, id="single-gthread"),
    pytest.param(OwnSite, {}, id="control-own-port"),
    pytest.param(Classic, {}, id="classic", marks=pytest.mark.classic),
]


def judge(t, served):
    t.load.until_refused()
    statuses = served.wait()
    if served.role == "control":
        return t.loses(refused=False)
    t.allows(failed=0)
    if served.role == "ours":
        assert set(statuses) == {0}, served.log()


def terminate(served):
    for service in served.services:
        service.restarts = False
    served.signal(signal.SIGTERM)


@pytest.mark.parametrize(("kind", "environment"), STACKS)
def test_stop(stack, trial, kind, environment):
    served = stack(kind, **environment)
    with trial("stop", served) as t:
        t.stops = True
        with t.fault():
            terminate(served)
        judge(t, served)


@pytest.mark.parametrize(("kind", "environment"), WITH_A_QUEUE)
def test_stop_with_a_queue(stack, trial, kind, environment):
    """Connections that are not accepted yet, their requests sent already, in the moment of the stop: what happens by luck
    otherwise happens for certain."""
    served = stack(kind, **environment)
    with trial("stop, with a queue at the port", served) as t:
        t.stops = True
        with faults.queue_at_the_door(served):
            with t.fault():
                terminate(served)
            served.until_logged("signal: term" if served.role == "classic" else "received SIGTERM")
            if served.role != "classic":
                faults.until_nginx_stops(served)
        judge(t, served)
