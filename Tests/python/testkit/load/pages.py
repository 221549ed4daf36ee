"""The plain load: GET requests for one page, as fast as they are answered; every second client keeps its connection."""

import collections

from ..limits import HANG
from . import records
from .client import Connection, Failed, head
from .generator import Kind, Load


class Pages(Load):
    """A connection that is refused is no failure of a server that has stopped: it is counted apart, and ends its client."""

    def __init__(self, port: int, clients: int = 16, path: str = "/"):
        closing = clients // 2
        kinds = {
            "keepalive": Kind(page(path, keep=True), clients - closing, 0, keeps=True),
            "page": Kind(page(path, keep=False), closing, 0),
        }
        super().__init__(port, kinds, patience=HANG)
        self._last.set()

    @property
    def answered(self) -> int:
        return self.outcomes[records.ANSWERED] + self.outcomes[records.RESENT]

    @property
    def refused(self) -> int:
        return self.outcomes[records.REFUSED]

    @property
    def failures(self) -> collections.Counter[str]:
        """Why requests failed, and how often: the status of an answer, or what became of the connection."""
        return collections.Counter(record.reason for record in self.records if record.outcome == records.FAILED)

    def until_total(self, answered: int):
        """Blocks until so many requests were answered since the beginning."""
        self.until(lambda _: self.answered >= answered, f"{answered} answers in all (not {self.answered})", HANG)


def page(path: str, keep: bool):
    def ask(connection: Connection, name: str, rng):
        connection.send(head("GET", path, keep))
        status, length, _, _ = connection.answer()
        if status != 200 or not length:
            raise Failed(str(status))

    return ask
