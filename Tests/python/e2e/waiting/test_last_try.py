"""Nginx follows at most ten internal redirects of a request; the waits take eight of them."""

from concurrent.futures import ThreadPoolExecutor

from testkit import http
from testkit.upstream import FakeUpstream

ACCEL = b"HTTP/1.1 200 OK\r\nX-Accel-Redirect: /media/late.txt\r\nContent-Length: 0\r\n\r\n"


def test_after_the_last_wait_a_file_of_the_second_folder_is_sent(pod):
    pod.tree.write("app/mediafiles/late.txt", "sent by nginx")
    pod.start_proxy(NGINX_UPSTREAM_WAIT="10")
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(http.request, pod.tree.port, "/late")
        pod.wait_until_held("/late", count=4)
        upstream = FakeUpstream(pod.tree.socket, lambda head: ACCEL)
        response = waiting.result()
    upstream.close()
    assert (response.status, response.body) == (200, b"sent by nginx")
