"""No file descriptor left: in one of Gunicorn's workers, and in Nginx."""

import pytest
from chaos.rig import processes
from chaos.rig.classic import Classic
from chaos.rig.crowd import crowd
from chaos.rig.ours import Pod, Single
from testkit import http
from testkit.ports import eventually

CLASSIC = pytest.param(Classic, id="classic", marks=pytest.mark.classic)
STACKS = [pytest.param(Single, id="single"), pytest.param(Pod, id="pod", marks=pytest.mark.full), CLASSIC]
# What Nginx may have open at a time, its connections to Gunicorn included, and how many slow clients there are.
CONNECTIONS, SLOW = 128, 400


@pytest.mark.parametrize("kind", STACKS)
def test_in_a_gunicorn_worker(stack, trial, kind):
    """It opens files until it may open no more, and can then accept no connection; the others do, and it is replaced."""
    served = stack(kind)
    with trial("no descriptors: Gunicorn worker", served) as t:
        before = {worker.pid for worker in processes.gunicorn_workers(served.tree)}
        with t.fault():
            said = http.request(served.port, "/leak").body.decode()
        assert "Too many open files" in said, said
        eventually(lambda: before - {worker.pid for worker in processes.gunicorn_workers(served.tree)}, "its end")
        t.recovered()
        t.allows(failed=0, refused=0)
    assert served.running() and served.lives() == len(served.services)


@pytest.mark.parametrize("kind", STACKS)
def test_in_nginx(stack, trial, kind):
    """Slow clients have all of its connections (idle ones it would let go): what fails meanwhile is counted, and it must be
    over when they are gone."""
    served = stack(kind, NGINX_WORKER_CONNECTIONS=CONNECTIONS, CLIENT_CONNECTION_LIMIT="0", WORKER_CONNECTIONS=CONNECTIONS)
    with trial("no connections left: Nginx", served, allowed="meanwhile") as t:
        with t.fault():
            with crowd(served.port, SLOW, "header", "body", patience=2):
                t.load.until(lambda records: t.failed > 5, "requests that find no connection")
        t.recovered()
        t.finish()
        late = [record for record in t.records if record.start > t.end + 5 and not record.good]
        assert not late or served.role != "ours", late
    assert served.running() and served.lives() == len(served.services)
