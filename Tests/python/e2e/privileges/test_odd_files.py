"""A FIFO, a device or a huge file in the place of a file that is read: an error or no file, and never a wait."""

import os

import pytest
from testkit.app import write_wsgi
from testkit.odd_files import odd
from testkit.site import SITE

KINDS = {"fifo": "it is a FIFO", "zero": "it is a device", "null": "it is a device", "huge": "it is larger than"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_secret_file(tree, run, kind):
    path = odd(tree.root / "secret", kind)
    ended = run(tree, write_wsgi(tree), SECRET_KEY_FILE=path, **SITE)
    assert ended.status == 78, ended.output()
    assert f"cannot read {path} named by SECRET_KEY_FILE: {KINDS[kind]}" in ended.stderr.text()


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_of_the_secrets_folder(tree, run, kind):
    path = odd(tree.root / "secrets" / "API_KEY", kind)
    ended = run(tree, write_wsgi(tree), SECRETS_DIR=path.parent, **SITE)
    assert ended.status == 78, ended.output()
    assert f"cannot read {path} named by SECRETS_DIR: {KINDS[kind]}" in ended.stderr.text()


@pytest.mark.parametrize("kind", KINDS)
def test_a_pid_file_is_stale(tree, serve, kind):
    path = odd(tree.run / "gunicorn" / "gunicorn.pid", kind)
    app = serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1")
    assert app.pidfile == app.master.pid and not path.is_symlink()


@pytest.mark.parametrize("kind", ["fifo", "zero", "huge"])
def test_a_file_of_nginxs_in_the_place_of_ours(tree, run, kind):
    path = odd(tree.config / "nginx" / "conf.d" / "django.conf", kind)
    ended = run(tree, "check", program="proxy")
    assert ended.status == 78, ended.output()
    assert f"cannot read {path}: {KINDS[kind]}" in ended.stderr.text()


@pytest.mark.parametrize("kind", ["fifo", "zero", "huge"])
def test_another_file_of_nginxs_is_passed_over(tree, run, kind):
    odd(tree.config / "nginx" / "dhparam.pem", kind)
    assert run(tree, "check", program="proxy").status == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_state_file(tree, run, kind):
    odd(tree.run / "celery" / "worker.state", kind)
    ended = run(tree, "health", "--kind", "worker", program="celery-runner")
    assert ended.status == 1 and ended.stdout.text().startswith("worker starting: "), ended.output()


@pytest.mark.parametrize("value", ["inf", "-inf", "nan", "1e300", "-1e300"])
@pytest.mark.parametrize("kind", ["worker", "beat"])
def test_no_number_in_a_state_file_traps(tree, run, kind, value):
    keys = ("written", "loop", "tick", "next", "oldest", "delivery", "broker_probe", "waiting_since")
    for key in keys:
        lines = [f"pid={os.getpid()}", "active=1", "written=1", "tick=1", "next=1", f"{key}={value}"]
        tree.write(f"run/celery/{kind}.state", "\n".join(lines) + "\n")
        ended = run(tree, "health", "--kind", kind, program="celery-runner")
        assert ended.status in (0, 1) and ended.stdout.text().startswith(f"{kind} "), ended.output()
