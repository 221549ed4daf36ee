"""Commands that mean Gunicorn, and whose settings win."""

import pytest
from testkit.app import write_wsgi
from testkit.ports import free_port

# Nothing here needs a database; which commands bootstrap is asked in test_bootstrap.py.
SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def module(tree):
    return write_wsgi(tree)


COMMANDS = {
    "application": (["plain:application"], 1),
    "options-first": (["-w", "2", "plain:application"], 2),
    "factory": (["plain:factory()"], 1),
    "factory-with-argument": (["plain:factory('somebody')"], 1),
    "bare-module": (["plain"], 1),
    "gunicorn": (["gunicorn", "plain:application", "--workers=2"], 2),
    "serve": (["serve", "-w", "2", "plain:application"], 2),
}


@pytest.mark.parametrize(("command", "workers"), COMMANDS.values(), ids=COMMANDS.keys())
def test_it_is_served(tree, module, serve, command, workers):
    app = serve(tree, *command, **SKIP)
    assert app.request("/").status == 200
    app.wait_for_workers(workers)
    made_for = {"plain:factory()": "nobody", "plain:factory('somebody')": "somebody"}.get(command[0])
    assert app.seen()["environ"].get("MADE_FOR") == made_for


def test_a_module_in_a_package(tree, serve):
    write_wsgi(tree, "package/__init__")
    app = serve(tree, "package", **SKIP)
    assert app.request("/").status == 200


def test_app_module_still_works_and_is_warned_of(tree, module, serve):
    app = serve(tree, APP_MODULE=module, **SKIP)
    assert app.request("/").status == 200
    assert "APP_MODULE is deprecated" in app.stderr.text()


def test_app_module_with_options(tree, module, serve):
    serve(tree, "-w", "2", APP_MODULE=module, **SKIP).wait_for_workers(2)


def test_the_command_beats_app_module(tree, module, serve):
    assert serve(tree, module, APP_MODULE="no_such:module", **SKIP).request("/").status == 200


def test_web_concurrency(tree, module, serve):
    serve(tree, module, WEB_CONCURRENCY="2", **SKIP).wait_for_workers(2)


def test_a_projects_arguments_beat_the_variable_which_beats_the_file(tree, module, serve):
    file = tree.write("mine.py", 'raw_env = ["WHO=file"]\n')
    who = []
    for command, variable in (([], ""), ([], "--env WHO=variable"), (["--env", "WHO=command"], "--env WHO=variable")):
        app = serve(tree, "-c", file, *command, module, GUNICORN_CMD_ARGS=variable, **SKIP)
        who.append(app.seen()["environ"]["WHO"])
        app.stop()
    assert who == ["file", "variable", "command"]


def test_the_projects_own_configuration_file_wins_over_ours(tree, module, serve):
    tree.write("etc/gunicorn/config.py", 'raw_env = ["WHO=etc"]\nproc_name = "theirs"\n')
    app = serve(tree, module, **SKIP)
    assert app.seen()["environ"]["WHO"] == "etc"
    assert not (tree.run / "django-bootstrap" / "gunicorn_config.py").exists()


def test_a_configuration_in_the_variable_is_the_only_one(tree, module, serve):
    tree.write("etc/gunicorn/config.py", 'raw_env = ["WHO=etc"]\n')
    file = tree.write("mine.py", 'raw_env = ["WHO=variable"]\n')
    app = serve(tree, module, GUNICORN_CMD_ARGS=f"--config={file}", **SKIP)
    assert app.seen()["environ"]["WHO"] == "variable"


@pytest.mark.parametrize("place", ["command", "variable"])
def test_a_bind_of_the_users_is_honoured_and_said(tree, module, serve, place):
    port = free_port()
    bind = [f"--bind=127.0.0.1:{port}"]
    command, variable = (bind, "") if place == "command" else ([], bind[0])
    app = serve(tree, *command, module, address=port, GUNICORN_CMD_ARGS=variable, **SKIP)
    assert app.seen()["environ"].get("LISTEN_FDS") is None
    assert not tree.socket.exists()
    assert "--bind" in app.stderr.text()


WORDS = {"1": True, "yes": True, "On": True, "0": False, "No": False, "off": False, "FALSE": False, "": False}


@pytest.mark.parametrize(("word", "logs"), WORDS.items(), ids=[word or "empty" for word in WORDS])
def test_gunicorns_access_log(tree, module, serve, word, logs):
    app = serve(tree, module, GUNICORN_ACCESS_LOGS=word, **SKIP)
    app.request("/is-it-logged")
    app.stop()
    assert ("/is-it-logged" in app.stdout.text()) is logs
