"""The table of docs/compatibility.md: scripts/compatibility.py on rows as the flow writes them."""

import runpy
from dataclasses import asdict
from types import SimpleNamespace

import pytest
from projects.flow.record import Row
from testkit.tree import ROOT


@pytest.fixture(scope="module")
def script():
    return SimpleNamespace(**runpy.run_path(str(ROOT / "scripts" / "compatibility.py")))


WORKS = Row("shop", "A shop | small", 0, python="3.13.5", django="5.2.19", written=["Dockerfile", "k8s/a.yaml", "k8s/b.yaml"])
WORKS.environment, WORKS.static_files, WORKS.upload = ["DATABASE_URL"], 7, "/media/wall.png"
WORKS.init_seconds, WORKS.build_seconds, WORKS.start_seconds, WORKS.stop_seconds = 1.25, 20.5, 3.04, 1.2
FAILS = Row("blog", "A blog", 1, failed="build", why="stage build: no space in /tmp/pytest")


def test_the_rows(script):
    lines = script.table([asdict(WORKS), asdict(FAILS)]).splitlines()
    assert lines[0].endswith("1 of 2 projects work, 1 of them with no line changed by hand.")
    begin = "| A shop \\| small | 5.2.19 | 3.13.5 | `Dockerfile`, `k8s/` (2) | 0 | `DATABASE_URL` "
    assert lines[4] == begin + "| 21.8 | 3.0 | 7 | `/media/wall.png` | 1.2 | works |"
    assert lines[5] == "| A blog | – | – | none | 0 | none | – | – | – | – | – | fails: build |"
    assert {line.replace("\\|", "").count("|") for line in lines[2:]} == {len(script.HEAD) + 1}


def test_only_what_is_between_the_marks_changes(script):
    text = (ROOT / "docs" / "compatibility.md").read_text()
    once = script.written(text, [asdict(WORKS)])
    assert script.written(once, [asdict(FAILS)]) == script.written(text, [asdict(FAILS)]) != text
    assert once.startswith(text[: text.index(script.BEGIN)]) and once.endswith(text[text.index(script.END) :])
    with pytest.raises(ValueError, match="lacks the marks"):
        script.written("# Nothing", [])


def test_the_page_explains_every_column_and_stage(script):
    from projects.flow.stages import NAMES

    text = (ROOT / "docs" / "compatibility.md").read_text()
    for stage in NAMES:
        assert f"\n| {stage} |" in text, stage
    for column in (
        "Django",
        "Python",
        "Written by `init`",
        "Lines changed",
        "Variables",
        "Static files",
        "Upload",
        "Stop",
        "Result",
    ):
        assert f"**{column}**" in text, column
