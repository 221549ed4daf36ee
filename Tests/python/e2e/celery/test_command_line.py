"""celery-runner's arguments and variables: what Celery gets of them."""

import pytest
from testkit.brokers import Redis
from testkit.ports import eventually


def concurrency(shop) -> str:
    return shop.until("ok", kind="worker").partition(" of ")[2].split()[0]


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "1"),
        (["--concurrency", "3"], {"CELERY_CONCURRENCY": "2", "WORKER_CONCURRENCY": "4"}, "3"),
        ([], {"CELERY_CONCURRENCY": "2", "WORKER_CONCURRENCY": "4"}, "2"),
        ([], {"WORKER_CONCURRENCY": "4"}, "4"),
    ],
    ids=["one", "argument", "variable", "project"],
)
def test_the_concurrency(shop, arguments, environment, expected):
    shop.worker(*arguments, **environment)
    assert concurrency(shop) == expected


def test_a_leading_celery_and_a_task(shop):
    shop.run("celery", "worker")
    shop.send("note", "hello")
    shop.until_logged("note hello")


def test_it_runs_in_the_run_directory(shop):
    worker = shop.worker("--pidfile", "own.pid")
    assert (shop.tree.run / "celery" / "own.pid").exists()
    assert worker.stop() == 0


def test_the_deprecated_variables_warn_and_work(tree, start, binary, shop):
    broker = Redis(password="hunter2")
    try:
        worker = shop.run("worker", CELERY_BROKER_URL="", CELERY_BROKER=broker.url, CELERY_LOGLEVEL="info")
        worker.stderr.wait_for("ready.")
        for name in ("CELERY_BROKER", "CELERY_LOGLEVEL"):
            worker.stderr.wait_for(f"{name} is deprecated")
        lines = [open(f"/proc/{child}/cmdline").read() for child in children(worker.pid)]
        assert lines and not any("hunter2" in line for line in lines)
        assert any(line.startswith("celery-runner: log relay") for line in lines)
        assert worker.stop() == 0
        assert "hunter2" not in worker.output()
        assert "hunter2" not in "".join(path.read_text(errors="replace") for path in (tree.run / "celery").glob("*.state"))
        plan = shop.run("plan", "worker", CELERY_BROKER=broker.url)
        assert plan.wait() == 0 and "hunter2" not in plan.output() and "CELERY_BROKER_URL=<redacted>" in plan.output()
    finally:
        broker.kill()


def children(pid: int) -> list[str]:
    return open(f"/proc/{pid}/task/{pid}/children").read().split()


def test_other_commands_are_celery_s(shop):
    version = shop.run("--version")
    assert version.wait() == 0 and version.stdout.text().startswith("5.")
    shop.worker()
    ping = shop.run("inspect", "ping")
    assert ping.wait() == 0 and "pong" in ping.stdout.text()
    unknown = shop.run("no-such-command")
    assert unknown.wait() == 2 and "No such command" in unknown.stderr.text()
    assert not shop.run("worker", CELERY_APP="no_such_app").wait() == 0


def test_app_runner_hands_over(shop, start):
    program = start(shop.tree, "app-runner", "celery", "--version", **shop.environment)
    assert program.wait() == 0 and program.stdout.text().startswith("5.")


def test_an_include_of_the_project_s(shop):
    shop.tree.write("app/more.py", "import shop\n\n\n@shop.app.task\ndef extra():\n    shop.write('extra')\n")
    worker = shop.worker("--include", "more")
    worker.stdout.wait_for("more.extra")


def test_rabbitmq_has_its_three_queues(rabbit_shop):
    rabbit_shop.worker()

    def names():
        found = sorted(rabbit_shop.broker.queues())
        return [name for name in found if name == "celery" or name.startswith("celeryev.") or name.endswith("pidbox")]

    eventually(lambda: len(names()) == 3, "the queues")
    assert names()[0] == "celery" and names()[1].startswith("celery@") and names()[2].startswith("celeryev.")
