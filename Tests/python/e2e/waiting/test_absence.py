"""The app is killed, or replaced, while clients keep asking."""

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from testkit.load.pages import Pages
from testkit.ports import eventually

CLIENTS = 16


def inside(pod) -> int:
    """How many requests broke off after Nginx had connected; it says so of each, whatever it was doing: sending, or reading
    the header or the body. Where it could not connect it says "connect() to unix:... failed"."""
    return sum(b"upstream, client: " in line and b" connect() " not in line for line in pod.proxy.stderr.lines)


def test_a_killed_app_costs_the_requests_inside_it(pod):
    pod.start_proxy().start_app_until_ready()
    with Pages(pod.tree.port, CLIENTS) as load:
        load.until_total(200)
        pod.kill_app()
        pod.wait_until_held(count=CLIENTS)
        pod.start_app()
        load.until_total(load.answered + 200)
    # An answer that was being sent when the worker died is cut off.
    assert set(load.failures) <= {"503", "cut short"}, load.failures
    # Its lines come by another way than the answers.
    eventually(lambda: inside(pod) >= load.failures.total(), f"a line of Nginx for each of {load.failures}")
    # What each client had under way, and once more: the socket is open until the last of the app's processes is gone.
    assert load.failures.total() <= 2 * CLIENTS, load.failures
    assert load.refused == 0


def test_the_control_fails_until_the_app_is_back(pod):
    pod.start_proxy(NGINX_UPSTREAM_WAIT="0").start_app_until_ready()
    with Pages(pod.tree.port, CLIENTS) as load:
        load.until_total(200)
        pod.kill_app()
        pod.wait_until_held(count=10 * CLIENTS)
        pod.start_app()
        load.until_total(load.answered + 200)
    # Each try is a client's failure, and the clients have ended.
    assert load.failures["503"] >= pod.tries("") > 0, load.failures


@pytest.mark.parametrize("worker", ["sync", "gthread"])
def test_an_upgrade_of_the_app_loses_nothing(pod, worker):
    pod.start_proxy().start_app_until_ready("--worker-class", worker, "--threads", "4")
    with Pages(pod.tree.port, CLIENTS) as load:
        load.until_total(200)
        old = pod.app.program
        old.signal(signal.SIGTERM)
        assert old.wait() == 0
        pod.wait_until_held(count=CLIENTS)
        pod.start_app("--worker-class", worker, "--threads", "4")
        load.until_total(load.answered + 200)
    assert not load.failures, load.failures
    assert load.refused == 0


def test_an_upgrade_finishes_what_has_begun_and_what_is_queued(pod):
    """Two workers are busy, and four requests wait in the backlog, when the stop begins."""
    pod.start_proxy().start_app_until_ready()
    with ThreadPoolExecutor() as pool:
        answers = [pool.submit(pod.request, f"/slow/{number}?sleep=1.5") for number in range(6)]
        eventually(lambda: len(pod.executed) == 2, "both workers are busy")
        pod.app.program.signal(signal.SIGTERM)
        assert pod.app.program.wait() == 0
        assert [answer.result().status for answer in answers] == [200] * 6
    assert len(pod.executed) == 6
