"""Programs of the user's at three points of the start."""

import os
import signal

import pytest
from testkit import unprivileged
from testkit.app import needs_root, nothing_left, write_wsgi
from testkit.site import APPLICATION, SITE
from testkit.sqlite import tables

POINTS = ("before-migrate", "after-migrate", "before-serve")


def ran(program) -> list[str]:
    """The hooks that ran, in their order."""
    return [line.partition("ran ")[2] for line in program.stderr.text().splitlines() if line.startswith("ran ")]


def test_serve_runs_all_of_them_in_order(site, hook, serve):
    for point in reversed(POINTS):
        hook(f"{point}/20-b")
        hook(f"{point}/10-a")
    app = serve(site, APPLICATION, SUPERUSER_PASSWORD="x", **SITE)
    assert ran(app.program) == [f"{point}/{name}" for point in POINTS for name in ("10-a", "20-b")]
    text = app.stderr.text()
    assert text.index("ran after-migrate/20-b") < text.index('superuser "admin" created') < text.index("ran before-serve/10-a")
    assert text.index("hook before-serve/20-b done in ") < text.index("starts gunicorn")


def test_migrate_runs_the_first_two_kinds(site, hook, run):
    for point in POINTS:
        hook(f"{point}/a")
    ended = run(site, "migrate", **SITE)
    assert ended.status == 0 and ran(ended) == ["before-migrate/a", "after-migrate/a"]
    assert ran(run(site, "collectstatic", **SITE)) == []


def test_without_migrations_the_last_kind_runs(tree, hook, serve):
    """No Django, no settings module, no migrations."""
    for point in POINTS:
        hook(f"{point}/a")
    app = serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1")
    assert ran(app.program) == ["before-serve/a"]


def test_its_output_and_its_surroundings(tree, hook, serve):
    hook("before-serve/a", "echo out $OWN ${SUPERUSER_PASSWORD-none}; readlink /proc/$$/fd/0; pwd")
    app = serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", OWN="value", SUPERUSER_PASSWORD_FILE="")
    lines = app.stdout.text().splitlines()
    assert lines[:3] == ["out value none", "/dev/null", str(tree.app)]


def test_a_failing_one_stops_the_start(site, hook, run):
    hook("before-migrate/10-check", "echo no licence >&2; exit 3")
    hook("before-migrate/20-more")
    ended = run(site, APPLICATION, **SITE)
    assert ended.status == 1 and ran(ended) == []
    assert "cannot start: hook before-migrate/10-check failed with status 3" in ended.stderr.text()
    assert "no licence" in ended.stderr.text() and "starts gunicorn" not in ended.stderr.text()
    assert "auth_user" not in tables(site.app / "db.sqlite3")


def test_a_hanging_one(tree, hook, run):
    hook("before-serve/a", "sleep 600 & sleep 600")
    ended = run(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", HOOK_TIMEOUT="1")
    assert ended.status == 69
    assert "hook before-serve/a has not ended within 1 s" in ended.stderr.text()
    nothing_left(tree.root)


@pytest.mark.parametrize("command", ["serve", "migrate"])
def test_a_stop_during_a_hook(site, hook, start, command):
    hook("before-migrate/a", "trap 'echo cleaned up; exit 0' TERM; echo running; while :; do sleep 0.1; done")
    program = start(site, "app-runner", command, *([APPLICATION] if command == "serve" else []), **SITE)
    program.stdout.wait_for("running")
    program.signal(signal.SIGTERM)
    assert program.wait() == (0 if command == "serve" else 143)
    assert "cleaned up" in program.stdout.text() and "starts gunicorn" not in program.stderr.text()
    nothing_left(site.root)


def test_one_that_ignores_the_stop_ends_with_the_budget(tree, hook, start):
    hook("before-serve/a", "trap '' TERM; echo running; while :; do sleep 0.1; done")
    program = start(tree, "app-runner", write_wsgi(tree), SKIP_MIGRATIONS="1", SHUTDOWN_TIMEOUT="2")
    program.stdout.wait_for("running")
    program.signal(signal.SIGTERM)
    assert program.wait() == 0
    nothing_left(tree.root)


def test_the_killed_helper_leaves_no_hook_behind(tree, hook, start):
    """The kernel kills for memory without asking."""
    hook("before-serve/a", "echo parent $PPID; while :; do sleep 0.1; done")
    program = start(tree, "app-runner", write_wsgi(tree), SKIP_MIGRATIONS="1")
    helper = int(program.stdout.wait_for("parent ").split()[1])
    os.kill(helper, signal.SIGKILL)
    assert program.wait() == 137
    nothing_left(tree.root)


def test_what_is_wrong_with_the_files_is_said_at_once(site, hook, run):
    path = hook("before-migrate/10-check", mode=0o644)
    (path.parent / "20-link").symlink_to("nowhere")
    (path.parent / "30-folder").mkdir()
    hook("before-migrate/README", mode=0o644)
    hook("before-migrate/40.dpkg-old", mode=0o644)
    site.write("etc/bootstrap.d/pre-migrate/x")
    ended = run(site, APPLICATION, PORT="nonsense", BOOTSTRAP_SHAPE="single", **SITE)
    assert ended.status == 78
    text = ended.stderr.text()
    assert f"cannot run the hook {path}: it is not executable" in text and f"chmod 755 {path}" in text
    for part in ("20-link: it is a broken link", "30-folder: it is a folder", "/pre-migrate: hooks are in", "PORT="):
        assert part in text, part
    assert "README" not in text and "dpkg" not in text
    assert not (site.app / "db.sqlite3").exists()


def test_no_interpreter(tree, run):
    tree.write("etc/bootstrap.d/before-serve/a", "echo x\n").chmod(0o755)
    ended = run(tree, write_wsgi(tree), SKIP_MIGRATIONS="1")
    assert ended.status == 78
    assert "Exec format error; begin it with a line that names its interpreter" in ended.stderr.text()


def test_a_mounted_volume(tree, serve):
    """Kubernetes mounts a ConfigMap as links through a hidden folder."""
    tree.write("etc/bootstrap.d/before-serve/..2026_01_01/10-a", "#!/bin/sh\necho ran $BOOTSTRAP_HOOK >&2\n").chmod(0o755)
    folder = tree.config / "bootstrap.d/before-serve"
    (folder / "..data").symlink_to("..2026_01_01")
    (folder / "10-a").symlink_to("..data/10-a")
    assert ran(serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1").program) == ["before-serve/10-a"]


def test_plan_lists_them(site, hook, run):
    path = hook("before-migrate/a")
    last = hook("before-serve/b")
    text = run(site, "plan", APPLICATION, **SITE).stdout.text()
    assert f"hook 1: {path}, at most 300 s (HOOK_TIMEOUT)" in text
    assert text.index(f"hook 2: {last}") < text.index("step 1")
    assert ran(run(site, "plan", APPLICATION, **SITE)) == []


@needs_root
def test_as_root_they_run_as_the_project_s_user(tree, hook, serve):
    """That user may change the folder: it gains nothing by that."""
    unprivileged.open_to_all(tree)
    path = hook("before-serve/a", "id -un; grep NoNewPrivs /proc/$$/status")
    unprivileged.give(path.parent)
    environment = {"BOOTSTRAP_USER": unprivileged.NAME, **unprivileged.tools(tree.root / "bin")}
    app = serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", **environment)
    assert app.stdout.text().split()[:3] == [unprivileged.NAME, "NoNewPrivs:", "1"]


@needs_root
def test_as_root_one_that_the_user_may_not_run_is_named(tree, hook, run):
    unprivileged.open_to_all(tree)
    path = hook("before-serve/a", mode=0o700)
    ended = run(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", BOOTSTRAP_USER=unprivileged.NAME)
    assert ended.status == 78
    assert f"{path}: it is not executable for user {unprivileged.NAME}" in ended.stderr.text()


@needs_root
def test_as_root_a_folder_that_the_user_cannot_read(tree, hook, run):
    unprivileged.open_to_all(tree)
    hook("before-serve/a").parent.chmod(0o700)
    ended = run(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", BOOTSTRAP_USER=unprivileged.NAME)
    assert ended.status == 78 and "cannot read the hooks in " in ended.stderr.text()
