"""`app-runner health` asks what this container runs: web, a one-shot, a command. A state of an earlier run is no verdict."""

import os
import signal
from pathlib import Path

import pytest
from testkit import http, unprivileged
from testkit.app import needs_root, write_wsgi
from testkit.odd_files import STATUS_KINDS, odd
from testkit.ports import eventually
from testkit.site import APPLICATION, SITE, write_site

SKIP = {"SKIP_MIGRATIONS": "1"}
SINGLE = {"BOOTSTRAP_SHAPE": "single"}


def state(tree) -> dict[str, str]:
    path = tree.run / "django-bootstrap" / "runner.state"
    return dict(line.split("=", 1) for line in path.read_text().splitlines()) if path.exists() else {}


def test_a_command_is_well_while_it_runs(tree, start, health):
    command = start(tree, "app-runner", "sh", "-c", "echo up; exec sleep 60")
    command.stdout.wait_for("up")
    assert health() == (0, "ok: the command runs") and health("--live")[0] == 0
    assert health(**SINGLE)[0] == 0, "in no shape is a port asked"
    assert command.stop() in (143, -signal.SIGTERM)
    assert health() == (1, "not ready: starting, there is no socket yet")


def test_a_one_shot_is_well_while_it_runs(tree, start, health):
    write_site(tree)
    tree.write("app/sitecustomize.py", "import sys, time\nif 'django_bootstrap' in str(sys.orig_argv):\n    time.sleep(60)\n")
    migrate = start(tree, "app-runner", "migrate", PYTHONPATH=str(tree.app), **SITE)
    eventually(lambda: state(tree).get("role") == "one-shot", "its state")
    assert health() == (0, "ok: the one-shot runs")
    migrate.stop()
    assert health()[0] == 1


def test_another_runner_does_not_take_the_servers_place(tree, serve, run, health):
    app = serve(tree, write_wsgi(tree), **SKIP)
    assert state(tree)["role"] == "web" and int(state(tree)["pid"]) == app.program.pid
    assert run(tree, "true").status == 0
    assert int(state(tree)["pid"]) == app.program.pid
    assert health() == (0, "ok: the application answers 200")


def test_a_server_that_a_command_starts_is_asked(tree, start, binary, health):
    """A script of the project's that ends in `exec app-runner …` or runs it as a child."""
    module = write_wsgi(tree)
    start(tree, "app-runner", "sh", "-c", f"{binary('app-runner')} {module}; exit", **SKIP)
    eventually(lambda: state(tree).get("role") == "web", "the server's state")
    eventually(lambda: health() == (0, "ok: the application answers 200"), "its answer")


@pytest.mark.parametrize("left", ["pid", "process_start"])
def test_a_state_of_an_earlier_run_is_no_verdict(tree, start, health, left):
    command = start(tree, "app-runner", "sh", "-c", "echo up; exec sleep 60")
    command.stdout.wait_for("up")
    facts = state(tree)
    command.stop()
    facts["pid"] = str(os.getpid()) if left == "process_start" else facts["pid"]  # a pid that is given again
    path = tree.run / "django-bootstrap" / "runner.state"
    path.parent.mkdir()
    path.write_text("".join(f"{name}={value}\n" for name, value in facts.items()))
    assert health() == (1, "not ready: starting, there is no socket yet")


@pytest.mark.parametrize("kind", STATUS_KINDS)
def test_a_planted_state_harms_nothing(tree, serve, health, kind):
    serve(tree, write_wsgi(tree), **SKIP)
    path = tree.run / "django-bootstrap" / "runner.state"
    path.unlink()
    odd(path, kind, b"role=web\npid=-1\nprocess_start=99999999999999999999\nwritten=nan\n\xff=\xff\n=\n")
    assert health() == (0, "ok: the application answers 200")


def test_an_error_of_the_application_is_said_in_the_single_shape_too(tree, start, run):
    tree.write("app/broken.py", "def application(environ, start_response):\n    raise RuntimeError\n")
    start(tree, "app-runner", "broken:application", **SINGLE, **SKIP)
    said = (1, "not ready: the application answers 500")

    def ask(program):
        result = run(tree, "health", program=program, **SINGLE)
        return result.wait(), result.stdout.text()

    eventually(lambda: ask("app-runner") == said, "its answer")
    assert ask("proxy") == said


@needs_root
def test_settings_that_it_does_not_use(tree, serve, health):
    serve(tree, write_wsgi(tree), **SKIP)
    strange = {"NGINX_USER": "no-such-user", "BOOTSTRAP_USER": "no-such-user", "SHUTDOWN_TIMEOUT": "x", "DRAIN_DELAY": "99"}
    assert health(**strange, SECRET_KEY_FILE="/nonexistent") == (0, "ok: the application answers 200")


def test_as_another_user(tree, start, binary, health):
    """A probe has the container's user, which need not be that of the runner."""
    unprivileged.open_to_all(tree)
    command = start(tree, "app-runner", "sh", "-c", "echo up; exec sleep 60")
    command.stdout.wait_for("up")
    words = [*unprivileged.as_nobody(), str(binary("app-runner")), "health"]
    probe = start(tree, Path(words[0]), *words[1:])
    assert probe.wait() == 0, probe.output()


def test_readiness_by_the_site_itself(tree, serve, health):
    write_site(tree)
    serve(tree, APPLICATION, address=tree.port, **SITE, **SINGLE, **SKIP)
    eventually(lambda: http.answers(tree.status_port, "/readyz"), "ready")
    assert health(**SINGLE) == (0, "ok")
