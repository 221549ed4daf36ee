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
