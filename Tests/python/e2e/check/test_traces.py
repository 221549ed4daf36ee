"""`check` leaves nothing behind, runs the project as its user, and stops at a stop signal."""

import signal
from pathlib import Path

import psutil
import pytest
from testkit import unprivileged
from testkit.app import needs_root, nothing_left
from testkit.ports import eventually
from testkit.site import APPLICATION, SITE, add_settings

LOG = "LOGGING = {'version': 1, 'handlers': {'f': {'class': 'logging.FileHandler', 'filename': BASE_DIR / 'app.log'}}}\n"


def files(site):
    return {path for folder in (site.app, site.run, site.config) for path in folder.rglob("*")}


def scratch_folders():
    return set(Path("/tmp").glob("django-bootstrap-*"))


@pytest.mark.parametrize("more", ["", LOG, "import no_such_thing\n", "os._exit(5)\n"])
def test_nothing_is_left_behind(check, site, more):
    add_settings(site, more)
    before, folders = files(site), scratch_folders()
    check()
    assert files(site) == before, "no database, no byte code, no log file, nothing in the run folder"
    assert scratch_folders() <= folders
    nothing_left(site.root)


def test_processes_of_the_project_end_with_it(check, site):
    add_settings(site, "import subprocess\nsubprocess.Popen(['sleep', '1000'])\n")
    assert check("--json").report["findings"] == []
    nothing_left(site.root)


def test_a_fork_that_keeps_the_report_open(check, site):
    add_settings(site, "import signal\nif not os.fork():\n    signal.pause()\n")
    assert check("--json").report["findings"] == []
    nothing_left(site.root)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop(site, start, number):
    add_settings(site, "import threading\nprint('waiting')\nthreading.Event().wait()\n")
    folders = scratch_folders()
    program = start(site, "app-runner", "check", APPLICATION, **SITE)
    program.stderr.wait_for("waiting")
    assert scratch_folders() > folders
    program.signal(number)
    assert program.wait() == 128 + number
    assert scratch_folders() <= folders and not program.stdout.text()
    nothing_left(site.root)


def test_a_killed_check_takes_the_project_along(site, start):
    add_settings(site, "import threading\nprint('waiting')\nthreading.Event().wait()\n")
    folders = scratch_folders()
    program = start(site, "app-runner", "check", APPLICATION, **SITE)
    program.stderr.wait_for("waiting")
    (child,) = psutil.Process(program.pid).children()
    program.signal(signal.SIGKILL)
    eventually(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, "the project's process ends")
    for folder in scratch_folders() - folders:
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()


@needs_root
def test_as_root_the_project_runs_as_its_user(check, site):
    unprivileged.open_to_all(site)
    add_settings(site, "import sys\nprint('ids', os.getresuid(), os.getgroups(), os.environ['HOME'], file=sys.stderr)\n")
    tools = unprivileged.tools(site.root / "bin")
    ended = check("--json", BOOTSTRAP_USER=unprivileged.NAME, **tools)
    user = unprivileged.account()
    assert f"ids {(user.pw_uid,) * 3} {[user.pw_gid]} {user.pw_dir}" in ended.errors, ended.errors
    assert ended.report["facts"]["user"] == unprivileged.NAME
    found = {finding["id"]: finding for finding in ended.report["findings"]}
    assert "belongs to root (uid 0), the process runs as nobody" in found["sqlite"]["title"]
    assert found["sqlite"]["fix"].startswith("RUN install -d -o nobody -g ")


@needs_root
def test_without_the_user_the_project_is_not_run(check, site):
    add_settings(site, "print('loaded')\n")
    ended = check("--json", BOOTSTRAP_USER="no-such-user")
    assert ended.status == 1 and "loaded" not in ended.errors
    assert ended.report["findings"][0]["place"] == "BOOTSTRAP_USER"


def test_as_an_ordinary_user(site, binary, start):
    unprivileged.open_to_all(site)
    command = [*unprivileged.as_nobody(), binary("app-runner")]
    environment = SITE | unprivileged.tools(site.root / "bin")
    program = start(site, Path(command[0]), *command[1:], "check", APPLICATION, **environment)
    assert program.wait() in (0, 1)
    assert program.stdout.text().splitlines()[-1].startswith("check: ")
