"""Three pods behind HAProxy, replaced one after the other, under load."""

import signal
from dataclasses import dataclass, field

import pytest
from chaos.rig.classic import Classic
from chaos.rig.controls import TwoFolders
from chaos.rig.haproxy import HAProxy
from chaos.rig.ours import Pod, PodThreads

PODS = 3


@dataclass
class Fleet:
    """What a trial needs to know of several stacks with one listener."""

    name: str
    role: str
    port: int
    made: list = field(default_factory=list)


def replace(fleet, balancer, at: int):
    """The new pod is started and ready first; then the old one's containers get SIGTERM at the same moment."""
    old, new = fleet.made[at], fleet.made[at + PODS]
    new.start()
    balancer.until_up(set(range(at, at + PODS + 1)))
    for service in old.services:
        service.restarts = False
    old.signal(signal.SIGTERM)
    statuses = old.wait()
    balancer.until_up(set(range(at + 1, at + PODS + 1)))
    return statuses


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(Pod, id="pod"),
        pytest.param(PodThreads, id="pod-gthread"),
        pytest.param(TwoFolders, id="control-no-shared-folder", marks=pytest.mark.full),
        pytest.param(Classic, id="classic", marks=pytest.mark.classic),
    ],
)
def test_rolling_replacement(make_tree, binary, trial, tmp_path, kind):
    pods = [kind(make_tree(), binary, DRAIN_DELAY="1") for _ in range(2 * PODS)]
    ready = "/page" if kind is Classic else "/readyz"
    slots = [(pod.port, pod.port if kind is Classic else pod.tree.status_port) for pod in pods]
    for pod in pods[:PODS]:
        pod.start()
    balancer = HAProxy(tmp_path, slots, ready)
    fleet = Fleet(f"3x {pods[0].name}, HAProxy", pods[0].role, balancer.port, pods)
    try:
        balancer.until_up(set(range(PODS)))
        statuses = []
        with trial("rolling replacement", fleet) as t:
            with t.fault():
                for at in range(PODS):
                    statuses += replace(fleet, balancer, at)
            t.recovered()
            if fleet.role == "control":
                t.loses()
            else:
                t.allows(failed=0, refused=0)
        if fleet.role == "ours":
            assert set(statuses) == {0}
    finally:
        balancer.stop()
        for pod in pods:
            pod.close()
