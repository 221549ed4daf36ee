"""No server and no step can gain privileges; those that are switched to a user have no capability left to regain."""

import os
import pwd

import psutil
import pytest
from testkit import unprivileged
from testkit.app import needs_root
from testkit.ports import eventually
from testkit.processes import status_fields
from testkit.site import APPLICATION, SITE, add_settings, write_site

NONE = "0" * 16
# With a group of the same name, unlike `nobody`; on every Debian.
NGINX_USER = "daemon"
STEP = """
    import shutil
    shutil.copy("/proc/self/status", BASE_DIR / "data" / f"{os.getpid()}.status")
"""


def status(pid: int) -> dict[str, str]:
    with open(f"/proc/{pid}/status") as file:
        return status_fields(file.read())


@pytest.fixture
def site(tree):
    write_site(tree)
    unprivileged.open_to_all(tree)
    unprivileged.give(tree.app / "data")
    add_settings(tree, STEP)
    return tree


@needs_root
def test_switched_processes_have_no_capabilities(site, serve):
    app = serve(
        site, APPLICATION, BOOTSTRAP_SHAPE="single", BOOTSTRAP_USER=unprivileged.NAME,
        NGINX_USER=NGINX_USER, DATABASE_FILE=site.app / "data" / "db.sqlite3", **SITE,
        **unprivileged.tools(site.root / "bin"),
    )
    gunicorns = [app.master.pid, *app.workers]
    loaded = {int(path.stem): status_fields(path.read_text()) for path in (site.app / "data").glob("*.status")}
    assert loaded.keys() - set(gunicorns), "the bootstrap loads the settings too"
    for fields in (*loaded.values(), *map(status, gunicorns)):
        assert fields["NoNewPrivs"] == "1"
        assert {fields[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {NONE}, fields
    (nginx,) = [child for child in app.children if child.pid != app.master.pid]
    master = status(nginx.pid)
    assert master["NoNewPrivs"] == "1" and master["CapBnd"] == status(os.getpid())["CapBnd"], "it has to switch its workers"
    worker = eventually(nginx.children, "Nginx's worker")[0]
    eventually(lambda: worker.uids().real == pwd.getpwnam(NGINX_USER).pw_uid, "it has switched")
    fields = status(worker.pid)
    assert (fields["NoNewPrivs"], fields["CapEff"]) == ("1", NONE)


def test_without_a_switch_none_are_gained(tree, serve, nginx_spy):
    write_site(tree)
    app = serve(tree, APPLICATION, address=tree.port, BOOTSTRAP_SHAPE="single", **SITE, **nginx_spy.environment)
    for process in psutil.Process(app.program.pid).children(recursive=True):
        assert status(process.pid)["NoNewPrivs"] == "1", process
    assert all("NoNewPrivs:\t1" in nginx_spy.runs()[name] for name in ("test", "server"))
    assert status(app.master.pid)["CapBnd"] == status(os.getpid())["CapBnd"]


def test_the_plan_says_so(tree, run):
    text = run(tree, "plan", APPLICATION, BOOTSTRAP_SHAPE="single", **SITE).stdout.text()
    assert text.count("gains no privileges (no_new_privs)") == 6, "render, bootstrap, render, nginx, gunicorn, reload"
    assert text.count("inherits only PATH") == 4 and text.count("inherits every variable that is not empty") == 2
