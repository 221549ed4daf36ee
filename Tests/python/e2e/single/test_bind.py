"""A `--bind` of the user's in the single container: Nginx reaches Gunicorn all the same."""

import signal

import pytest
from testkit import http
from testkit.app import nothing_left, write_wsgi
from testkit.ports import free_port

SINGLE = {"BOOTSTRAP_SHAPE": "single", "SKIP_MIGRATIONS": "1"}


@pytest.fixture
def module(tree):
    return write_wsgi(tree)


@pytest.mark.parametrize("place", ["command", "variable"])
def test_both_are_served(tree, module, serve, place):
    port = free_port()
    bind = [f"--bind=127.0.0.1:{port}"]
    command, variable = (bind, "") if place == "command" else ([], bind[0])
    app = serve(tree, *command, module, address=tree.port, GUNICORN_CMD_ARGS=variable, **SINGLE)
    assert http.request(tree.port, "/").status == 200
    assert http.request(port, "/").status == 200
    assert "--bind" in app.stderr.text()
    app.program.signal(signal.SIGTERM)
    assert app.program.wait() == 0


def test_the_port_of_nginx_stays_nginxs(tree, module, serve):
    app = serve(tree, "gunicorn", f"--bind=0.0.0.0:{tree.port}", module, address=tree.port, **SINGLE)
    assert http.request(tree.port, "/").status == 200
    assert f"--bind 0.0.0.0:{tree.port} is ignored" in app.stderr.text()
    app.stderr.wait_for(f"Listening at: unix:{tree.socket}")


@pytest.mark.parametrize(("command", "variable"), [(["-D"], ""), ([], "--daemon")], ids=["command", "variable"])
def test_a_daemon_is_refused(tree, module, run, command, variable):
    ended = run(tree, *command, module, GUNICORN_CMD_ARGS=variable, **SINGLE)
    assert ended.status == 78, ended.output()
    assert "cannot run Gunicorn with --daemon" in ended.stderr.text()
    nothing_left(tree.root)
