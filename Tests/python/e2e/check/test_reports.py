"""What `check` prints, with which status."""

import os

import pytest
from testkit.site import add_settings


def line_of(site, text: str) -> str:
    """The place of the last line of the settings that begins with the text."""
    lines = (site.app / "site1" / "settings.py").read_text().splitlines()
    return f"site1/settings.py:{max(number for number, line in enumerate(lines, 1) if line.startswith(text))}"


def ids(report, level=None):
    return [finding["id"] for finding in report["findings"] if level in (None, finding["level"])]


def test_a_clean_project(check):
    ended = check()
    assert (ended.status, ended.errors) == (0, ""), ended.text
    lines = ended.text.splitlines()
    assert len(lines) == 1 and lines[0].startswith("check: 0 errors, 0 warnings; ") and lines[0].endswith("checks passed")
    assert check("--strict").status == 0


def test_text(check, site):
    add_settings(site, "ALLOWED_HOSTS = []\nDEBUG = False\nUSE_X_FORWARDED_HOST = True\n")
    ended = check(TRUSTED_PROXIES="private")
    assert ended.status == 1
    first, fix, last = ended.text.splitlines()
    assert first.startswith("ERROR  allowed-hosts  ALLOWED_HOSTS is empty")
    assert first.endswith(f"({line_of(site, 'ALLOWED_HOSTS')})")
    assert fix.startswith("  fix: ALLOWED_HOSTS = [")
    assert last.startswith("check: 1 error, 0 warnings; ")


def test_json(check, site):
    add_settings(site, "SECRET_KEY = 'django-insecure-abc'\n")
    ended = check("--json", SKIP_MIGRATIONS="1")
    assert ended.status == 0
    report = ended.report
    assert list(report) == ["facts", "findings", "not_run", "passed", "version"] and report["version"] == 1
    assert ids(report, "warning") == ["secret-key"]
    assert report["findings"][0]["place"] == line_of(site, "SECRET_KEY")
    assert report["facts"]["settings"] == "site1.settings" and report["facts"]["app_folder"] == str(site.app)
    assert report["facts"]["application"] == "site1.wsgi:application" and report["facts"]["shape"] == "pod"
    assert "django-insecure" not in ended.text


def test_strict_counts_warnings(check, site):
    add_settings(site, "DEBUG = True\n")
    assert check().status == 0
    assert check("--strict").status == 1


def test_problems_of_the_configuration_do_not_end_it(check):
    ended = check("--json", SHUTDOWN_TIMEOUT="soon", SKIP_MIGRATION="1")
    assert ended.status == 1 and ids(ended.report) == ["configuration", "configuration"]
    assert ended.report["findings"][0]["place"] == "SHUTDOWN_TIMEOUT"
    assert "database" in ended.report["passed"]


def test_gunicorns_arguments_follow(check):
    assert ids(check("--json", application=["gunicorn", "-w", "2", "site1.wsgi:application"]).report) == []
    ended = check("--json", application=["--no-such-option", "site1.wsgi:application"])
    assert ids(ended.report, "error") == ["application"] and ended.status == 1


def test_a_project_that_does_not_import(check, site):
    add_settings(site, "import no_such_thing\n")
    ended = check("--json")
    assert ended.status == 1 and ids(ended.report) == ["settings-import"]
    assert ended.report["findings"][0]["place"] == line_of(site, "import no_such_thing")
    assert "python-version" in ended.report["passed"] and "debug" in ended.report["not_run"]


def test_a_project_that_hangs(check, site):
    add_settings(site, "import threading\nthreading.Event().wait()\n")
    ended = check("--json", START_TIMEOUT="2")
    assert ended.status == 1 and ids(ended.report) == ["hang"]
    assert ended.report["findings"][0]["place"] == line_of(site, "threading")


@pytest.mark.parametrize(("code", "reason"), [("os._exit(5)", "exit status 5"), ("os.abort()", "SIGABRT")])
def test_a_project_that_ends_the_process(check, site, code, reason):
    add_settings(site, f"{code}\n")
    ended = check("--json")
    assert ended.status == 1 and ids(ended.report) == ["check"]
    assert reason in ended.report["findings"][0]["title"] and "site1.settings" in ended.report["findings"][0]["title"]


def test_what_the_project_prints_goes_to_stderr(check, site):
    add_settings(site, "print('printed')\nos.system('echo from a child')\nos.write(1, b'from below\\n')\n")
    ended = check("--json")
    assert ended.status == 0 and ended.report["findings"] == []
    assert {"printed", "from a child", "from below"} <= set(ended.errors.splitlines())


def test_without_python(check, site, tmp_path):
    ended = check("--json", PATH=tmp_path)
    assert ended.status == 1 and ids(ended.report) == ["interpreter"]


def test_no_secret_shows(check, site):
    add_settings(site, "raise ValueError(os.environ['DATABASE_URL'] + os.environ['SECRET_KEY'])\n")
    file = site.write("key", "a-secret-from-a-file")
    ended = check("--json", DATABASE_URL="postgres://u:db-word-77@db/x", SECRET_KEY_FILE=file)
    assert ended.status == 1 and ids(ended.report) == ["settings-import"]
    assert "db-word-77" not in ended.text and "a-secret" not in ended.text


def test_help_and_bad_usage(run, tree):
    assert "--strict" in run(tree, "help", "check").stdout.text()
    assert "check" in run(tree, "help").stdout.text()


def test_no_settings_at_all(check, site):
    site.write("app/site1/wsgi.py", "application = print\n")  # it named them
    ended = check("--json", DJANGO_SETTINGS_MODULE="")
    assert ended.status == 1 and "DJANGO_SETTINGS_MODULE" in ended.report["findings"][0]["title"]
    assert os.path.isabs(ended.report["facts"]["interpreter"])
