"""What a run has measured, one line a project, for scripts/compatibility.py."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from projects.workshop.tools import STATE

RESULTS = STATE / "results.jsonl"


@dataclass
class Row:
    name: str
    title: str
    # Its place in the table.
    order: int
    image: str = ""
    python: str = ""
    django: str = ""
    # What `init` wrote, and how many lines of it or of the project were changed by hand after it.
    written: list[str] = field(default_factory=list)
    # What `init` says of the project. Not in the table: advice, such as DEBUG being on.
    notes: list[str] = field(default_factory=list)
    lines_changed: int = 0
    # The names of the variables that were set for the run, beside SUPERUSER_PASSWORD.
    environment: list[str] = field(default_factory=list)
    init_seconds: float | None = None
    build_seconds: float | None = None
    start_seconds: float | None = None
    stop_seconds: float | None = None
    static_files: int | None = None
    upload: str = ""
    # The stage that failed, and why; empty when all have passed.
    failed: str = ""
    why: str = ""


def store(row: Row, results: Path = RESULTS):
    """Adds the row in place of an older one of the same project, so that a run of one project keeps the others' rows."""
    rows = [json.loads(line) for line in results.read_text().splitlines()] if results.exists() else []
    rows = [older for older in rows if older["name"] != row.name] + [asdict(row)]
    rows.sort(key=lambda one: (one["order"], one["name"]))
    results.parent.mkdir(parents=True, exist_ok=True)
    fresh = results.with_suffix(".new")
    fresh.write_text("".join(json.dumps(one) + "\n" for one in rows))
    fresh.replace(results)
