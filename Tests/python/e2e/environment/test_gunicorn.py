"""The project's Python runs the project's Gunicorn, or the image's where it has none."""

import signal
import subprocess
import sys

from testkit.ports import eventually

from .conftest import GUNICORN, make_environment, write_site


def test_an_environment_without_gunicorn(site, serve, run):
    """`uv sync` in the image: nothing but the project's files says anything, and the command is empty."""
    environment = make_environment(site.app / ".venv")
    app = serve(site)
    seen = app.seen()
    assert seen["prefix"] == str(environment)
    assert seen["gunicorn"].startswith(f"{site.root}/image/")
    assert seen["settings"] == "mysite.settings"
    assert seen["path"][-1] == f"{site.root}/image", "behind the project's packages"
    assert seen["environ"]["VIRTUAL_ENV"] == str(environment)
    assert seen["environ"]["PATH"].split(":")[0] == f"{environment}/bin"
    assert seen["environ"]["PYTHONPATH"] == str(site.app)
    assert seen["environ"]["DJANGO_SETTINGS_MODULE"] == "mysite.settings"
    assert seen["argv"][0].endswith("/gunicorn")
    before = app.workers
    app.program.signal(signal.SIGHUP)
    eventually(lambda: app.workers and not app.workers & before, "new workers")
    assert app.seen()["settings"] == "mysite.settings"
    assert app.stop() == 0
    plan = run(site, "plan").stdout.text()
    assert f"of the virtual environment {environment} (the folder exists)" in plan
    assert f"of the image ({site.root}/image): the project's environment has none" in plan
    assert "DJANGO_SETTINGS_MODULE=mysite.settings (manage.py line 5)" in plan
    assert "application: from WSGI_APPLICATION of mysite.settings" in plan


def test_the_project_s_own_gunicorn_wins(site, serve, run):
    environment = make_environment(site.app / ".venv")
    packages = next((environment / "lib").glob("python3.*/site-packages"))
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", packages]
    subprocess.run([*pip, "gunicorn==23.0.0"], check=True)
    app = serve(site)
    assert app.seen()["version"] == "23.0.0"
    assert f"Gunicorn 23.0.0 of the project ({packages})" in run(site, "plan").stdout.text()


def test_the_variable_comes_before_the_folder(site, serve):
    make_environment(site.app / ".venv", without=("django", *GUNICORN))
    named = make_environment(site.root / "named")
    assert serve(site, VIRTUAL_ENV=named).seen()["prefix"] == str(named)


def test_no_gunicorn_at_all(site, run):
    make_environment(site.app / ".venv")
    for environment in ({}, {"SKIP_MIGRATIONS": "1"}):
        ended = run(site, "mysite.wsgi", BOOTSTRAP_GUNICORN_DIR=site.root / "nosuch", **environment)
        assert ended.status == 78
        (line,) = [line for line in ended.stderr.text().splitlines() if "No module named 'gunicorn'" in line]
        assert "add gunicorn to the project's requirements" in line


def test_an_environment_of_another_machine(site, run):
    """`COPY . /app` with the developer's .venv: its Python is not in the image."""
    (site.app / ".venv/bin").mkdir(parents=True)
    (site.app / ".venv/bin/python").symlink_to("/opt/of/another/machine/python3.13")
    plan = run(site, "plan", "mysite.wsgi").stdout.text()
    assert f"warn: the virtual environment {site.app}/.venv is not used: " in plan and ".dockerignore" in plan
    assert "run: gunicorn\n    python3 " in plan


def test_packages_of_the_project_s_need_no_installation(site, serve):
    """The layout with src, and a PYTHONPATH of the user's, which comes first."""
    make_environment(site.app / ".venv")
    (site.app / "src").mkdir()
    for name in ("manage.py", "mysite"):
        (site.app / name).rename(site.app / "src" / name)
    app = serve(site, PYTHONPATH="/of/the/user")
    seen = app.seen()
    assert seen["environ"]["PYTHONPATH"] == f"/of/the/user:{site.app}/src:{site.app}"
    assert seen["settings"] == "mysite.settings"


def test_the_server_s_settings_win_over_manage_py_s(site, serve, run):
    """As in cookiecutter-django."""
    make_environment(site.app / ".venv")
    write_site(site.app, **{"mysite/local.py": "raise SystemExit('not for production')\n"})
    manage = site.app / "manage.py"
    manage.write_text(manage.read_text().replace("mysite.settings", "mysite.local"))
    assert serve(site).seen()["settings"] == "mysite.settings"
    plan = run(site, "plan").stdout.text()
    assert "mysite/wsgi.py line 5 says mysite.settings, manage.py line 5 says mysite.local" in plan


def test_settings_without_an_application(site, run):
    make_environment(site.app / ".venv")
    settings = site.app / "mysite/settings.py"
    settings.write_text(settings.read_text().replace("WSGI_APPLICATION", "OTHER"))
    ended = run(site)
    assert ended.status == 78
    assert "no application module; name it in the container's command" in ended.stderr.text()
    assert "set WSGI_APPLICATION" in ended.stderr.text()
