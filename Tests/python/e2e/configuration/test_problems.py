"""Configuration that cannot be right: everything at once, status 78, nothing started."""

import json
import os
import shutil
import socket
import stat
from pathlib import Path

import pytest
from testkit import unprivileged
from testkit.app import nothing_left
from testkit.site import APPLICATION, SITE, write_site

SINGLE = {"BOOTSTRAP_SHAPE": "single", "RESTART_LIMIT": "0"} | SITE
NO_PROXY = {"TRUSTED_PROXIES": "none"}  # unset, a warning says what a client could claim

BROKEN = {
    "PORT": "0",
    "STATUS_PORT": "x",
    "NGINX_CLIENT_MAX_BODY_SIZE": "20m; } server {",
    "SHUTDOWN_TIMEOUT": "-1",
    "BOOTSTRAP_LOG_FORMAT": "xml",
}


@pytest.fixture
def site(tree):
    return write_site(tree)


def untouched(tree):
    """Nothing was started or made."""
    nothing_left(tree.root)
    assert not (tree.app / "db.sqlite3").exists()
    assert not list(tree.run.iterdir())


@pytest.mark.parametrize("program", ["app-runner", "proxy"])
def test_all_problems_at_once(site, run, program):
    command = [APPLICATION] if program == "app-runner" else []
    ended = run(site, *command, program=program, **(SINGLE | BROKEN))
    assert ended.status == 78
    assert len(ended.stderr.lines) == len(BROKEN), ended.output()
    for name, value in BROKEN.items():
        lines = [line for line in ended.stderr.text().splitlines() if f'cannot use {name}="{value}": it must be ' in line]
        assert len(lines) == 1, ended.output()
    assert ended.stdout.text() == ""
    untouched(site)


def test_an_invalid_secret_is_not_shown(site, run):
    file = site.write("password", b"\xff\xfe not text")
    ended = run(site, APPLICATION, SUPERUSER_PASSWORD_FILE=file, SUPERUSER_PASSWORD="hush-hush", **SINGLE)
    assert ended.status == 78
    assert "SUPERUSER_PASSWORD" in ended.stderr.text() and "hush" not in ended.output()
    untouched(site)


def test_a_typo_is_warned_of(site, serve):
    app = serve(site, APPLICATION, SKIP_MIGRATION="1", DATABASE_WAIT_TIMOUT="3", **SITE)
    assert "did you mean SKIP_MIGRATIONS?" in app.stderr.text()
    assert "did you mean DATABASE_WAIT_TIMEOUT?" in app.stderr.text()
    assert (site.app / "db.sqlite3").exists(), "a warning changes nothing"


@pytest.mark.parametrize("name", ["PORT", "STATUS_PORT"])
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6], ids=["ipv4", "ipv6"])
def test_a_port_in_use(site, run, name, family):
    with socket.socket(family) as other:
        if family == socket.AF_INET6:
            other.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        other.bind(("::" if family == socket.AF_INET6 else "0.0.0.0", 0))
        other.listen()
        port = other.getsockname()[1]
        ended = run(site, APPLICATION, **(SINGLE | {name: str(port)}))
    assert ended.status == 78, ended.output()
    assert f"port {port}" in ended.stderr.text() and f"set {name} to another" in ended.stderr.text()
    assert not (site.app / "db.sqlite3").exists()
    nothing_left(site.root)


@pytest.mark.parametrize(
    ("missing", "environment"),
    [("nginx", SINGLE | NO_PROXY), ("python3", SITE)],
    ids=["nginx", "python3"],
)
def test_a_program_that_is_missing(site, run, missing, environment):
    tools = site.root / "tools"
    tools.mkdir()
    for name in {"nginx", "python3"} - {missing}:
        (tools / name).symlink_to(shutil.which(name) or "/bin/false")
    ended = run(site, APPLICATION, **environment, PATH=tools)
    assert ended.status == 127
    assert f"cannot run {missing}: " in ended.stderr.text() and len(ended.stderr.lines) == 1
    untouched(site)


def test_a_run_folder_that_cannot_be_written(site, binary, start):
    unprivileged.open_to_all(site)
    site.run.chmod(0o555)
    program, *arguments = [*unprivileged.as_nobody(), binary("app-runner"), APPLICATION]
    ended = start(site, Path(program), *arguments, **SITE, **unprivileged.tools(site.root / "bin"))
    assert ended.wait() == 78
    assert len(ended.stderr.lines) == 1, ended.output()
    assert str(site.run) in ended.stderr.text() and "cannot" in ended.stderr.text()
    assert not (site.app / "db.sqlite3").exists()


def test_a_run_folder_too_long_for_a_socket(site, run):
    deep = site.root / ("d" * 100)
    deep.mkdir()
    ended = run(site, APPLICATION, BOOTSTRAP_RUN_DIR=deep, **SITE)
    assert ended.status == 78
    assert "107 bytes" in ended.stderr.text() and "BOOTSTRAP_RUN_DIR" in ended.stderr.text()
    assert not (site.app / "db.sqlite3").exists(), "it could be known before the database was touched"


def test_a_socket_that_is_served_is_noticed_before_the_database_is_touched(site, run):
    site.socket.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(site.socket))
        other.listen()
        ended = run(site, APPLICATION, **SITE)
    assert ended.status == 78
    assert stat.S_ISSOCK(os.lstat(site.socket).st_mode)
    assert not (site.app / "db.sqlite3").exists(), "it could be known before the database was touched"


def test_celery_without_its_application(site, run):
    ended = run(site, APPLICATION, CELERY_WORKER="1", CELERY_BEAT="yes", **SINGLE)
    assert ended.status == 78
    assert "CELERY_APP" in ended.stderr.text() and "CELERY_WORKER and CELERY_BEAT" in ended.stderr.text()
    untouched(site)


def test_celery_with_an_application_that_is_not_there(site, run):
    ended = run(site, APPLICATION, CELERY_WORKER="1", CELERY_APP="no_such_app", **SINGLE)
    assert ended.status == 78
    assert "no_such_app" in ended.stderr.text()
    assert not (site.app / "db.sqlite3").exists()
    nothing_left(site.root)


def test_json_lines(site, run, serve):
    ended = run(site, APPLICATION, **(SINGLE | BROKEN | {"BOOTSTRAP_LOG_FORMAT": "json"}))
    assert ended.status == 78
    for line in ended.stderr.lines:
        entry = json.loads(line)
        assert {"time", "level", "program", "message"} <= entry.keys()
        assert (entry["level"], entry["program"]) == ("error", "app-runner")

    app = serve(site, APPLICATION, BOOTSTRAP_LOG_FORMAT="json", SKIP_MIGRATIONS="1", SKIP_MIGRATION='"\\')
    app.stop()
    ours = [json.loads(line) for line in app.stderr.lines if line.startswith(b"{")]
    assert {entry["level"] for entry in ours} == {"info", "warning"}
    assert any("starts gunicorn" in entry["message"] for entry in ours)
    assert not [line for line in app.stderr.lines if b"app-runner:" in line]
