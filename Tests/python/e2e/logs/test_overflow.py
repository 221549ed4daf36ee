"""A reader that stops reading does not stop the site."""

import signal

import pytest
from testkit.app import nothing_left
from testkit.limits import HANG
from testkit.ports import eventually

from .conftest import FILL, dropped, numbers


def expected(logged) -> set[int]:
    """Without an application the proxy answers 503."""
    return {200} if logged.shape == "single" else {503}


def test_the_site_goes_on_while_nobody_reads(logged):
    site = logged(reads=False)
    assert site.fill() == expected(logged)
    site.read()
    out, errors = site.program.stdout, site.program.stderr
    for stream, output in (("stdout", out), ("stderr", errors)):
        output.wait_for(f"lines of {stream}")
        eventually(
            lambda s=stream, o=output: len(numbers(o.lines, "fill")) + dropped(o.lines, s) >= FILL, f"all of {stream}"
        )
        kept = numbers(output.lines, "fill")
        assert kept == sorted(set(kept)), "in order, each once"
        assert kept[: len(kept) // 2] == list(range(len(kept) // 2)), "the newest are dropped, not the oldest"
        assert len(kept) + dropped(output.lines, stream) == FILL, "every one is there or counted"
    assert numbers(site.access_log(), "fill") == numbers(out.lines, "fill"), "every line is valid"
    assert site.request("/after") in expected(logged)
    out.wait_for("/after")
    assert site.program.stop() == 0


def test_the_control_hangs(logged):
    """What the relay is for: without it the log's pipe is full after two lines."""
    site = logged(reads=False, LOG_OVERFLOW="block")
    with pytest.raises(TimeoutError):
        site.fill(count=100, timeout=4)
    site.read()
    eventually(lambda: site.request("/after") in expected(logged), "an answer, now that the log is read")


def test_a_stop_does_not_wait_for_the_reader(logged):
    """The budget is longer than the test waits: a server that could not write would be waited for all that time."""
    site = logged(reads=False, SHUTDOWN_TIMEOUT="600")
    assert site.fill() == expected(logged)
    site.program.signal(signal.SIGTERM)
    assert site.program.process.wait(HANG) == 0
    nothing_left(site.tree.root)


def test_a_reader_that_goes_away(logged):
    """No process gets SIGPIPE or an error: what cannot be read is discarded."""
    site = logged(reads=False)
    site.program.stdout.pipe.close()
    site.program.stderr.begin()
    relay = site.relay
    assert site.fill(count=20) == expected(logged)
    site.program.stderr.wait_for("/fill-19-/")
    assert site.relay == relay and relay.is_running()
    assert site.program.stop() == 0
    site.program.stderr.wait_for("nginx stopped: exit status 0")
