"""Clients of all kinds at the same time; every request of theirs is recorded with what became of it."""

import collections
import random
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from .client import Closed, Connection, Failed, Refused
from .records import ANSWERED, FAILED, REFUSED, RESENT, Request


class Kind(NamedTuple):
    """`ask(connection, name, rng)` does one request and raises `Failed` unless the answer is right."""

    ask: Callable[[Connection, str, random.Random], None]
    clients: int
    pause: float  # seconds between two requests of one client
    keeps: bool = False  # the next request takes the same connection


class Load:
    """`patience`: seconds that a client waits for the next byte."""

    def __init__(self, port: int, kinds: dict[str, Kind], patience: float = 30, refused_pause: float = 0.05):
        self.refused_pause = refused_pause
        self.port, self.patience, self.kinds = port, patience, kinds
        self.records: list[Request] = []
        self.outcomes: collections.Counter[str] = collections.Counter()
        self.open: dict[int, tuple[str, float]] = {}  # client: kind and start of what it is doing
        self._changed = threading.Condition()
        self._stop, self._last = threading.Event(), threading.Event()
        self._threads = [
            threading.Thread(target=self._client, args=(number, kind), daemon=True)
            for number, kind in enumerate(name for name, kind in kinds.items() for _ in range(kind.clients))
        ]

    @property
    def connections(self) -> int:
        return len(self._threads)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.end()

    def end(self):
        self._stop.set()
        self._join(self.patience + 10)

    def until_refused(self, timeout: float = 40):
        """Ends every client by its next refusal."""
        self._last.set()
        self._join(timeout)

    def _join(self, timeout: float):
        deadline = time.monotonic() + timeout
        for thread in self._threads:
            thread.join(max(0, deadline - time.monotonic()))
            assert not thread.is_alive(), f"clients still wait: {self.open}"

    def until(self, condition, what: str, timeout: float = 60):
        """Blocks until `condition(records)`, checked after every request."""
        deadline = time.monotonic() + timeout
        with self._changed:
            while not condition(self.records):
                left = deadline - time.monotonic()
                assert left > 0, f"{what}: not within {timeout} s; the last: {self.records[-5:]}"
                self._changed.wait(left)

    def until_answered(self, times: int = 3, since: float | None = None, timeout: float = 60, kinds=()):
        """Blocks until so many requests of every kind, begun after `since`, were answered, and nothing else came after them."""
        since = time.monotonic() if since is None else since

        def answered(records):
            late = [record for record in records if record.start >= since]
            for kind in kinds or self.kinds:
                of_kind = [record for record in late if record.kind == kind]
                if len(of_kind) < times or not all(record.good for record in of_kind[-times:]):
                    return False
            return True

        self.until(answered, f"{times} answers of every kind", timeout)

    def _record(self, kind: str, start: float, outcome: str, reason: str = ""):
        with self._changed:
            self.records.append(Request(kind, start, time.monotonic(), outcome, reason))
            self.outcomes[outcome] += 1
            self._changed.notify_all()

    def _client(self, number: int, name: str):
        kind, rng, kept, done = self.kinds[name], random.Random(number), None, 0
        time.sleep(rng.uniform(0, kind.pause))
        while not self._stop.is_set():
            done += 1
            start = time.monotonic()
            self.open[number] = (name, start)
            outcome, reason, kept = self._request(kind, f"{number}-{done}", rng, kept)
            del self.open[number]
            self._record(name, start, outcome, reason)
            if outcome == REFUSED and self._last.is_set():
                return
            self._stop.wait(self.refused_pause if outcome == REFUSED else rng.uniform(0.5, 1.5) * kind.pause)
        if kept:
            kept.close()

    def _request(self, kind, name, rng, kept):
        """Outcome, reason, and the connection if it stays open."""
        reused = kept is not None
        try:
            connection = kept or Connection(self.port, self.patience)
        except Refused:
            return REFUSED, "", None
        try:
            kind.ask(connection, name, rng)
        except Closed as error:
            connection.close()
            if not reused:
                return FAILED, str(error), None
            # Only GET requests reuse connections, and a GET may be sent again (RFC 9112, 9.3.1): at once, on a fresh one.
            outcome, reason, kept = self._request(kind, name, rng, None)
            return (RESENT if outcome == ANSWERED else outcome), reason, kept
        except Failed as error:
            connection.close()
            return FAILED, str(error), None
        if connection.open and kind.keeps:
            return ANSWERED, "", connection
        connection.close()
        return ANSWERED, "", None
