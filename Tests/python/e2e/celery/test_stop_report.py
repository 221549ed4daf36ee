"""What the log says of tasks that a stop cuts off, and of a worker that ended by it."""

import pytest

BUDGET = {"SHUTDOWN_TIMEOUT": "6"}


@pytest.mark.parametrize(("late", "fate"), [("0", "lost, acknowledged before it began"), ("1", "goes back to the broker")])
@pytest.mark.parametrize("pool", ["prefork", "solo", "threads"])
def test_each_task_with_its_fate(shop, pool, late, fate):
    worker = shop.worker("--pool", pool, LATE=late, **BUDGET)
    shop.send("work", "long", 60, LATE=late)
    shop.until_logged("begin long")
    assert worker.stop(30) == 0, "the stop was asked for"
    text = worker.stderr.text()
    (line,) = [line for line in text.splitlines() if "cold shutdown of the worker: 1 running (shop.work[" in line]
    assert f"]: {fate})" in line
    assert "worker stopped: exit status 1" in text, text


def test_a_worker_that_had_nothing_to_do(shop):
    worker = shop.worker(SHUTDOWN_TIMEOUT="120")
    assert worker.stop(120) == 0
    assert "worker stopped: exit status 0" in worker.stderr.text()


@pytest.mark.parametrize(
    ("options", "name"),
    [([], "celery.beat.PersistentScheduler"), (["--scheduler", "schedulers.Own"], "schedulers.Own")],
    ids=["default", "own"],
)
def test_the_banner_of_beat_names_the_projects_scheduler(shop, options, name):
    shop.write("schedulers", "from celery.beat import PersistentScheduler\n\n\nclass Own(PersistentScheduler):\n    pass\n")
    beat = shop.run("beat", "--loglevel", "INFO", *options)
    shop.until("ok", kind="beat")
    assert f". scheduler -> {name}" in beat.stdout.text()
    assert "django_bootstrap_celery" not in beat.stdout.text()
