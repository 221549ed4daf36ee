"""`plan` and `env`: what would be done with which settings; nothing is run, made, or given away."""

import json

import pytest
from testkit.app import nothing_left
from testkit.site import APPLICATION, SITE, write_site
from testkit.tree import ROOT

SECRETS = {
    "SUPERUSER_PASSWORD": "alpha-secret",
    "SECRET_KEY": "beta-secret",
    "DATABASE_URL": "postgres://site:gamma-secret@db/site",
    "CELERY_BROKER_URL": "redis://:delta-secret@redis/0",
}
SHAPES = {"pod": SITE, "single": SITE | {"BOOTSTRAP_SHAPE": "single", "CELERY_APP": "site1", "CELERY_WORKER": "1"}}
COMMANDS = [
    ["plan"], ["plan", "--json"], ["plan", "gunicorn", "-w", "2", APPLICATION], ["env"], ["env", "--json"], ["env", "--markdown"],
]


@pytest.mark.parametrize("environment", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_happens_and_nothing_leaks(tree, run, command, environment):
    write_site(tree)
    ended = run(tree, *command, **environment, **SECRETS)
    assert ended.status == 0, ended.output()
    assert ended.stdout.text().strip()
    for word in ("alpha", "beta", "gamma", "delta"):
        assert f"{word}-secret" not in ended.output()
    assert not list(tree.run.iterdir()) and not (tree.app / "db.sqlite3").exists()
    assert not list(tree.app.glob("**/__pycache__")), "not even Python was run"
    nothing_left(tree.root)


def test_the_plan_is_what_is_run(tree, run, serve):
    write_site(tree)
    command = [APPLICATION, "--workers", "2"]
    plan = json.loads(run(tree, "plan", "--json", *command, **SITE).stdout.text())
    (planned,) = [process for process in plan["processes"] if process["name"] == "gunicorn"]
    app = serve(tree, *command, **SITE)
    running = app.master.cmdline()
    arguments = next(value for key, value in planned.items() if isinstance(value, list) and APPLICATION in value)
    assert running[-len(arguments[1:]):] == arguments[1:]


def test_the_plan_says_where_settings_come_from(tree, run):
    text = run(tree, "plan", APPLICATION, SHUTDOWN_TIMEOUT="12", **SITE).stdout.text()
    assert "SHUTDOWN_TIMEOUT=12 (environment)" in text
    assert "DJANGO_SETTINGS_MODULE=site1.settings (environment)" in text
    file = tree.write("key", "x")
    text = run(tree, "plan", APPLICATION, SECRET_KEY_FILE=file, **SITE).stdout.text()
    assert f"SECRET_KEY=<redacted> (file {file})" in text


def test_env_knows_type_default_value_and_source(tree, run):
    entries = {entry["name"]: entry for entry in json.loads(run(tree, "env", "--json", PORT="8123").stdout.text())}
    assert (entries["PORT"]["value"], entries["PORT"]["source"], entries["PORT"]["default"]) == ("8123", "environment", "8000")
    assert (entries["SHUTDOWN_TIMEOUT"]["value"], entries["SHUTDOWN_TIMEOUT"]["source"]) == ("25", "default")
    assert entries["SUPERUSER_PASSWORD"]["secret"] is True
    assert all(entry["type"] and entry["help"] for entry in entries.values())


def test_the_reference_page_is_what_the_program_says(tree, run):
    printed = run(tree, "env", "--markdown", **SECRETS).stdout.text()
    assert printed.strip() == (ROOT / "docs" / "reference" / "environment.md").read_text().strip()


def test_the_plan_of_a_broken_configuration(tree, run):
    ended = run(tree, "plan", APPLICATION, SHUTDOWN_TIMEOUT="soon", **SITE)
    assert (ended.status, ended.stdout.text()) == (78, "")
    assert "SHUTDOWN_TIMEOUT" in ended.stderr.text()


def test_an_option_that_is_not_ours(tree, run):
    ended = run(tree, "env", "--yaml")
    assert ended.status == 64
