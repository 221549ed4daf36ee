"""The relay itself: nothing is changed on the way, and it may die."""

import contextlib
import signal
import time

import psutil
from testkit.app import processes_of
from testkit.limits import HANG
from testkit.ports import eventually
from testkit.processes import relays, servers, status_fields

from .conftest import numbers


def test_every_line_arrives_in_order(logged):
    site = logged()
    for number in range(300):
        site.request(f"/fill-{number}-/?sleep=0")
    last = "gunicorn stopped" if logged.shape == "single" else "nginx stopped"
    site.program.signal(signal.SIGTERM)
    site.program.stderr.wait_for(last)
    begin = time.monotonic()
    assert site.program.wait() == 0
    # Everything is written and read by now; three seconds later the runner would kill a relay that was not told to end.
    assert time.monotonic() - begin < 3, "told to end, the relay is not waited for in vain"
    assert numbers(site.access_log(), "fill") == list(range(300))
    text = site.program.stderr.text()
    assert numbers(site.program.stderr.lines, "fill") == list(range(300))
    assert "received SIGTERM" in text and "nginx stopped: exit status 0" in text
    assert ("gunicorn stopped: exit status 0" in text) == (logged.shape == "single")
    assert "dropped" not in text


def test_a_killed_relay_is_started_again(logged):
    site = logged()
    for number in range(3):
        relay = site.relay
        # Frozen first: what is written now stays in the pipe, and is the next one's to write.
        relay.suspend()
        site.request(f"/fill-{number}-/?sleep=0")
        relay.kill()
        site.program.stdout.wait_for(f"/fill-{number}-/")
        eventually(lambda r=relay: relays(site.program.pid) not in ([], [r]), "another relay")
    said = [line for line in site.program.stderr.lines if b"log relay ended" in line]
    assert b"signal 9 (SIGKILL); started again" in said[0]
    assert b"starting it again in" in said[1], "the second time in a row it waits"
    assert site.program.stop() == 0
    assert numbers(site.access_log(), "fill") == [0, 1, 2]
    assert "nginx stopped: exit status 0" in site.program.stderr.text()


def test_it_ends_with_those_who_write(logged):
    """The runner is killed, and cannot tell it to."""
    site = logged()
    relay, children = site.relay, servers(site.program.pid)
    site.program.process.kill()
    assert relay.is_running(), "Nginx may still write"
    for process in processes_of(site.tree.root):
        if process != relay:
            # The kernel has told each child of the runner's death, so it may have ended by itself.
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    psutil.wait_procs(children, timeout=HANG)
    eventually(lambda: not relay.is_running() or relay.status() == psutil.STATUS_ZOMBIE, "the end of the relay")
    site.program.stdout.wait_for_end()


def test_a_stop_signal_to_everybody_does_not_end_it_early(logged):
    """As systemd and some shells do it: the last lines are written all the same."""
    site = logged()
    everybody = [psutil.Process(site.program.pid), site.relay]
    for process in reversed(everybody):
        process.send_signal(signal.SIGTERM)
    assert site.program.wait() == 0
    assert "nginx stopped: exit status 0" in site.program.stderr.text()
    assert "log relay ended" not in site.program.stderr.text()


def test_the_last_lines_are_waited_for(logged):
    """A relay that is slow to write them."""
    site = logged()
    relay = site.relay
    relay.suspend()
    site.program.signal(signal.SIGTERM)
    eventually(lambda: not servers(site.program.pid), "all else has ended")
    relay.resume()
    assert site.program.wait() == 0
    assert "nginx stopped: exit status 0" in site.program.stderr.text()


def test_what_it_is(logged):
    """One process of its own group, whose title says what it is."""
    # (In the single shape it would need a Django project.)
    site = logged(**{"SUPERUSER_PASSWORD": "hunter2"} if logged.shape == "proxy" else {})
    relay = site.relay
    assert relay.cmdline()[0] == ("app-runner" if logged.shape == "single" else "proxy") + ": log relay"
    with open(f"/proc/{relay.pid}/stat") as stat:
        assert int(stat.read().rpartition(")")[2].split()[2]) == relay.pid, "its process group"
    with open(f"/proc/{relay.pid}/status") as status:
        fields = status_fields(status.read())
    assert fields["Threads"] == "1"
    assert "SUPERUSER_PASSWORD" not in relay.environ()
    assert len(relays(site.program.pid)) == 1
