"""One fault under load: the load before, during and after it, and the row of the table that comes of it."""

import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from testkit.load import records
from testkit.load.generator import Load

from .stack import Stack


@dataclass
class Row:
    fault: str
    stack: str
    role: str  # `ours`, `classic` or `control`
    requests: int = 0
    answered: int = 0
    failed: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    resent: int = 0
    allowed: str = ""  # how many may fail, in words; empty where nothing is judged
    recovery: float | None = None  # seconds; None: not as long as the load ran
    stops: bool = False  # nothing is to recover
    slowest: float = 0.0
    note: str = ""
    round: int = 1
    passed: bool = True

    def as_json(self) -> dict:
        return asdict(self)


class Trial:
    """`with trial(...) as t:` runs the load; `with t.fault():` is the moment of the fault."""

    def __init__(self, fault: str, stack: Stack, load: Load, allowed: str = "0"):
        self.load, self.stack = load, stack
        self.row = Row(fault, stack.name, stack.role, allowed=allowed if stack.role == "ours" else "")
        self.begin = self.end = 0.0
        self.stops = False  # a stop has no recovery

    @contextmanager
    def fault(self):
        """Whatever is open from the beginning to the end of the block was in flight."""
        self.begin = time.monotonic()
        yield
        self.end = time.monotonic()

    @property
    def records(self) -> list[records.Request]:
        return self.load.records

    @property
    def failed(self) -> int:
        return records.count(self.records, records.FAILED)

    @property
    def refused(self) -> int:
        return records.count(self.records, records.REFUSED)

    @property
    def reasons(self) -> dict[str, int]:
        return records.reasons(self.records)

    @property
    def in_flight(self) -> int:
        return records.in_flight(self.records, self.begin, self.end)

    def recovered(self, times: int = 3, timeout: float = 60):
        """Blocks until every kind is answered again."""
        self.load.until_answered(times, timeout=timeout)

    def finish(self) -> Row:
        found, row = self.records, self.row
        row.requests = len(found)
        row.resent = records.count(found, records.RESENT)
        row.answered = records.count(found, records.ANSWERED) + row.resent
        row.failed, row.reasons, row.refused = self.failed, self.reasons, self.refused
        row.stops, row.recovery = self.stops, records.recovery(found, self.begin)
        row.slowest = records.slowest(found, self.begin)
        if row.allowed == "in flight":
            row.allowed = f"{self.in_flight} in flight"
        return row

    # --- What is asserted of our own stacks; the classic one's rows are only recorded ---

    def allows(self, failed: int, refused: int | None = None):
        self.finish()
        if self.stack.role != "ours":
            return
        assert self.failed <= failed, f"{self.failed} of {len(self.records)} failed, {failed} may: {self.reasons}"
        if refused is not None:
            assert self.refused <= refused, f"{self.refused} of {len(self.records)} were refused"

    def loses(self, refused: bool = True):
        """A control: without the mechanism the same fault is felt."""
        self.finish()
        assert self.failed + (self.refused if refused else 0) > 0, "the control lost nothing: the fault proves nothing"
