"""reliability.py RESULTS DOCUMENT: writes the tables between the document's two marks."""

import json
import statistics
import sys
from collections.abc import Iterable
from pathlib import Path

BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


def groups(rows: list[dict]) -> dict[tuple[str, str, str], list[dict]]:
    """The rounds of each fault, stack and role, in the order in which they ran."""
    found: dict[tuple[str, str, str], list[dict]] = {}
    for row in rows:
        found.setdefault((row["fault"], row["stack"], row["role"]), []).append(row)
    return found


def of_all(rows: list[dict], what: str) -> str:
    return f"{sum(row[what] for row in rows):,} of {sum(row['requests'] for row in rows):,}"


def refused(rows: list[dict]) -> str:
    """A client that is refused after the stop is no loss; refusals are counted while a server is there."""
    return "all, at last" if rows[0]["stops"] else f"{sum(row['refused'] for row in rows):,}"


def recovery(rows: list[dict]) -> str:
    if rows[0]["stops"]:
        return "–"
    times = [row["recovery"] for row in rows]
    if None in times:
        return "never"
    return f"{statistics.median(times):.1f} / {max(times):.1f}"


def allowed(rows: list[dict]) -> str:
    text = rows[0]["allowed"]
    if text.endswith("in flight"):
        numbers = extremes(int(row["allowed"].split()[0]) for row in rows)
        return f"those in flight ({'–'.join(dict.fromkeys(numbers))})"
    return text


def extremes(numbers: Iterable[int]) -> list[str]:
    numbers = sorted(numbers)
    return [str(numbers[0]), str(numbers[-1])]


def remark(rows: list[dict]) -> str:
    """The note, of the round in the middle where rounds differ; and what went wrong."""
    notes = [row["note"] for row in rows if row["note"]]
    return notes[len(notes) // 2] if notes else ""


def why(rows: list[dict]) -> str:
    reasons: dict[str, int] = {}
    for row in rows:
        for reason, count in row["reasons"].items():
            reason = reason.partition(": ")[2]
            reasons[reason] = reasons.get(reason, 0) + count
    return ", ".join(f"{reason} ({count:,})" for reason, count in sorted(reasons.items(), key=lambda one: -one[1])[:3])


def table(head: list[str], lines: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(line) + " |" for line in [head, ["---"] * len(head), *lines]]


def tables(rows: list[dict]) -> str:
    found = groups(rows)
    classic = {fault: rounds for (fault, _, role), rounds in found.items() if role == "classic"}
    main, controls, notes = [], [], []
    for (fault, stack, role), rounds in found.items():
        if role == "ours":
            other = classic.get(fault.removesuffix(" of the app"))
            cells = [of_all(rounds, "failed"), refused(rounds), recovery(rounds)]
            none = ["–", "–", "–", ""]
            cells += [of_all(other, "failed"), refused(other), recovery(other), why(other)] if other else none
            main.append([fault, stack, allowed(rounds), *cells])
        if role == "control":
            controls.append([fault, stack, of_all(rounds, "failed"), refused(rounds), why(rounds)])
        if remark(rounds):
            notes.append([fault, stack, remark(rounds)])
    requests = sum(row["requests"] for row in rows)
    rounds = max(row["round"] for row in rows)
    lines = [f"Written by `ROUNDS={rounds} make test-chaos && bash scripts/reliability.sh`; {requests:,} requests.", ""]
    lines += table(
        ["fault", "stack", "may fail", "failed", "refused", "recovery, s", "classic: failed", "refused", "recovery, s",
         "how"], main
    )
    lines += ["", "The controls:", "", *table(["fault", "without the mechanism", "failed", "refused", "how"], controls)]
    lines += ["", "Remarks:", "", *table(["fault", "stack", "measured"], notes)] if notes else []
    return "\n".join(lines)


def main(results: Path, document: Path) -> None:
    rows = [json.loads(line) for line in results.read_text().splitlines()]
    text = document.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text(f"{before}{BEGIN}\n\n{tables(rows)}\n\n{END}{after}")


main(Path(sys.argv[1]), Path(sys.argv[2]))
