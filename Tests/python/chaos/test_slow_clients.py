"""Ten thousand clients that send or read a byte now and then; quick ones beside them do not notice."""

import resource

import pytest
from chaos.rig import kinds
from chaos.rig.classic import Classic
from chaos.rig.crowd import crowd
from chaos.rig.ours import Single
from testkit.load import records

SLOW = 10000
ENOUGH = 400
QUICK = {name: kinds.KINDS[name] for name in ("page", "keepalive", "upload")}


def workers() -> str:
    """One Nginx worker has room for them where it may open 32,768 files; it uses half as many connections."""
    return "1" if resource.getrlimit(resource.RLIMIT_NOFILE)[1] >= 32768 else "2"


@pytest.mark.full
@pytest.mark.parametrize(
    "kind", [pytest.param(Single, id="single"), pytest.param(Classic, id="classic", marks=pytest.mark.classic)]
)
def test_slow_clients(stack, trial, kind):
    """One sync worker: a client that reached it slowly would delay all others."""
    # They stand for ten thousand addresses, which this machine does not have.
    served = stack(
        kind, WEB_CONCURRENCY="1", WORKERS="1", NGINX_WORKER_PROCESSES=workers(), CLIENT_CONNECTION_LIMIT="0"
    )
    with trial("10,000 slow clients", served, kinds=QUICK) as t:
        t.load.until(lambda found: len(found) > ENOUGH, "quick requests")
        before = records.median_time(t.records, "page")
        with t.fault():
            with crowd(served.port, SLOW, "header", "body", "reader") as there:
                mark = len(t.records)
                t.load.until(lambda found: len(found) > mark + ENOUGH, "quick requests beside them")
        during = records.median_time(t.records[mark:], "page")
        t.recovered()
        t.row.note = f"{there} slow clients; median page {before * 1000:.1f} -> {during * 1000:.1f} ms ({during / before:.1f}x)"
        t.allows(failed=0, refused=0)
        assert served.role != "ours" or there > SLOW * 0.95, f"only {there} slow clients"
