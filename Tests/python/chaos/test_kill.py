"""kill -9 of one process, under load."""

import pytest
from chaos.rig import faults, processes
from chaos.rig.classic import Classic
from chaos.rig.controls import OwnBind, OwnSite, control
from chaos.rig.ours import Pod, PodPid1, Single, SinglePid1, SingleThreads
from testkit.ports import eventually

CLASSIC = pytest.param(Classic, id="classic", marks=pytest.mark.classic)
THREADS = pytest.param(SingleThreads, id="single-gthread")
SINGLE, POD = pytest.param(Single, id="single"), pytest.param(Pod, id="pod")
IMPATIENT = 1.5


def kill_one(t, victim, *family):
    """What is in flight until the last of them is gone was theirs."""
    with t.fault(), processes.ending(victim, *family):
        victim.kill()


@pytest.mark.parametrize("kind", [SINGLE, POD, CLASSIC])
def test_a_gunicorn_worker(stack, trial, kind):
    """One that has a request: a sync worker has one at a time."""
    served = stack(kind)
    with trial("kill a Gunicorn worker", served, allowed="1") as t:
        kill_one(t, faults.busy_worker(served))
        eventually(lambda: len(processes.gunicorn_workers(served.tree)) == served.workers, "a new worker")
        t.recovered()
        t.allows(failed=1, refused=0)
    assert served.lives() == len(served.services)


def test_a_gunicorn_worker_with_threads(stack, trial):
    """It has the requests of its threads, and those that it has accepted for them."""
    served = stack(SingleThreads)
    with trial("kill a Gunicorn worker", served, allowed="in flight") as t:
        kill_one(t, faults.busy_worker(served))
        eventually(lambda: len(processes.gunicorn_workers(served.tree)) == served.workers, "a new worker")
        t.recovered()
        t.allows(failed=t.in_flight, refused=0)
    assert served.lives() == len(served.services)


@pytest.mark.parametrize("kind", [SINGLE, THREADS, CLASSIC])
def test_the_gunicorn_master(stack, trial, kind):
    """Its workers see that they have another parent and end when they have answered; requests wait in the socket's backlog."""
    served = stack(kind)
    with trial("kill the Gunicorn master", served, allowed="0") as t:
        victim = processes.gunicorn_master(served.tree)
        kill_one(t, victim)
        eventually(lambda: (found := processes.gunicorn_master(served.tree)) and found.pid != victim.pid, "a new master")
        t.recovered()
        t.allows(failed=0, refused=0)


@pytest.mark.parametrize("kind", [SINGLE, POD, CLASSIC])
def test_an_nginx_worker(stack, trial, kind):
    served = stack(kind)
    with trial("kill an Nginx worker", served, allowed="in flight") as t:
        kill_one(t, processes.nginx_workers(served.tree)[0])
        t.recovered()
        t.allows(failed=t.in_flight, refused=0)


@pytest.mark.parametrize("kind", [SINGLE, THREADS, CLASSIC])
def test_the_nginx_master(stack, trial, kind):
    """Its workers finish what they have; new connections wait at the port."""
    served = stack(kind)
    with trial("kill the Nginx master", served, allowed="0") as t:
        victim = processes.nginx_master(served.tree)
        kill_one(t, victim)
        if served.role == "ours":
            eventually(lambda: (found := processes.nginx_master(served.tree)) and found.pid != victim.pid, "a new master")
        t.recovered()
        t.allows(failed=0, refused=0)


@pytest.mark.parametrize("kind", [pytest.param(SinglePid1, id="single"), CLASSIC])
def test_pid_1(stack, trial, kind):
    """The container is gone with it, and comes again in the same place."""
    served = stack(kind)
    (service,) = served.services
    with trial("kill PID 1", served, allowed="in flight") as t:
        family = service.first.children(recursive=True)
        kill_one(t, service.first, *family)
        eventually(lambda: served.lives() == 2, "another life")
        t.recovered()
        t.allows(failed=t.in_flight)


def test_a_runner_that_is_not_pid_1(stack, trial):
    """No namespace ends with it: the kernel signals what it started, which then stops soon."""
    served = stack(Single)
    with trial("kill the runner, not PID 1", served, allowed="in flight") as t:
        t.stops = True
        kill_one(t, served.services[0].first)
        t.load.until_refused()
        eventually(lambda: not served.left(), "nothing is left behind")
        t.allows(failed=t.in_flight)


@pytest.mark.parametrize("kind", [pytest.param(PodPid1, id="pod")])
def test_pid_1_of_the_app(stack, trial, kind):
    """The proxy of the pod stays: requests that come meanwhile wait there."""
    served = stack(kind)
    with trial("kill PID 1 of the app", served, allowed="in flight") as t:
        kill_one(t, served.app.first, *served.app.first.children(recursive=True))
        eventually(lambda: served.lives() == 3, "another life of the app")
        t.recovered()
        t.allows(failed=t.in_flight, refused=0)


# --- Controls: the same without the mechanism that the rows above depend on ---


def test_control_no_waiting_room(stack, trial):
    served = stack(control(PodPid1, "pod, NGINX_UPSTREAM_WAIT=0"), NGINX_UPSTREAM_WAIT="0")
    with trial("kill PID 1 of the app", served) as t:
        kill_one(t, served.app.first, *served.app.first.children(recursive=True))
        eventually(lambda: served.lives() == 3, "another life of the app")
        t.recovered()
        t.finish()
        assert t.failed > t.in_flight


def test_control_a_socket_of_gunicorns_own(stack, trial):
    served = stack(OwnBind)
    with trial("kill the Gunicorn master", served) as t:
        kill_one(t, processes.gunicorn_master(served.tree))
        t.recovered()
        t.loses()


def test_control_a_port_of_nginxs_own(stack, trial):
    served = stack(OwnSite)
    with trial("kill the Nginx master", served) as t:
        kill_one(t, processes.nginx_master(served.tree))
        t.recovered()
        t.loses()


@pytest.mark.parametrize("server", ["gunicorn", "nginx"])
def test_control_a_master_that_does_nothing(stack, trial, server):
    """A killed worker comes back because its master sees to it: with one that stands still nothing is answered."""
    served = stack(control(Single, "single, frozen master"))
    find = {"gunicorn": processes.gunicorn_workers, "nginx": processes.nginx_workers}[server]
    master = {"gunicorn": processes.gunicorn_master, "nginx": processes.nginx_master}[server](served.tree)
    with trial(f"kill every {server.capitalize()} worker", served, patience=IMPATIENT) as t:
        with faults.frozen(master):
            with t.fault():
                for worker in find(served.tree):
                    worker.kill()
            t.load.until(lambda records: t.failed > t.in_flight, "clients that time out")
            begun = [record for record in t.records if record.start > t.end + 0.1 and record.kind != "download"]
            assert not any(record.good for record in begun), "no process could answer"
        t.recovered()
        t.loses()
