"""kill -9 of one process, under load."""

import pytest
from chaos import processes
from chaos.classic import Classic
from chaos.ours import Pod, Single, SinglePid1
from support.ports import eventually

CLASSIC = pytest.param(Classic, id="classic", marks=pytest.mark.classic)


@pytest.mark.parametrize("kind", [pytest.param(Single, id="single"), pytest.param(Pod, id="pod"), CLASSIC])
def test_a_gunicorn_worker(stack, trial, kind):
    """One that does a request at a time loses one."""
    served = stack(kind)
    with trial("kill a Gunicorn worker", served, allowed="1") as t:
        victim = processes.gunicorn_workers(served.tree)[0]
        with t.fault():
            victim.kill()
        eventually(lambda: len(processes.gunicorn_workers(served.tree)) == 3, "a new worker")
        t.recovered()
        t.allows(failed=1, refused=0)
    assert served.lives() == len(served.services)


@pytest.mark.parametrize("kind", [pytest.param(Single, id="single"), CLASSIC])
def test_the_gunicorn_master(stack, trial, kind):
    served = stack(kind)
    with trial("kill the Gunicorn master", served, allowed="0") as t:
        victim = processes.gunicorn_master(served.tree)
        with t.fault():
            victim.kill()
        eventually(lambda: (found := processes.gunicorn_master(served.tree)) and found.pid != victim.pid, "a new master")
        t.recovered()
        t.allows(failed=0, refused=0)


@pytest.mark.parametrize("kind", [pytest.param(Single, id="single"), pytest.param(Pod, id="pod"), CLASSIC])
def test_an_nginx_worker(stack, trial, kind):
    served = stack(kind)
    with trial("kill an Nginx worker", served, allowed="in flight") as t:
        victim = processes.nginx_workers(served.tree)[0]
        with t.fault():
            victim.kill()
        eventually(lambda: victim.pid not in [one.pid for one in processes.nginx_workers(served.tree)], "its end")
        t.recovered()
        t.allows(failed=t.in_flight, refused=0)


@pytest.mark.parametrize("kind", [pytest.param(Single, id="single"), CLASSIC])
def test_the_nginx_master(stack, trial, kind):
    served = stack(kind)
    with trial("kill the Nginx master", served, allowed="0") as t:
        victim = processes.nginx_master(served.tree)
        with t.fault():
            victim.kill()
        eventually(lambda: not victim.is_running(), "its end")
        t.recovered()
        t.allows(failed=0, refused=0)


@pytest.mark.parametrize("kind", [pytest.param(SinglePid1, id="single"), CLASSIC])
def test_pid_1(stack, trial, kind):
    served = stack(kind)
    (service,) = served.services
    with trial("kill PID 1", served, allowed="in flight") as t:
        victim = service.first
        family = [victim, *victim.children(recursive=True)]
        with t.fault():
            victim.kill()
        eventually(lambda: served.lives() == 2, "another life")
        t.recovered()
        t.allows(failed=t.in_flight)
        assert not [process for process in family if process.is_running()], "left behind"
