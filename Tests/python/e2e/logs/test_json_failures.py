"""With BOOTSTRAP_LOG_FORMAT=json every line on stderr is JSON, however a start fails."""

import json

import pytest

JSON = {"BOOTSTRAP_LOG_FORMAT": "json"}

# Program, arguments, variables, and what the message says.
FAILURES = {
    "a value": ("app-runner", ["a:b"], {"PORT": "http", "BOOTSTRAP_SHAPE": "single"}, 78, "PORT"),
    "no program": ("app-runner", ["no-such-program"], {}, 127, "not in PATH"),
    "no module": ("app-runner", ["mysite.wsgi.application"], {}, 127, "did you mean"),
    "bad usage": ("app-runner", ["migrate", "--nope"], {}, 64, "--nope"),
    "no process": ("app-runner", ["procfile", "x"], {}, 78, "Procfile"),
    "nothing to publish": ("app-runner", ["publish-static"], {"STATIC_PUBLISH_DIR": "/srv/x"}, None, "publish"),
    "init": ("app-runner", ["init", "/no/such/folder"], {}, 78, "/no/such/folder"),
    "no command": ("celery-runner", [], {}, 64, "no command"),
    "a kind": ("celery-runner", ["health", "--kind", "x"], {}, 64, "--kind"),
    "proxy usage": ("proxy", ["plan", "x"], {}, 64, "x"),
}


@pytest.mark.parametrize(("program", "arguments", "variables", "status", "message"), FAILURES.values(), ids=FAILURES)
def test_every_line_is_json(tree, start, program, arguments, variables, status, message):
    ended = start(tree, program, *arguments, **variables, **JSON)
    assert ended.wait() == status if status is not None else ended.wait() != 0, ended.output()
    entries = [json.loads(line) for line in ended.stderr.lines]
    assert all({"time", "level", "program", "message"} <= entry.keys() for entry in entries)
    assert any(entry["level"] == "error" and message in entry["message"] for entry in entries), entries
    assert ended.stdout.lines == []


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [("su-exec", ["no-such-user", "true"], "no such user"), ("tini", ["--nope", "true"], "--nope")],
)
def test_the_predecessors_names(tree, start, binary, name, arguments, message):
    link = tree.root / name
    link.symlink_to(binary("app-runner"))
    ended = start(tree, link, *arguments, **JSON)
    assert ended.wait() == 1
    entries = [json.loads(line) for line in ended.stderr.lines]
    assert [(entry["program"], entry["level"]) for entry in entries] == [(name, "error")]
    assert message in entries[0]["message"]


def entries_of(ended):
    return [json.loads(line) for line in ended.stderr.lines]


def with_program(tree, name, text):
    """The PATH in which this program is the first of its name."""
    tree.write(f"bin/{name}", text).chmod(0o755)
    return f"{tree.root / 'bin'}:{tree.environment()['PATH']}"


def test_a_program_that_cannot_be_executed(tree, start):
    """The step before the program (execve(2)) fails: no interpreter of that name."""
    path = with_program(tree, "celery", "#!/no/such/interpreter\n")
    ended = start(tree, "celery-runner", "worker", PATH=path, CELERY_APP="shop", **JSON)
    assert ended.wait() != 0
    failed = [entry for entry in entries_of(ended) if entry["message"].startswith(f"cannot run {tree.root}/bin/celery: ")]
    assert [(entry["program"], entry["level"]) for entry in failed] == [("celery-runner", "error")]


# Passes its test, and cannot be executed after that.
NGINX = """#!{interpreter}
case "$*" in *" -t "*) rm {interpreter};; esac
"""


def test_an_nginx_that_cannot_be_executed(tree, start):
    """Nginx's environment does not have the format of the log."""
    interpreter = tree.root / "bin" / "sh"
    path = with_program(tree, "nginx", NGINX.format(interpreter=interpreter))
    interpreter.symlink_to("/bin/sh")
    ended = start(tree, "proxy", "run", PATH=path, **JSON)
    assert ended.wait() != 0
    failed = [entry for entry in entries_of(ended) if f"cannot run {tree.root}/bin/nginx: " in entry["message"]]
    assert [(entry["program"], entry["level"]) for entry in failed] == [("proxy", "error")]


def test_a_warning_of_nginx(tree, start):
    server = f"server {{ listen 127.0.0.1:{tree.port}; server_name same.example.org; }}\n"
    tree.override("conf.d/extra.conf", server * 2)
    ended = start(tree, "proxy", "render", **JSON)
    assert ended.wait() == 0, ended.output()
    said = [entry for entry in entries_of(ended) if "conflicting server name" in entry["message"]]
    assert [(entry["program"], entry["level"]) for entry in said] == [("proxy", "warning")]
