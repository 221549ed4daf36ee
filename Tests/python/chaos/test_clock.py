"""The wall clock jumps a day ahead and back, under load."""

import time
from email.utils import parsedate_to_datetime

import pytest
from chaos.rig.clock import DAY, FakeClock, library
from testkit import http
from testkit.ports import eventually

pytestmark = pytest.mark.skipif(library() is None, reason="needs libfaketime")


def ahead(served) -> tuple[float, float]:
    """How far the application's and Nginx's clocks are ahead of this process's, in days."""
    application = float(http.request(served.port, "/clock").body)
    nginx = parsedate_to_datetime(http.request(served.port, "/media/picture.gif").header("Date")).timestamp()
    return round((application - time.time()) / DAY, 2), round((nginx - time.time()) / DAY, 2)


def test_a_jump(stack, trial):
    served = stack(FakeClock)
    with trial("clock +1 day, and back", served) as t:
        with t.fault():
            for days in (1, 0, -1, 0):
                served.clock.jump(days * DAY)
                eventually(lambda wanted=days: ahead(served) == (wanted, wanted), "every clock has jumped")
                t.load.until_answered(5)
        t.recovered()
        t.allows(failed=0, refused=0)
    assert served.running() and served.lives() == 1
