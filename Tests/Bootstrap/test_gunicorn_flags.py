"""The Swift list of Gunicorn's flags is Gunicorn's own: an update that adds one is noticed here."""

import re
from pathlib import Path

import pytest
from gunicorn import config

SOURCE = Path(__file__).parents[2] / "Sources/AppRunner/Configuration/GunicornArguments.swift"


def swift_flags():
    """The words of `GunicornArguments.flags`."""
    declaration = re.search(r"static let flags: Set<String> = \[(.*?)\]", SOURCE.read_text(), re.DOTALL)
    assert declaration, f"no list of flags in {SOURCE}"
    return re.findall(r'"([^"]+)"', declaration[1])


def options(takes_value):
    """Gunicorn's options with or without a value, as its own parser declares them, with argparse's --help."""
    return {
        name
        for action in config.Config().parser()._actions
        for name in action.option_strings
        if (action.nargs != 0) == takes_value
    }


def test_the_list_is_gunicorns_own():
    assert set(swift_flags()) == options(takes_value=False)


def test_the_settings_say_the_same_as_the_parser():
    """KNOWN_SETTINGS is what `gunicorn.config` documents; --help and --version are no settings."""
    flags = {
        name
        for setting in config.KNOWN_SETTINGS
        if setting.action in ("store_true", "store_false", "store_const")
        for name in setting.cli or ()
    }
    assert flags | {"-h", "--help", "-v", "--version"} == set(swift_flags())


def test_no_word_is_there_twice():
    assert len(swift_flags()) == len(set(swift_flags()))


@pytest.mark.parametrize("name", ["--config", "-c", "--bind", "-b"])
def test_the_options_that_our_rules_know_take_a_value(name):
    assert name in options(takes_value=True)


@pytest.mark.parametrize(("known", "shortest"), [("--config", "--conf"), ("--bind", "--bi")])
def test_the_beginnings_that_our_rules_take_are_unique(known, shortest):
    """argparse takes any unique beginning of a long option; our rules begin at the shortest one."""
    names = options(takes_value=True) | options(takes_value=False)
    assert [name for name in sorted(names) if name.startswith(shortest)] == [known]
    shorter = shortest[:-1]
    assert len([name for name in names if name.startswith(shorter)]) > 1, f"{shorter} is unique too"
