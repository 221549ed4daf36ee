"""Stacks under load, and the table of what became of every request."""

import os
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from chaos.rig.kinds import KINDS
from chaos.rig.report import Report
from chaos.rig.trial import Trial
from testkit.load.generator import Load


def pytest_configure(config):
    config.chaos = Report()
    # A run that is ended early (timeout, CI) must not leave its stacks behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_generate_tests(metafunc):
    if "chaos_round" in metafunc.fixturenames:
        metafunc.parametrize("chaos_round", range(1, metafunc.config.getoption("rounds") + 1), ids="round{}".format)


def pytest_collection_modifyitems(config, items):
    if os.geteuid() != 0:
        pytest.exit("cannot run the chaos tests: they make namespaces and mounts; run them as root", 1)
    left_out = [item for item in items if is_left_out(item, config.getoption("short"))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    # One round after the other.
    items.sort(key=lambda item: item.callspec.params.get("chaos_round", 0) if hasattr(item, "callspec") else 0)


def is_left_out(item, short: bool) -> bool:
    """The first round has everything, unless the short form is asked for. The others repeat the asserted rows: not the
    controls and the classic stack, which show a difference, and not what takes long."""
    takes_long = item.get_closest_marker("full") or item.get_closest_marker("classic")
    again = hasattr(item, "callspec") and item.callspec.params.get("chaos_round", 1) > 1
    return bool((short or again) and takes_long) or (again and "control" in item.name)


def pytest_terminal_summary(terminalreporter, config):
    if config.chaos.rows:
        terminalreporter.section("what became of every request")
        for line in config.chaos.table():
            terminalreporter.write_line(line)


@pytest.fixture
def mounts(make_tree):
    """mounts(folder, "size=64m"): a tmpfs there, until the test is over."""
    made = []

    def mount(folder: Path, options: str) -> Path:
        folder.mkdir(exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"mode=755,{options}", "chaos", folder], check=True)
        made.append(folder)
        return folder

    mount.remount_read_only = lambda folder: subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
    yield mount
    for folder in reversed(made):
        subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def stack(make_tree, mounts, binary):
    """stack(Single, NAME=value): the stack, started and ready; `prepare(stack)` is called before its start."""
    made = []

    def make(kind, prepare=None, **environment):
        made.append(kind(make_tree(), binary, **environment))
        if prepare:
            prepare(made[-1])
        return made[-1].start()

    yield make
    for one in reversed(made):
        one.close()


@pytest.fixture
def trial(request, chaos_round):
    """trial("what", stack) as a context: load runs inside, and a row comes of it whatever happens."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")

    @contextmanager
    def begin(fault, stack, allowed="0", role=None, note="", warm=True, **options):
        load = Load(stack.port, **{"kinds": KINDS} | options)
        one = Trial(fault, stack, load, allowed)
        one.row.round, one.row.note, one.row.role = chaos_round, note, role or stack.role
        try:
            with load:
                if warm:
                    load.until_answered(2)
                yield one
        except BaseException:
            one.row.passed = False
            raise
        finally:
            row = one.finish()
            request.config.chaos.add(row)
            reporter.write_line(
                f"\n{row.fault}, {row.stack} ({row.role}): {row.failed} of {row.requests} failed, {row.refused} refused"
            )

    return begin
