"""What happens before Gunicorn, in which order, and how it is switched on and off."""

from pathlib import Path

from testkit.app import nothing_left
from testkit.site import APPLICATION, SITE, add_settings, add_static_file
from testkit.sqlite import tables


def test_a_fresh_database_is_migrated_and_a_migrated_one_is_left_alone(site, database, serve):
    app = serve(site, APPLICATION, **SITE)
    assert app.request("/").status == 200
    assert "auth_user" in tables(database)
    assert "Applying auth.0001_initial" in app.stdout.text()
    assert app.stop() == 0
    nothing_left(site.root)

    again = serve(site, APPLICATION, **SITE)
    assert again.request("/").status == 200
    assert "Applying" not in again.stdout.text()


def test_migrations_can_be_skipped(site, database, serve):
    app = serve(site, APPLICATION, SKIP_MIGRATIONS="1", **SITE)
    assert app.request("/").status == 200
    assert not database.exists()


def test_a_word_for_no_does_not_skip_them(site, database, run):
    for word in ("0", "false", "No", "OFF", ""):
        ended = run(site, "plan", APPLICATION, SKIP_MIGRATIONS=word, **SITE)
        assert ended.status == 0 and "--migrate" in ended.stdout.text(), word
    assert "--migrate" not in run(site, "plan", APPLICATION, SKIP_MIGRATIONS="yes", **SITE).stdout.text()


def test_no_settings_are_needed_when_every_step_is_skipped(site, serve):
    app = serve(site, APPLICATION, SKIP_MIGRATIONS="1")  # the project's wsgi.py sets the default
    assert app.request("/").status == 200


def test_static_files_are_collected_on_request(site, serve):
    add_static_file(site)
    serve(site, APPLICATION, SKIP_MIGRATIONS="1", **SITE).stop()
    assert not (site.app / "static").exists()
    serve(site, APPLICATION, SKIP_MIGRATIONS="1", RUN_COLLECTSTATIC="1", **SITE)
    assert (site.app / "static" / "logo.svg").read_text() == "<svg/>"


def test_the_order(site, start, binary):
    """One stream for both outputs shows what came after what."""
    add_static_file(site)
    program = start(
        site, Path("/bin/sh"), "-c", 'exec "$0" "$@" 2>&1', binary("app-runner"), APPLICATION,
        RUN_COLLECTSTATIC="1", SUPERUSER_PASSWORD="ordered", **SITE,
    )
    program.stdout.wait_for("Booting worker")
    text = program.stdout.text()
    marks = ["Applying auth.0001_initial", "1 static file copied", 'superuser "admin" created', "Starting gunicorn", "Booting"]
    positions = [text.find(mark) for mark in marks]
    assert -1 not in positions and positions == sorted(positions), text


def test_one_shots_do_their_part_and_end(site, database, run):
    add_static_file(site)
    ended = run(site, "collectstatic", **SITE)
    assert (ended.status, database.exists()) == (0, False)
    assert (site.app / "static" / "logo.svg").exists()

    ended = run(site, "migrate", SUPERUSER_PASSWORD="once", **SITE)
    assert ended.status == 0, ended.output()
    assert "auth_user" in tables(database)
    assert 'superuser "admin" created' in ended.stderr.text()
    assert not site.socket.exists()


def test_a_stop_during_the_bootstrap(site, database, start):
    """Settings that take for ever are interrupted, and Gunicorn is not started after it."""
    slow = "import time\nprint('working', flush=True)\ntime.sleep(600)\n"
    add_settings(site, slow)
    # The interrupted helper cannot remove its scratch folder.
    program = start(site, "app-runner", APPLICATION, TMPDIR=site.root, **SITE)
    program.stdout.wait_for("working")
    program.signal(15)
    assert program.wait() == 0
    assert "sends SIG" not in program.stderr.text() and "kills" not in program.stderr.text(), "it ends by the first signal"
    assert "gunicorn" not in program.stdout.text() and not site.socket.exists()
    nothing_left(site.root)
