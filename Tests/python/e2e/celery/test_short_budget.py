"""A worker in the single container takes nothing of a request's share of a short budget."""

from concurrent.futures import ThreadPoolExecutor

from testkit.app import App, write_wsgi


def test_nine_seconds_are_enough_for_a_request_of_six(shop, tree, start):
    celery = shop.environment | {"CELERY_WORKER": "1", "CELERY_BEAT": "1", "BOOTSTRAP_SHAPE": "single"}
    program = start(tree, "app-runner", write_wsgi(tree), SKIP_MIGRATIONS="1", SHUTDOWN_TIMEOUT="9", **celery)
    app = App(tree, program, tree.port).wait_until_ready()
    shop.until("ok", "busy", kind="worker")
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=6")
        app.in_flight("/slow")
        assert app.stop() == 0
        assert slow.result().status == 200
    assert "cut off" not in app.stderr.text()
