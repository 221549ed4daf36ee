"""The rows of this run: written as they come, and shown as a table at the end."""

import json
from pathlib import Path

from testkit.tree import ROOT

RESULTS = ROOT / ".run" / "chaos" / "results.jsonl"

COLUMNS = [
    "fault", "stack", "requests", "answered", "failed", "refused", "resent", "allowed", "recovery", "slowest", "why, remarks",
]  # fmt: skip


class Report:
    def __init__(self, file: Path = RESULTS):
        self.file, self.rows = file, []
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")

    def add(self, row):
        self.rows.append(row)
        with self.file.open("a") as results:
            results.write(json.dumps(row.as_json()) + "\n")

    def table(self) -> list[str]:
        cells = [COLUMNS, *(columns(row) for row in self.rows)]
        widths = [max(len(line[at]) for line in cells) for at in range(len(COLUMNS))]
        text = [2, 3, 4, 5, 6, 8, 9]  # numbers, to the right
        return [
            "  ".join(cell.rjust(width) if at in text else cell.ljust(width)
                      for at, (cell, width) in enumerate(zip(line, widths, strict=True))).rstrip()
            for line in cells
        ]  # fmt: skip


def seconds(row) -> str:
    if row.stops:
        return "–"
    return "never" if row.recovery is None else f"{row.recovery:.1f}"


def columns(row) -> list[str]:
    remarks = [f"{count}x {reason}" for reason, count in row.reasons.items()]
    remarks += [row.note] if row.note else []
    remarks += [] if row.passed else ["NOT AS ALLOWED"]
    stack = row.stack if row.role != "control" else f"control: {row.stack}"
    return [
        row.fault, stack, str(row.requests), str(row.answered), str(row.failed), str(row.refused), str(row.resent),
        row.allowed or "–", seconds(row), f"{row.slowest:.1f}", "; ".join(remarks),
    ]  # fmt: skip
