"""A command that is nearly an application: the hint with the colon, still status 127 in one line."""

import pytest


@pytest.mark.parametrize(
    ("word", "meant"), [("shop.wsgi.application", "shop.wsgi:application"), ("shop.wsgi", "shop.wsgi:application")]
)
def test_did_you_mean(tree, run, word, meant):
    ended = run(tree, word)
    assert ended.status == 127
    assert len(ended.stderr.lines) == 1
    assert f"cannot run {word}: " in ended.stderr.text() and f"did you mean {meant}?" in ended.stderr.text()
    assert str(tree.app) in ended.stderr.text(), "where Python looked"


def test_a_name_that_is_none(tree, run):
    ended = run(tree, "no-such.command")
    assert ended.status == 127
    assert "did you mean" not in ended.stderr.text()
