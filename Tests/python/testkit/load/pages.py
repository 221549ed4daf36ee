"""A load of requests that are counted, each one: answered, failed, and why."""

import collections
import http.client
import threading
import time

from .limits import HANG


class Load:
    """Clients that ask one request after the other until they are told to stop.

    A connection that is refused before a request was sent is no failure of a server that has stopped: it is counted
    apart, and ends its client.
    """

    def __init__(self, port: int, clients: int = 16, path: str = "/"):
        self.port, self.path = port, path
        self.answered = 0
        self.failures: collections.Counter[str] = collections.Counter()
        self.refused = 0
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._client, args=(number,), daemon=True) for number in range(clients)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        self._stop.set()
        for thread in self._threads:
            thread.join(HANG)

    def until(self, answered: int, timeout: float = HANG):
        """Blocks until so many requests were answered."""
        deadline = time.monotonic() + timeout
        while self.answered < answered:
            assert time.monotonic() < deadline, f"{self.answered} answered: {dict(self.failures)}"
            time.sleep(0.01)

    def _client(self, number: int):
        kept = None
        while not self._stop.is_set():
            keep = number % 2 == 0
            try:
                connection = kept or http.client.HTTPConnection("127.0.0.1", self.port, timeout=HANG)
                if connection.sock is None:
                    connection.connect()
            except ConnectionRefusedError:
                with self._lock:
                    self.refused += 1
                return
            except OSError as error:
                self._fail(type(error).__name__)
                return
            reused = kept is not None
            kept = None
            try:
                connection.request("GET", self.path, headers={} if keep else {"Connection": "close"})
                answer = connection.getresponse()
                body = answer.read()
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                # A server may close an idle connection at any time; clients send such a request again (RFC 9112, 9.3.1).
                if not (reused and isinstance(error, (http.client.RemoteDisconnected, ConnectionError))):
                    self._fail(type(error).__name__)
                continue
            if answer.status == 200 and body:
                with self._lock:
                    self.answered += 1
            else:
                self._fail(str(answer.status))
            if keep and not answer.will_close:
                kept = connection
            else:
                connection.close()

    def _fail(self, reason: str):
        with self._lock:
            self.failures[reason] += 1
