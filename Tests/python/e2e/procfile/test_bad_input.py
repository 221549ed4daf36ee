"""What is wrong with PROCFILE or the Procfile is said before anything starts."""

import os

import pytest
from testkit import unprivileged
from testkit.app import needs_root

SINGLE = {"BOOTSTRAP_SHAPE": "single", "SKIP_MIGRATIONS": "1"}


def refused(run, site, *command, **environment) -> str:
    ended = run(site, *command, **environment)
    assert ended.status == 78, ended.output()
    assert "starts " not in ended.stderr.text()
    return ended.stderr.text()


def serve(run, site, procfile, **environment) -> str:
    return refused(run, site, "plain:application", PROCFILE=procfile, **SINGLE | environment)


def test_a_name_that_is_not_in_the_file(site, run):
    text = serve(run, site, "worker,wrker")
    assert f"cannot run PROCFILE=wrker: {site.app}/Procfile has no such process; it has web, worker, alerts" in text
    assert f"cannot run wrker: {site.app}/Procfile has no such process" in refused(run, site, "procfile", "wrker")


def test_in_a_pod(site, run):
    text = refused(run, site, "plain:application", SKIP_MIGRATIONS="1", PROCFILE="worker")
    assert "beside Gunicorn in the pod shape: run `app-runner procfile worker` in a container of its own" in text


@pytest.mark.parametrize(("name", "hint"), [("web", "Gunicorn, which app-runner starts"), ("release", "bootstrap's")])
def test_names_that_are_ours(site, run, name, hint):
    text = serve(run, site, name)
    assert f"cannot run PROCFILE={name}: " in text and hint in text


def test_lines_that_do_not_parse_are_said_at_once(site, run):
    file = site.write("app/Procfile", "worker: a\nno colon hunter2\nworker: b\n: c\n")
    for text in (serve(run, site, "worker", PORT="x"), refused(run, site, "procfile"), refused(run, site, "procfile", "worker")):
        for line in (2, 3, 4):
            assert f"cannot use {file}:{line}: " in text
        assert "hunter2" not in text
    assert "PORT=" in serve(run, site, "worker", PORT="x")


def test_no_file(site, run):
    (site.app / "Procfile").unlink()
    for text in (serve(run, site, "worker"), refused(run, site, "procfile"), refused(run, site, "procfile", "worker")):
        assert f"cannot read {site.app}/Procfile: No such file or directory" in text


@pytest.mark.parametrize("kind", ["fifo", "folder", "huge", "device", "binary"])
def test_odd_files(site, run, kind):
    path = site.app / "Procfile"
    path.unlink()
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.write_bytes(b"a: b\n" * 20_000 if kind == "huge" else b"a: b\0\xff\n")
    reasons = {"fifo": "a FIFO", "folder": "a folder", "device": "a device", "huge": "larger than 64 KiB", "binary": "not text"}
    for text in (serve(run, site, "a"), refused(run, site, "procfile")):
        assert reasons[kind] in text
    assert run(site, "plan", "plain:application", **SINGLE).status == 0, "without PROCFILE the file does not count"


def test_essential_names(site, run):
    assert "PROCFILE runs no alerts" in serve(run, site, "worker", ESSENTIAL_PROCESSES="nginx,procfile.alerts")


def test_two_names(site, run):
    assert run(site, "procfile", "worker", "alerts").status == 64


@needs_root
def test_as_root_a_link_shows_nothing_that_the_user_cannot_read(site, run):
    unprivileged.open_to_all(site)
    secret = site.write("secret", "root: hunter2\n")
    secret.chmod(0o600)
    (site.app / "Procfile").unlink()
    (site.app / "Procfile").symlink_to(secret)
    text = refused(run, site, "procfile", BOOTSTRAP_USER=unprivileged.NAME)
    assert "Permission denied" in text and "root:" not in text
