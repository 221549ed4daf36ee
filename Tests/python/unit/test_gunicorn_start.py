"""gunicorn_launcher.py as a program: which Gunicorn it starts, and for which application."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from testkit.bootstrap import BOOTSTRAP, GUNICORN_CONFIG, Background, Project
from testkit.limits import HANG
from testkit.tree import ROOT

LAUNCHER = ROOT / "Sources/AppRunner/Python/django_bootstrap/gunicorn_launcher.py"
FAKE = "import sys\nclass WSGIApplication:\n    pass\n"


@pytest.fixture
def launcher(tmp_path: Path) -> Path:
    """As app-runner writes it: without a suffix, in a folder that has nothing for the project."""
    folder = tmp_path / "django-bootstrap"
    folder.mkdir()
    (folder / "gunicorn").write_bytes(LAUNCHER.read_bytes())
    (folder / "secretly_importable.py").write_text("")
    return folder / "gunicorn"


def start(project: Project, launcher: Path, *arguments: str, python: str = sys.executable, **environment: str):
    return subprocess.run(
        [python, launcher, *arguments],
        cwd=project.directory,
        env=project.environment(**environment),
        capture_output=True,
        encoding="utf-8",
        timeout=HANG,
    )


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """A virtual environment without any package."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "bare"], check=True)
    return str(tmp_path / "bare/bin/python")


def own_folder(tmp_path: Path, version: str = "0.0.1") -> Path:
    """A folder as the image's, with a Gunicorn that only says where it is."""
    for name, text in {
        "gunicorn/__init__.py": f"__version__ = '{version}'\n",
        "gunicorn/errors.py": "class ConfigError(Exception):\n    pass\n",
        "gunicorn/app/__init__.py": "",
        "gunicorn/app/wsgiapp.py": "import gunicorn, packaging, sys\n"
        "class WSGIApplication:\n    def __init__(self, usage, prog): self.prog = prog\n"
        "    def run(self): print(self.prog, gunicorn.__version__, packaging.name, sys.argv[0])\n",
        "packaging.py": "name = 'of the image'\n",
    }.items():
        path = tmp_path / "image" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "image"


def test_the_images_gunicorn_where_the_project_has_none(project: Project, launcher: Path, bare: str, tmp_path: Path) -> None:
    result = start(project, launcher, "x:y", python=bare, BOOTSTRAP_GUNICORN_DIR=str(own_folder(tmp_path)))
    assert result.stdout == f"gunicorn 0.0.1 of the image {launcher}\n", result.stderr


def test_a_package_of_the_projects_is_never_replaced(project: Project, launcher: Path, bare: str, tmp_path: Path) -> None:
    project.write("packaging.py", "name = 'of the project'\n")
    result = start(
        project, launcher, "x:y", python=bare, BOOTSTRAP_GUNICORN_DIR=str(own_folder(tmp_path)),
        PYTHONPATH=str(project.directory),
    )  # fmt: skip
    assert "0.0.1 of the project" in result.stdout, result.stderr


def test_the_projects_gunicorn_wins(project: Project, launcher: Path, tmp_path: Path) -> None:
    result = start(project, launcher, "--version", BOOTSTRAP_GUNICORN_DIR=str(own_folder(tmp_path)))
    assert result.stdout.startswith("gunicorn (version ") and "0.0.1" not in result.stdout


@pytest.mark.parametrize("name", ["gunicorn.py", "gunicorn/__init__.py"])
def test_a_file_of_the_projects_with_that_name_is_not_gunicorn(project: Project, launcher: Path, name: str) -> None:
    project.write(name, "bind = '127.0.0.1:1'\n")
    result = start(project, launcher, "--version", PYTHONPATH=str(project.directory))
    assert result.stdout.startswith("gunicorn (version "), result.stderr


def test_no_gunicorn_at_all(project: Project, launcher: Path, bare: str, tmp_path: Path) -> None:
    result = start(project, launcher, "x:y", python=bare, BOOTSTRAP_GUNICORN_DIR=str(tmp_path / "none"))
    assert result.returncode == 78 and len(result.stderr.splitlines()) == 1
    assert "cannot start Gunicorn: No module named 'gunicorn'" in result.stderr
    assert "add gunicorn to the project's requirements" in result.stderr


def test_no_gunicorn_at_all_as_the_helper_says_it(project: Project, bare: str, tmp_path: Path) -> None:
    command = [bare, BOOTSTRAP, "--check-gunicorn", "--", "x:y"]
    environment = project.environment(DJANGO_SETTINGS_MODULE=None, BOOTSTRAP_GUNICORN_DIR=str(tmp_path / "none"))
    result = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=HANG, check=False)
    assert result.returncode == 78 and len(result.stderr.splitlines()) == 1
    assert "add gunicorn to the project's requirements" in result.stderr


def test_help_has_gunicorns_name(project: Project, launcher: Path) -> None:
    assert start(project, launcher, "--help").stdout.startswith("usage: gunicorn [OPTIONS] [APP_MODULE]")


def test_our_folder_is_nothing_to_the_project(project: Project, launcher: Path) -> None:
    project.write("mysite/wsgi.py", "import secretly_importable\napplication = print\n")
    result = start(project, launcher, "--check-config", "mysite.wsgi")
    assert result.returncode != 0 and "secretly_importable" in result.stderr


# --- the application of the settings ---


def site(project: Project) -> Path:
    return project.run_directory / "gunicorn/site"


def values(path: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in path.read_text().splitlines())


CHECK = ("--check-gunicorn", "--", "--config", str(GUNICORN_CONFIG))


def with_site(path: Path) -> tuple[str, ...]:
    return ("--site", str(path), *CHECK)


def test_the_helper_writes_what_the_settings_say_and_judges_it(project: Project) -> None:
    project.configure('WSGI_APPLICATION = "mysite.wsgi.application"\n')
    result = project.bootstrap(*with_site(site(project)))
    assert (result.returncode, result.stderr) == (0, "")
    written = values(site(project))
    assert written["version"] == "1" and written["settings"] == "mysite.settings"
    assert (written["wsgi_application"], written["asgi_application"]) == ("mysite.wsgi.application", "")
    assert site(project).stat().st_mode & 0o777 == 0o644
    assert set(os.listdir(site(project).parent)) == {"site", "site.immutable"}, "nothing half-written is left"


def test_an_application_of_the_settings_that_cannot_be_imported(project: Project) -> None:
    project.configure('WSGI_APPLICATION = "mysite.nosuch.application"\n')
    result = project.bootstrap(*CHECK, DJANGO_BOOTSTRAP_SITE=str(site(project)))
    assert result.returncode == 3 and "cannot import mysite.nosuch:application" in result.stderr


ASGI = "async def application(scope, receive, send): pass\n"


@pytest.mark.parametrize("worker", [(), ("-k", "gthread"), ("-k", "gunicorn.workers.sync.SyncWorker"), ("--threads", "2")])
def test_asgi_alone_needs_a_worker_for_it(project: Project, launcher: Path, worker: tuple[str, ...]) -> None:
    project.write("mysite/asgi.py", ASGI)
    project.configure('WSGI_APPLICATION = None\nASGI_APPLICATION = "mysite.asgi.application"\n')
    helped = project.bootstrap(*CHECK, *worker)
    site(project).write_text("version=1\nwsgi_application=\nasgi_application=mysite.asgi.application\n")
    launched = start(project, launcher, *worker, DJANGO_BOOTSTRAP_SITE=str(site(project)))
    for result in (helped, launched):
        assert result.returncode == 78 and len(result.stderr.splitlines()) == 1
        assert "the settings name ASGI_APPLICATION and no WSGI_APPLICATION, but worker class " in result.stderr
        assert "serves WSGI only; add -k asgi (Gunicorn 24 or newer) or -k uvicorn_worker.UvicornWorker" in result.stderr


@pytest.mark.parametrize(
    "application",
    [
        "async def application(scope, receive, send): pass\n",
        "class A:\n    async def __call__(self, *a): pass\napplication = A()\n",
    ],
)
def test_an_asgi_application_that_is_named(project: Project, application: str) -> None:
    project.write("mysite/asgi.py", application)
    result = project.bootstrap(*CHECK, "mysite.asgi:application")
    assert result.returncode == 78
    assert "mysite.asgi:application is an ASGI application, but worker class sync serves WSGI only" in result.stderr
    assert project.bootstrap(*CHECK, "-k", "asgi", "mysite.asgi:application").returncode == 0


def test_asgi_where_there_is_no_wsgi(project: Project) -> None:
    project.write("mysite/asgi.py", ASGI)
    project.configure('WSGI_APPLICATION = None\nASGI_APPLICATION = "mysite.asgi.application"\n')
    result = project.bootstrap(*CHECK, "-k", "asgi")
    assert (result.returncode, result.stderr) == (0, "")


def test_wsgi_where_both_are_named(project: Project) -> None:
    project.configure('WSGI_APPLICATION = "mysite.wsgi.application"\nASGI_APPLICATION = "mysite.nosuch.application"\n')
    result = project.bootstrap(*CHECK)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("value", ["None", "''", "'application'", "'a.b\\nversion=2'", "'../x.y'", "7"])
def test_settings_without_an_application(project: Project, value: str) -> None:
    project.configure(f"WSGI_APPLICATION = {value}\n")
    result = project.bootstrap(*CHECK, DJANGO_BOOTSTRAP_SITE=str(site(project)))
    assert result.returncode == 78
    assert "no application module; name it in the container's command" in result.stderr
    assert "or set WSGI_APPLICATION" in result.stderr
    assert not site(project).exists()


def test_the_command_and_the_configuration_come_first(project: Project) -> None:
    project.configure('WSGI_APPLICATION = "mysite.nosuch.application"\n')
    project.write("conf.py", 'wsgi_app = "mysite.wsgi"\n')
    for arguments in (("mysite.wsgi",), ("--config", "conf.py")):
        result = project.bootstrap("--check-gunicorn", "--", *arguments, DJANGO_BOOTSTRAP_SITE=str(site(project)))
        assert (result.returncode, result.stderr) == (0, "")


def test_a_folder_that_cannot_be_written(project: Project, tmp_path: Path) -> None:
    project.configure('WSGI_APPLICATION = "mysite.wsgi.application"\n')
    result = project.bootstrap(*with_site(tmp_path / "nosuch/site"))
    assert result.returncode == 78 and f"cannot write {tmp_path}/nosuch/site" in result.stderr


def test_without_any_application(project: Project, launcher: Path) -> None:
    result = start(project, launcher, DJANGO_BOOTSTRAP_SITE=str(site(project)))
    assert result.returncode == 78 and len(result.stderr.splitlines()) == 1
    assert "cannot start Gunicorn: no application module" in result.stderr


def test_the_site_s_application_is_served_reloaded_and_started_again(project: Project, launcher: Path) -> None:
    """SIGUSR2 runs sys.argv once more, which has no application either."""
    site(project).write_text("version=1\nwsgi_application=mysite.wsgi.application\nasgi_application=\n")
    pidfile = project.run_directory / "pid"
    arguments = ["--bind", f"unix:{project.run_directory}/s", "--pid", str(pidfile), "--no-control-socket"]
    environment = project.environment(DJANGO_BOOTSTRAP_SITE=str(site(project)))
    server = Background([sys.executable, launcher, *arguments], project.directory, environment)
    project.started.append(server)
    server.wait_for("Booting worker")
    server.process.send_signal(signal.SIGHUP)
    server.wait_for("Booting worker", 2)
    server.process.send_signal(signal.SIGUSR2)
    server.wait_for("Starting gunicorn", 2)
    server.wait_for("Booting worker", 3)
    server.stop()
    assert "ERROR" not in server.output


BODIES = """
def wsgi(environ, start_response):
    status = "204 No Content" if environ["PATH_INFO"] == "/204" else "200 OK"
    start_response(status, [("Content-Type", "text/plain")])
    return [b"body"]
async def asgi(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 204 if scope["path"] == "/204" else 200, "headers": []})
        await send({"type": "http.response.body", "body": b"body"})
"""


@pytest.mark.parametrize(("name", "worker"), [("wsgi", "sync"), ("asgi", "asgi")])
def test_the_body_of_a_head_request_is_no_line_of_the_log(project: Project, launcher: Path, name: str, worker: str) -> None:
    """Django answers HEAD with the body of GET and leaves the rest to the server."""
    project.write("bodies.py", BODIES)
    address = str(project.run_directory / "s")
    arguments = ["--bind", f"unix:{address}", "--no-control-socket", "-k", worker, f"bodies:{name}"]
    server = Background([sys.executable, launcher, *arguments], project.directory, project.environment())
    project.started.append(server)
    server.wait_for("Booting worker")
    for request in ("HEAD /", "GET /204"):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(HANG)
            connection.connect(address)
            connection.sendall(f"{request} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            assert connection.recv(4096).startswith(b"HTTP/1.1 20")
    server.wait_for("status=204")
    server.stop()
    assert "HEAD" not in server.output
