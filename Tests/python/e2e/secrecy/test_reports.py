"""What `plan`, `env` and errors show of values that are not secrets as a whole."""

import pytest
from testkit.app import write_wsgi
from testkit.marked import MARK, SECRETS

SETTINGS = {
    "GUNICORN_CMD_ARGS": f"--env TOKEN={MARK} -eOTHER='{MARK} {MARK}' --statsd-host redis://:{MARK}/x@h?password={MARK}",
    "HEALTH_PATH": f"/health?token={MARK}&verbose=1",
    "CELERY_LOGLEVEL": f"http://u:p/{MARK}@h",
    "BOOTSTRAP_SHAPE": "single", "SKIP_MIGRATIONS": "1", **SECRETS,
}


@pytest.mark.parametrize("command", [["plan"], ["plan", "--json"], ["env"], ["env", "--json"]])
def test_reports_show_names_alone(tree, run, command):
    arguments = ["--env", f"KEY={MARK}", f"--env=KEY2={MARK}", f"-eKEY3={MARK}", write_wsgi(tree)]
    ended = run(tree, *command, *(arguments if command[0] == "plan" else []), **SETTINGS)
    assert ended.status == 0, ended.output()
    assert MARK not in ended.output()
    for name in ("TOKEN=<redacted>", "OTHER=<redacted>", "password=<redacted>", "token=<redacted>&verbose=1"):
        assert name in ended.stdout.text(), name
    if command[0] == "plan":
        for name in ("KEY=<redacted>", "KEY2=<redacted>", "KEY3=<redacted>"):
            assert name in ended.stdout.text(), name


@pytest.mark.parametrize("command", [["plan"], ["plan", "--json"], ["env"], ["env", "--json"]])
def test_celerys_reports(tree, run, command):
    arguments = ["worker", "--broker", f"redis://:a/{MARK}@h", f"--result-backend=redis://h?password={MARK}"]
    ended = run(tree, *command, *(arguments if command[0] == "plan" else []), program="celery-runner", **SETTINGS)
    assert ended.status == 0 and MARK not in ended.output()


def test_errors_of_values_that_do_not_parse(tree, run):
    ended = run(
        tree, write_wsgi(tree), HEALTH_PATH=f"http://u:a/{MARK}@h", PORT=f"x?token={MARK}", SKIP_MIGRATIONS="1",
        BOOTSTRAP_SHAPE="single", WEB_CONCURRENCY=f"--env A={MARK}",
    )
    assert ended.status == 78 and MARK not in ended.output()
    for name in ("HEALTH_PATH", "PORT", "WEB_CONCURRENCY"):
        assert f"cannot use {name}=" in ended.stderr.text()
