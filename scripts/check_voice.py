"""Finds words that plain technical English does without, in what people read.

    python3 scripts/check_voice.py [FILE...]        without files: the whole repository
    python3 scripts/check_voice.py --self-test      every rule finds its own sample, in every kind of file

It reads the comments and string literals of Swift, C and Python, the comments of Nginx files, YAML, shell and
Dockerfiles, and the prose of Markdown. It skips code: identifiers, text between backticks, code blocks, values inside
an interpolation, literals of one word.
"""

from __future__ import annotations

import ast
import io
import os
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PEOPLE = r"(?:operator|user|client|visitor|developer|attacker|maintainer|uploader|author|reader)s?|person|people|team"


class Rule(NamedTuple):
    """What is found, what to write instead, and a sentence in which it has to be found."""

    pattern: str
    prefer: str
    sample: str


RULES = (
    # `nobody` is also a user of the system.
    Rule(r"(?<!user )(?<!belongs to )(?<!runs as )(?<!-o )nobody|no one", "no process, no client", "what nobody reads"),
    Rule(r"somebody|someone", "name it: another process, a client", "somebody else holds the lock"),
    Rule(r"(?:any|every)(?:body|one)", "name them: any client, all processes", "everybody can read it"),
    Rule(r"who(?:m)?ever", "the process, the client or the user that …", "whoever reads the log"),
    # People are "who"; a process, a container or a file is "it".
    Rule(rf"(?:(?P<person>{PEOPLE})\s+)?whom?(?!:)", "the process that …", "who connects later waits in the socket"),
    Rule(r"ours", "our own file; better its name: the default file", "a file of ours"),
    Rule(r"any\s?more", "`no longer`; better the new state: draining", "not ready any more"),
    Rule(r"serve[sd]?\s+on(?!\s+(?:port|ports|loopback|the|a|an|both|one))", "still serving", "it serves on for 5 s"),
    Rule(r"(?:given|gives?|giving|gave)\s+(?:it\s+)?up", "restart limit reached; stops; drops", "beat is given up"),
    Rule(r"(?:goes|go|going|went)\s+on", "continues", "it goes on without the worker"),
    Rule(r"dawdl\w*", "slow", "a client that dawdles"),
    Rule(r"looked\s+at", "read, inspected, checked, polled", "it is looked at ten times a second"),
    Rule(r"left-?overs?", "orphaned workers; files of an earlier run", "the left-overs of a killed master"),
    Rule(r"doors?", "listener", "the door is closed first"),
    Rule(r"hurr(?:y|ies|ied|ying)", "escalate, escalation", "the hurry signal"),
    Rule(r"(?:im)?patien(?:ce|t)", "timeout", "the patience of the proxy"),
    Rule(r"farewells?", "timeout", "a farewell of five seconds"),
    Rule(r"for\s+good", "permanently", "cached for good"),
    Rule(r"mend(?:s|ed|ing)?", "correct, repair", "mend the file"),
    Rule(r"(?:is|are|was|were|been|until)\s+told|(?:tells?|told)\s+of", "reports; receives", "it is told to stop"),
    Rule(r"in\s+(?:its\s+|their\s+)?hands?", "in flight", "the requests that it has in hand"),
    Rule(r"becomes?\s+the\s+(?:program|command)", "executes it (exec)", "the child becomes the program"),
)
# Not inside a path, a name, an assignment or quotes: `WHO=1`, `mysite.Ours`, `class Ours(Base)`, `name="nobody"`.
FINDER = [(re.compile(rf"(?<![\w`'\"./=-])(?:{rule.pattern})(?![\w`\"=(-])", re.IGNORECASE), rule) for rule in RULES]


class Passage(NamedTuple):
    """Text that people read, and the number of its first line."""

    line: int
    text: str


def swift(source: str) -> Iterator[Passage]:
    """Comments and string literals. `\\(…)` is code: it becomes `…`."""
    comment = re.compile(r"(?://[^\n]*(?:\n[ \t]*(?=//))?)+|/\*.*?\*/", re.DOTALL)
    opening = re.compile(r'(#*)("""|")')
    at = 0
    while match := re.compile(r'//|/\*|#*"').search(source, at):
        line = source.count("\n", 0, match.start()) + 1
        if found := comment.match(source, match.start()):
            at = found.end()
            yield Passage(line, re.sub(r"(?m)^[ \t]*///?", " ", found.group()))
        elif quote := opening.match(source, match.start()):
            text, at = literal(source, quote.end(), quote.group(1), quote.group(2))
            yield Passage(line, text)
        else:
            at = match.end()


def literal(source: str, at: int, hashes: str, quotes: str) -> tuple[str, int]:
    """The text of a Swift literal that begins at `at`, and where it ends."""
    text, escape = "", "\\" + hashes
    while not source.startswith(quotes + hashes, at):
        if source.startswith(escape + "(", at):
            end = interpolation(source, at + len(escape) + 1)
            text += "…" + "\n" * source.count("\n", at, end)
        elif source.startswith(escape, at):
            end = at + len(escape) + 1
            text += "\n" if source.startswith("\n", end - 1) else " "
        else:
            end = at + 1
            text += source[at]
        at = end
    return text, at + len(quotes + hashes)


def interpolation(source: str, at: int) -> int:
    """Where the parenthesis closes that was opened before `at`."""
    depth = 1
    while depth:
        if source[at] == '"':
            _, at = literal(source, at + 1, "", '"')
            continue
        depth += {"(": 1, ")": -1}.get(source[at], 0)
        at += 1
    return at


def python(source: str) -> Iterator[Passage]:
    """Comments, line after line as one text, and string literals with the parts that are written one after another."""
    lines: dict[int, str] = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            lines[token.start[0]] = token.string.lstrip("#")
    for line in sorted(lines):
        if line - 1 not in lines:
            end = line
            while end in lines:
                end += 1
            yield Passage(line, "\n".join(lines[each] for each in range(line, end)))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield Passage(node.lineno, node.value)


def markdown(source: str) -> Iterator[Passage]:
    """Without code blocks (fenced or indented) and the targets of links; the lines keep their numbers."""
    fenced = r"^([ ]*```)[^\n]*\n.*?^\1[^\n]*$"
    indented = r"(?<=\n\n)(?: {4}[^-*\d\s][^\n]*\n|\n)+"
    for pattern, flags in ((fenced, re.MULTILINE | re.DOTALL), (indented, re.MULTILINE)):
        source = re.sub(pattern, lambda found: "\n" * found.group().count("\n"), source, flags=flags)
    yield Passage(1, re.sub(r"\]\([^)\s]*\)", "]", source))


def hashes(source: str) -> Iterator[Passage]:
    """Comments that begin with `#`, line after line as one text."""
    for match in re.finditer(r"(?m)(?:(?:^|[ \t])#(?!!)[^\n]*(?:\n[ \t]*(?=#))?)+", source):
        yield Passage(source.count("\n", 0, match.start()) + 1, re.sub(r"(?m)^[ \t]*#", " ", match.group()))


READERS = {".swift": swift, ".c": swift, ".h": swift, ".py": python, ".md": markdown} | dict.fromkeys(
    (".conf", ".yaml", ".yml", ".sh", ".Dockerfile", ".app", ".proxy"), hashes
)


def problems(name: str, source: str) -> Iterator[str]:
    """One line for each find: place, words, what to write instead."""
    for passage in READERS[Path(name).suffix](source):
        text = re.sub(r"`[^`\n]*`", lambda found: " " * len(found.group()), passage.text)
        if " " not in text.strip():
            continue
        for finder, rule in FINDER:
            for match in finder.finditer(text):
                if not match.groupdict().get("person"):
                    line = passage.line + text.count("\n", 0, match.start())
                    words = " ".join(match.group().split())
                    yield f'{name}:{line}: "{words}"; prefer: {rule.prefer}'


def files() -> Iterator[Path]:
    """The files of the repository; folders that begin with a dot hold what was built or installed."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in READERS)


def self_test() -> list[str]:
    """What a rule does not find where it must, or finds where it must not."""
    wrong = []
    for rule in RULES:
        text = rule.sample
        half = text.rpartition(" ")[0].rpartition(" ")[0]
        wrapped = [half, text[len(half) + 1 :]]
        must = {
            "a.swift": (f"let a = 1  // {text}.\n", f'let a = "{text}"\n', f'let a = """\n    {text}\n    """\n'),
            "b.swift": (
                f"/// {wrapped[0]}\n/// {wrapped[1]}\n",
                f'f("\\(g("(")) {text}", 1)\n',
                f'let a = #"{text}"#\n',
            ),
            "a.py": (f"a = 1  # {text}.\n", f'a = f"{{b}} {text}"\n', f'def a():\n    """{text.capitalize()}."""\n'),
            "b.py": (f"# {wrapped[0]}\n# {wrapped[1]}\n", f'a = (\n    "{wrapped[0]} "\n    "{wrapped[1]}"\n)\n'),
            "Dockerfile.app": (f"RUN true\n# {wrapped[0]}\n# {wrapped[1]}\nRUN true\n", f"FROM a  # {text}\n"),
            "a.md": (f"# Title\n\n{wrapped[0]}\n{wrapped[1]}\n", f"| a | {text} |\n", f"- a\n    {text}\n"),
        }
        code = f"`{text}`"
        must_not = {
            "a.swift": (f"// {code} is code\n", f'let a = "\\(f("{text}"))"\n', f"// {rule.prefer}\n"),
            "a.py": (f"# {code} is code\n", 'nobody = ours("door")\n'),
            "a.conf": (f"set $a '{text}';\n", f"# {code} is code\n"),
            "a.md": (f"The {code}.\n", f"```\n{text}\n```\n", f"See:\n\n    {text}\n"),
        }
        for expected, samples in ((True, must), (False, must_not)):
            for name, texts in samples.items():
                for sample in texts:
                    if any(f"prefer: {rule.prefer}" in found for found in problems(name, sample)) != expected:
                        verb = "misses" if expected else "finds"
                        wrong.append(f"self-test: {rule.pattern} {verb} {name}: {sample!r}")
    return wrong


def main(arguments: list[str]) -> int:
    """1 when there is something to change."""
    found = self_test()
    if arguments != ["--self-test"] and not found:
        for path in map(Path, arguments) if arguments else files():
            if path.resolve() != Path(__file__).resolve():
                name = os.path.relpath(path, ROOT)
                found += problems(name, path.read_text(encoding="utf-8"))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
