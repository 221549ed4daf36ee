"""`NAME_FILE`: the runner reads it; a project that reads it by itself must not meet a file that it cannot open."""

import pytest
from testkit import unprivileged
from testkit.app import needs_root, write_wsgi

pytestmark = needs_root


@pytest.fixture
def secret_files(tree):
    unprivileged.open_to_all(tree)
    files = {}
    for name, mode in (("SECRET_KEY", 0o400), ("DATABASE_URL", 0o444)):
        file = tree.write(f"files/{name}", f"value of {name}\n")
        file.chmod(mode)
        files[name + "_FILE"] = file
    return files


def test_a_switched_process_is_told_of_files_that_it_can_read(tree, serve, secret_files):
    app = serve(
        tree, write_wsgi(tree), BOOTSTRAP_USER=unprivileged.NAME, SKIP_MIGRATIONS="1", **secret_files,
        **unprivileged.tools(tree.root / "bin"),
    )
    seen = app.seen()["environ"]
    assert (seen["SECRET_KEY"], seen["DATABASE_URL"]) == ("value of SECRET_KEY", "value of DATABASE_URL")
    assert seen["DATABASE_URL_FILE"] == str(secret_files["DATABASE_URL_FILE"]) and "SECRET_KEY_FILE" not in seen
    warnings = [line for line in app.stderr.text().splitlines() if "_FILE is not passed on" in line]
    assert len(warnings) == 1 and "SECRET_KEY_FILE is not passed on: user nobody cannot read" in warnings[0]


def test_a_folder_that_is_closed_counts_too(tree, start, secret_files):
    folder = secret_files["DATABASE_URL_FILE"].parent
    folder.chmod(0o700)
    bin_directory = tree.root / "bin"
    tools = unprivileged.tools(bin_directory)
    unprivileged.script(bin_directory / "celery", "#!/bin/sh\nenv\n")
    program = start(tree, "celery-runner", "worker", BOOTSTRAP_USER=unprivileged.NAME, CELERY_APP="shop", **secret_files, **tools)
    program.wait()
    lines = program.stdout.text().splitlines()
    assert "DATABASE_URL=value of DATABASE_URL" in lines and not [line for line in lines if "_FILE=" in line]
    assert program.stderr.text().count("is not passed on") == 2


def test_without_a_switch_all_are_named(tree, serve, secret_files):
    app = serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", **secret_files)
    assert {"SECRET_KEY_FILE", "DATABASE_URL_FILE"} <= app.seen()["environ"].keys()
    assert "is not passed on" not in app.stderr.text()
