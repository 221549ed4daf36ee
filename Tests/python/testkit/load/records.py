"""What became of requests, and what can be said about many of them."""

import collections
import statistics
from dataclasses import dataclass

ANSWERED, RESENT, REFUSED, FAILED = "answered", "resent", "refused", "failed"


@dataclass(frozen=True)
class Request:
    kind: str
    start: float  # of the monotonic clock
    end: float
    outcome: str  # one of the four above; `resent`: answered when it was sent again
    reason: str = ""  # why it failed

    @property
    def good(self) -> bool:
        return self.outcome in (ANSWERED, RESENT)


def count(records: list[Request], outcome: str) -> int:
    return sum(record.outcome == outcome for record in records)


def reasons(records: list[Request]) -> dict[str, int]:
    """`page: status 502` and how often, the most frequent first."""
    failed = collections.Counter(f"{record.kind}: {record.reason}" for record in records if record.outcome == FAILED)
    return dict(failed.most_common())


def in_flight(records: list[Request], begin: float, end: float) -> int:
    """Requests that were open at some moment between the two."""
    return sum(record.start <= end and record.end >= begin for record in records)


def recovery(records: list[Request], fault: float) -> float | None:
    """Seconds from the fault until every kind is answered again and stays so; 0.0 when nothing was disturbed, None for never."""
    worst = 0.0
    for kind in {record.kind for record in records}:
        of_kind = [record for record in records if record.kind == kind and record.end >= fault]
        disturbed = [record.end for record in of_kind if not record.good]
        if not disturbed:
            continue
        answered = [record.end for record in of_kind if record.good and record.start >= max(disturbed)]
        if not answered:
            return None
        worst = max(worst, min(answered) - fault)
    return worst


def slowest(records: list[Request], fault: float) -> float:
    """The longest time that a short request open after the fault took: what a fault that loses nothing costs."""
    times = [record.end - record.start for record in records if record.kind in ("page", "keepalive") and record.end >= fault]
    return max(times, default=0.0)


def median_time(records: list[Request], kind: str) -> float:
    return statistics.median(record.end - record.start for record in records if record.kind == kind and record.good)
