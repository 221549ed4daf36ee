"""Which process gets which variables, in each shape."""

import json
import os
import sys

import psutil
from testkit import http
from testkit.app import write_wsgi
from testkit.marked import MARK, SECRETS
from testkit.ports import eventually
from testkit.processes import is_relay, relays, servers, words

CELERY = """
from celery import Celery

app = Celery("shop", broker="memory://")
"""
# The project's processes; every other process must get nothing.
PROJECTS = ("gunicorn", "celery")


def kind(process: psutil.Process) -> str:
    line = " ".join(process.cmdline())
    return "relay" if is_relay(process) else next(name for name in (*PROJECTS, "nginx") if name in line)


def test_the_single_container(tree, serve, nginx_spy):
    tree.write("app/shop.py", CELERY)
    app = serve(
        tree, write_wsgi(tree), address=tree.port, BOOTSTRAP_SHAPE="single", SKIP_MIGRATIONS="1", CELERY_WORKER="1",
        CELERY_BEAT="1", CELERY_APP="shop", TZ="UTC", **SECRETS, **nginx_spy.environment,
    )
    children = psutil.Process(app.program.pid).children(recursive=True)
    found = {kind(process) for process in children}
    assert found == {"gunicorn", "celery", "nginx", "relay"}
    for process in children:
        has = SECRETS.items() <= process.environ().items()
        assert has == (kind(process) in PROJECTS), process
        assert has or MARK not in str(process.environ()), process
    runs = nginx_spy.runs()
    assert {"test", "render", "server"} <= runs.keys()
    for name in ("test", "render", "server"):
        assert MARK not in runs[name], name
    assert "TZ=UTC\n" in runs["server"] and "NGINX=" in runs["server"] and "PORT=" not in runs["server"]
    if os.geteuid() == 0:
        assert f"PORT={tree.port}\n" in runs["render"]


def test_the_proxy_of_a_pod(tree, start, nginx_spy):
    program = start(tree, "proxy", "run", **SECRETS, **nginx_spy.environment)
    eventually(lambda: http.answers(tree.status_port, "/livez"), "the status port")
    for process in psutil.Process(program.pid).children(recursive=True):
        assert MARK not in str(process.environ()), process
    assert relays(program.pid) and MARK not in nginx_spy.runs()["server"] + nginx_spy.runs()["test"]


def test_the_app_of_a_pod(tree, serve):
    app = serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", **SECRETS)
    assert SECRETS.items() <= app.seen()["environ"].items()
    (relay,) = relays(app.program.pid)
    assert MARK not in str(relay.environ())


def test_celery(tree, start):
    tree.write("app/shop.py", CELERY)
    program = start(tree, "celery-runner", "worker", CELERY_APP="shop", **SECRETS)

    def celery():
        """Not the log relay in the moment before it has its title."""
        return next((child for child in servers(program.pid) if "celery" in " ".join(words(child))), None)

    worker = eventually(celery, "the worker")
    assert SECRETS.items() <= worker.environ().items()


def test_publishing_is_told_of_no_secret(tree, run):
    volume = {"STATIC_PUBLISH_DIR": tree.root / "srv"}
    tree.write("app/static/a.css", "a")
    plan = run(tree, "plan", "--json", write_wsgi(tree), SKIP_MIGRATIONS="1", **volume, **SECRETS)
    (step,) = json.loads(plan.stdout.text())["steps"]
    assert step["name"] == "publish-static" and not {"SECRETS_DIR", *SECRETS} & set(step["inherits"])
    published = run(tree, "publish-static", **volume, **SECRETS)
    assert published.status == 0, published.output()
    assert (tree.root / "srv" / "a.css").read_text() == "a"


def test_nginx_gets_what_the_users_own_files_name(tree, start, nginx_spy):
    tree.override("modules-enabled/more.conf", "env PAYMENT_TOKEN;\n")
    start(tree, "proxy", "run", **SECRETS, **nginx_spy.environment)
    eventually(lambda: http.answers(tree.status_port, "/livez"), "the status port")
    server = nginx_spy.runs()["server"]
    assert f"PAYMENT_TOKEN={SECRETS['PAYMENT_TOKEN']}\n" in server and "SECRET_KEY" not in server


def test_a_setting_from_a_mounted_folder_reaches_the_rendered_files(tree, serve):
    tree.write("secrets/NGINX_CLIENT_MAX_BODY_SIZE", "7m\n")
    app = serve(
        tree, write_wsgi(tree), address=tree.port, BOOTSTRAP_SHAPE="single", SKIP_MIGRATIONS="1",
        SECRETS_DIR=tree.root / "secrets",
    )
    texts = [file.read_text() for file in (tree.run / "nginx" / "conf").rglob("*.conf")]
    assert any("client_max_body_size 7m;" in text for text in texts)
    assert app.request("/").status == 200


def test_a_command_that_is_passed_through_stays_as_it_is(tree, run):
    code = "import json, os; print(json.dumps(dict(os.environ))); print(open('/proc/self/status').read())"
    ended = run(tree, sys.executable, "-c", code, EMPTY="", **SECRETS)
    assert ended.status == 0
    text = ended.stdout.text()
    assert SECRETS["PAYMENT_TOKEN"] in text and '"EMPTY": ""' in text and "NoNewPrivs:\t0" in text
