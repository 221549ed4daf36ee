"""Checks every relative link of the Markdown files: the file exists, and so does the heading that an anchor names.

python3 scripts/check_links.py [FILE...]        without files: the whole repository
python3 scripts/check_links.py --self-test
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)


def without_code(text: str) -> str:
    """The text with its code blanked out; lines keep their numbers."""
    text = re.sub(r"(?ms)^([ ]*```).*?^\1[^\n]*$", lambda found: "\n" * found.group().count("\n"), text)
    return re.sub(r"`[^`\n]*`", lambda found: " " * len(found.group()), text)


def anchors(text: str) -> set[str]:
    """The names that GitHub gives to headings: small letters, without punctuation, `-1` for the second of a name."""
    found: set[str] = set()
    text = re.sub(r"(?ms)^([ ]*```).*?^\1[^\n]*$", "", text)
    for heading in HEADING.findall(text):
        shown = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
        name = re.sub(r"[^\w\- ]", "", shown.lower()).replace(" ", "-")
        number = 0
        while (numbered := f"{name}-{number}" if number else name) in found:
            number += 1
        found.add(numbered)
    return found | set(re.findall(r"<a (?:id|name)=\"([^\"]+)\"", text))


def problems(path: Path) -> Iterator[str]:
    """One line for each link that leads nowhere."""
    text = without_code(path.read_text(encoding="utf-8"))
    for match in LINK.finditer(text):
        target = match.group(1) or match.group(2)
        if re.match(r"[a-z][a-z0-9+.-]*:|//", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        place = f"{os.path.relpath(path, ROOT)}:{text.count(chr(10), 0, match.start()) + 1}"
        if not file.exists():
            yield f"{place}: {target}: there is no such file"
        elif anchor and file.suffix == ".md" and anchor not in anchors(file.read_text(encoding="utf-8")):
            yield f"{place}: {target}: {os.path.relpath(file, ROOT)} has no such heading"


def files() -> Iterator[Path]:
    """The Markdown files of the repository; folders that begin with a dot hold what was built or installed."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(".md"))


def self_test() -> list[str]:
    """What is wrong with the check itself: it must find three links and no other."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.md")
        page.write_text(
            "# One `two`: three\n\n## Same\n\n## Same\n\n"
            "[a](#one-two-three) [b](#same-1) [c](page.md#same) [d](https://x/y)\n"
            "`[code](none.md)`\n\n```\n[block](none.md)\n```\n\n"
            "[no file](none.md) [no heading](page.md#other)\n\n[ref]: gone.md\n"
        )
        found = [line.partition(": ")[2].partition(":")[0] for line in problems(page)]
    return [] if found == ["none.md", "page.md#other", "gone.md"] else [f"self-test: found {found}"]


def main(arguments: list[str]) -> int:
    """1 when a link leads nowhere."""
    found = self_test()
    if arguments != ["--self-test"] and not found:
        for path in map(Path, arguments) if arguments else files():
            found += problems(path.resolve())
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
