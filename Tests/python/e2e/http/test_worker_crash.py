"""An Nginx worker that is killed takes the counts of its requests along: its clients are not refused for ever."""

import signal

import psutil
from testkit.clients import BYSTANDER, Crowd, ask
from testkit.ports import eventually
from testkit.upstream import FakeUpstream


def workers(site) -> list[psutil.Process]:
    """Nginx's, below its master, which the proxy has started."""
    found = psutil.Process(site.proxy.pid).children(recursive=True)
    return [process for process in found if process.is_running() and "worker process" in " ".join(process.cmdline())]


def test_a_client_of_a_killed_worker_is_served_again(tree, proxy_for):
    upstream = FakeUpstream(tree.socket)
    try:
        site = proxy_for(tree, CLIENT_CONNECTION_LIMIT=4)
        with Crowd(tree.port, "slow body", 4, source="127.0.0.1"):
            eventually(lambda: ask(tree.port, "127.0.0.1") == 429, "the client is at its limit")
            (worker,) = workers(site)
            worker.send_signal(signal.SIGKILL)
            site.proxy.stderr.wait_for("exited on signal 9")
        eventually(lambda: ask(tree.port, BYSTANDER) == 200, "the next worker answers")
        assert ask(tree.port, "127.0.0.1") == 200
    finally:
        upstream.close()
