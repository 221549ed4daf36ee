"""Secrets reach the process that needs them, and no other process sees them."""

import json

import pytest
from testkit.app import processes_of
from testkit.site import APPLICATION, SITE, add_settings
from testkit.sqlite import authenticate

PASSWORD = "Sesame-4711-open"

# Each process that imports the settings writes down every command line that is visible at that moment.
SPY = """
import glob
import sys
with open(BASE_DIR / "seen", "a") as seen:
    print("PROGRAM", os.path.basename(sys.argv[0]), "SUPERUSER_PASSWORD" in os.environ, file=seen)
    for path in glob.glob("/proc/[0-9]*/cmdline"):
        try:
            seen.write(open(path, errors="replace").read().replace("\\0", " ") + "\\n")
        except OSError:
            pass
"""


def test_the_password_is_seen_nowhere(site, serve, run):
    add_settings(site, SPY)
    secret = {"SUPERUSER_PASSWORD": PASSWORD, **SITE}
    app = serve(site, APPLICATION, BOOTSTRAP_LOG_LEVEL="debug", **secret)
    assert authenticate(site, PASSWORD)

    seen = (site.app / "seen").read_text()
    assert "django_bootstrap.py" in seen and "gunicorn" in seen, "the spy saw nothing"
    assert PASSWORD not in seen
    assert "True" not in {line.split()[-1] for line in seen.splitlines() if line.startswith("PROGRAM")}

    gunicorns = [app.master, *app.master.children()]
    assert len(gunicorns) >= 2
    for process in gunicorns:
        assert "SUPERUSER_PASSWORD" not in process.environ()
    for process in processes_of(site.root):
        assert PASSWORD not in " ".join(process.cmdline())
    assert app.stop() == 0
    assert PASSWORD not in app.program.output()

    for command in (["plan"], ["plan", "--json"], ["env"], ["env", "--json"]):
        ended = run(site, *command, **secret)
        assert ended.status == 0 and "SUPERUSER_PASSWORD" in ended.stdout.text()
        assert PASSWORD not in ended.output(), command


def test_the_password_from_a_file(site, run):
    file = site.write("password", PASSWORD + "\n")
    assert run(site, "migrate", SUPERUSER_PASSWORD_FILE=file, **SITE).status == 0
    assert authenticate(site, PASSWORD)


def test_an_unreadable_file_stops_the_start(site, database, run):
    ended = run(site, APPLICATION, SUPERUSER_PASSWORD_FILE=site.root / "none", **SITE)
    assert ended.status == 78
    assert "SUPERUSER_PASSWORD_FILE" in ended.stderr.text() and not database.exists()


@pytest.fixture
def secrets(site):
    """A folder as Kubernetes mounts a Secret: links to a link to a dated folder (`..data`)."""
    dated = site.root / "secrets" / "..2026_01_01_00_00_00.123456789"
    dated.mkdir(parents=True)
    (dated.parent / "..data").symlink_to(dated.name)
    values = {"SUPERUSER_PASSWORD": PASSWORD, "SECRET_KEY": "mounted key", "PAYMENT_TOKEN": "tok-0815"}
    for name, value in values.items():
        (dated / name).write_text(value)
        (dated.parent / name).symlink_to(f"..data/{name}")
    return dated.parent


def test_a_mounted_secret_reaches_django(site, secrets, serve, run):
    site.write("app/site1/wsgi.py", """
import json, os
from django.core.wsgi import get_wsgi_application
from django.conf import settings
django = get_wsgi_application()
def application(environ, start_response):
    start_response("200 OK", [])
    names = ("PAYMENT_TOKEN", "SUPERUSER_PASSWORD")
    return [json.dumps([settings.SECRET_KEY] + [os.environ.get(name) for name in names]).encode()]
""")
    app = serve(site, APPLICATION, SECRETS_DIR=secrets, **SITE)
    assert authenticate(site, PASSWORD)
    assert json.loads(app.request("/").body) == ["mounted key", "tok-0815", None]
    assert "tok-0815" not in app.program.output() and PASSWORD not in app.program.output()
    for command in (["plan"], ["env"], ["plan", "--json"], ["env", "--json"]):
        output = run(site, *command, SECRETS_DIR=secrets, **SITE).output()
        for value in ("mounted key", "tok-0815", PASSWORD):
            assert value not in output, command


def test_a_variable_beats_the_mounted_secret(site, secrets, run):
    assert run(site, "migrate", SECRETS_DIR=secrets, SUPERUSER_PASSWORD="by hand", **SITE).status == 0
    assert authenticate(site, "by hand")
