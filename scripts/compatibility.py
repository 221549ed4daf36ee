"""compatibility.py RESULTS DOCUMENT: writes the table between the document's two marks."""

import json
import sys
from pathlib import Path

BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"
HEAD = [
    "project", "Django", "Python", "written by `init`", "lines changed", "variables", "init + build, s", "start, s",
    "static files",
    "upload", "stop, s", "result",
]  # fmt: skip


def cell(text: str) -> str:
    """A text that may hold anything, inside of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def code(words: list[str]) -> str:
    return ", ".join(f"`{cell(word)}`" for word in words) or "none"


def files(names: list[str]) -> str:
    """The files; those of a folder are counted: the table has a row for each project, and most are the same."""
    folders: dict[str, int] = {}
    for name in names:
        top, slash, _ = name.partition("/")
        folders[top + slash] = folders.get(top + slash, 0) + 1
    named = (f"`{cell(top)}`" + (f" ({count})" if top.endswith("/") else "") for top, count in folders.items())
    return ", ".join(named) or "none"


def seconds(*values: float | None) -> str:
    return "–" if None in values else f"{sum(values):.1f}"


def line(row: dict) -> list[str]:
    return [
        cell(row["title"]),
        row["django"] or "–",
        row["python"] or "–",
        files(row["written"]),
        str(row["lines_changed"]),
        code(row["environment"]),
        seconds(row["init_seconds"], row["build_seconds"]),
        seconds(row["start_seconds"]),
        "–" if row["static_files"] is None else str(row["static_files"]),
        f"`{cell(row['upload'])}`" if row["upload"] else "–",
        seconds(row["stop_seconds"]),
        # Why is in the results: it names folders of the machine.
        f"fails: {row['failed']}" if row["failed"] else "works",
    ]


def table(rows: list[dict]) -> str:
    works = sum(not row["failed"] for row in rows)
    unchanged = sum(not row["failed"] and row["lines_changed"] == 0 for row in rows)
    said = f"{works} of {len(rows)} projects work, {unchanged} of them with no line changed by hand."
    lines = ["| " + " | ".join(cells) + " |" for cells in [HEAD, ["---"] * len(HEAD), *map(line, rows)]]
    return "\n".join([f"Written by `make test-projects && bash scripts/compatibility.sh`. {said}", "", *lines])


def written(text: str, rows: list[dict]) -> str:
    """The document with a new table; one without the marks is an error."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"cannot write the table: the document lacks the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{table(rows)}\n\n{END}{after}"


def main(results: Path, document: Path) -> None:
    rows = [json.loads(one) for one in results.read_text().splitlines()]
    document.write_text(written(document.read_text(), rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
