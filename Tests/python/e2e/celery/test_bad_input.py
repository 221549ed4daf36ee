"""What is wrong is said, and leaves nothing behind."""

import pytest
from testkit.app import nothing_left
from testkit.site import APPLICATION, SITE, write_site

SINGLE = SITE | {"BOOTSTRAP_SHAPE": "single"}


@pytest.mark.parametrize("switch", ["CELERY_WORKER", "CELERY_BEAT"])
def test_no_app_is_said_before_the_database_is_touched(tree, run, switch):
    write_site(tree)
    ended = run(tree, APPLICATION, **SINGLE, **{switch: "1"})
    assert ended.status == 78
    assert f"{switch} is on, but CELERY_APP is not set" in ended.stderr.text()
    assert not (tree.app / "db.sqlite3").exists()


def test_an_app_that_does_not_import_is_said_before_the_database_is_touched(tree, run):
    write_site(tree)
    ended = run(tree, APPLICATION, **SINGLE, CELERY_WORKER="1", CELERY_APP="no_such_app")
    assert ended.status == 78
    assert "cannot import CELERY_APP no_such_app" in ended.stderr.text()
    assert not (tree.app / "db.sqlite3").exists()
    nothing_left(tree.root)


def test_the_runner_leaves_an_app_that_does_not_import_to_celery(shop):
    worker = shop.run("worker", CELERY_APP="no_such_app")
    assert worker.wait() == 2, "Celery's own status for bad usage"
    assert "Unable to load celery application" in worker.output()
    nothing_left(shop.tree.root)


def test_every_wrong_variable_is_named_at_once(shop):
    wrong = shop.run("worker", CELERY_CONCURRENCY="x", SHUTDOWN_TIMEOUT="-1")
    assert wrong.wait() == 78
    assert "CELERY_CONCURRENCY" in wrong.stderr.text() and "SHUTDOWN_TIMEOUT" in wrong.stderr.text()


def test_no_command(shop):
    nothing = shop.run()
    assert nothing.wait() == 64 and "name worker" in nothing.stderr.text()


@pytest.mark.parametrize("command", ["worker", "beat"])
def test_a_broker_that_cannot_be_found_is_waited_for(shop, command):
    waiting = shop.run(command, CELERY_BROKER_URL="redis://:hunter2@no-such-host.invalid:6379/0")
    waiting.stderr.wait_for("no-such-host.invalid")
    assert waiting.running
    assert waiting.stop() == 0, "a stop ends the waiting too"
    assert "hunter2" not in waiting.output()
    nothing_left(shop.tree.root)
