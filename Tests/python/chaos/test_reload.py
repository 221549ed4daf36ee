"""SIGHUP twenty times, under load: new workers with new code, none of the requests of the old ones lost."""

import signal

import pytest
from chaos.rig import processes
from chaos.rig.classic import Classic
from chaos.rig.controls import control
from chaos.rig.ours import Pod, PodThreads, Single, SinglePid1, SingleThreads
from testkit.ports import eventually

TIMES = 20


def reload(served):
    """Once, until the workers of before are all replaced."""
    before = {worker.pid for worker in processes.gunicorn_workers(served.tree)}
    nginx = {worker.pid for worker in processes.nginx_workers(served.tree)} if served.role == "ours" else set()
    served.signal(signal.SIGHUP)

    def replaced():
        now = {worker.pid for worker in processes.gunicorn_workers(served.tree)}
        front = {worker.pid for worker in processes.nginx_workers(served.tree)}
        return len(now - before) >= served.workers and front and not front & nginx

    eventually(replaced, "new workers")


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(Single, id="single"),
        pytest.param(Pod, id="pod"),
        pytest.param(SingleThreads, id="single-gthread"),
        pytest.param(PodThreads, id="pod-gthread", marks=pytest.mark.full),
        pytest.param(Classic, id="classic", marks=pytest.mark.classic),
    ],
)
def test_reload(stack, trial, kind):
    served = stack(kind)
    with trial(f"SIGHUP x{TIMES}", served) as t:
        with t.fault():
            for _ in range(TIMES):
                reload(served)
        t.recovered()
        t.allows(failed=0, refused=0)
    assert served.lives() == len(served.services)


def test_control_a_restart_instead(stack, trial):
    """New code without a reload: the container stops and comes again, and clients are turned away meanwhile."""
    served = stack(control(SinglePid1, "single, restarted instead"))
    with trial("SIGHUP", served) as t:
        with t.fault():
            served.signal(signal.SIGTERM)
        eventually(lambda: served.lives() == 2, "another life")
        t.recovered()
        t.loses()
