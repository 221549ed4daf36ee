"""The Swift lists of Gunicorn's options are Gunicorn's own: an update that changes them is noticed here."""

from __future__ import annotations

import argparse
import re

import pytest
from gunicorn import config
from testkit.tree import ROOT

SOURCE = ROOT / "Sources/AppRunner/Configuration/GunicornOptions.swift"


def swift_list(name: str) -> list[str]:
    """The words of one of the lists in `GunicornOptions`."""
    declaration = re.search(rf"static let {name}: Set<String> = \[(.*?)\]", SOURCE.read_text(), re.DOTALL)
    assert declaration, f"no list {name} in {SOURCE.name}"
    return re.findall(r'"([^"]+)"', declaration[1])


def options(*, with_value: bool) -> set[str]:
    """Gunicorn's options as its own parser declares them, argparse's --help among them."""
    parser: argparse.ArgumentParser = config.Config().parser()
    return {
        name
        for action in parser._actions
        for name in action.option_strings
        if (action.nargs != 0) == with_value
    }


def test_flags_are_gunicorns_own() -> None:
    assert set(swift_list("flags")) == options(with_value=False)


def test_options_with_a_value_are_gunicorns_own() -> None:
    """Only the long ones: a short one differs from a flag in that it is not among the flags."""
    assert set(swift_list("withValue")) == {name for name in options(with_value=True) if name.startswith("--")}


def test_the_settings_say_the_same_as_the_parser() -> None:
    """KNOWN_SETTINGS is what `gunicorn.config` documents; --help and --version are no settings."""
    flags = {
        name
        for setting in config.KNOWN_SETTINGS
        if setting.action in ("store_true", "store_false", "store_const")
        for name in setting.cli or ()
    }
    assert flags | {"-h", "--help", "-v", "--version"} == set(swift_list("flags"))


@pytest.mark.parametrize("name", ["flags", "withValue"])
def test_no_word_is_there_twice(name: str) -> None:
    words = swift_list(name)
    assert len(words) > 10
    assert len(words) == len(set(words))


@pytest.mark.parametrize("name", ["--config", "-c", "--bind", "-b"])
def test_the_options_that_our_rules_know_take_a_value(name: str) -> None:
    assert name in options(with_value=True)


@pytest.mark.parametrize(
    "name", ["-h", "--help", "-v", "--version", "--check-config", "--print-config"]
)
def test_the_options_that_only_inform_are_flags(name: str) -> None:
    assert name in options(with_value=False)
