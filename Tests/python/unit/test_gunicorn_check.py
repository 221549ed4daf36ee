"""--check-gunicorn: what Gunicorn would refuse, said before the database is touched."""

from __future__ import annotations

import pytest
from testkit.bootstrap import GUNICORN_CONFIG, Project

CHECK = ("--check-gunicorn", "--", "--config", str(GUNICORN_CONFIG))


@pytest.fixture(autouse=True)
def database_that_must_not_be_touched(project: Project) -> None:
    project.database["NAME"] = "/no/such/directory/db.sqlite3"
    project.configure()


@pytest.mark.parametrize(
    "application",
    ["mysite.wsgi:application", "mysite.wsgi", "mysite.wsgi:make('a')", "--workers=3 mysite.wsgi"],
)
def test_good_arguments(project: Project, application: str) -> None:
    project.write("mysite/wsgi.py", "application = print\ndef make(name): return print\n")
    result = project.bootstrap(*CHECK, *application.split())
    assert (result.returncode, result.stderr, result.stdout) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "variable", "message"),
    [
        ("--no-such", "", "unrecognized arguments: --no-such (in the container's command)"),
        ("-w many", "", "argument -w/--workers: invalid int value: 'many' (in the container's command)"),
        ("", "--no-such", "unrecognized arguments: --no-such (in GUNICORN_CMD_ARGS)"),
        ("", "'", "No closing quotation"),
        ("-k nosuch", "", "class uri 'nosuch' invalid or not found"),
        ("-k gevent", "", "gevent worker requires gevent"),
    ],
)
def test_bad_arguments(project: Project, arguments: str, variable: str, message: str) -> None:
    # Whether it is installed or not: the project's folder comes first.
    project.write("gevent.py", "raise ModuleNotFoundError(\"No module named 'gevent'\")\n")
    result = project.bootstrap(*CHECK, *arguments.split(), "mysite.wsgi", GUNICORN_CMD_ARGS=variable)
    assert result.returncode == 64
    assert result.stderr.startswith("bootstrap: cannot start Gunicorn: ")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_no_application(project: Project) -> None:
    result = project.bootstrap(*CHECK)
    assert result.returncode == 78
    assert (
        "no application module; name it in the container's command, for example mysite.wsgi" in result.stderr
    )


def test_bad_number_of_workers_in_the_environment(project: Project) -> None:
    result = project.bootstrap(*CHECK, "mysite.wsgi", WEB_CONCURRENCY="lots")
    assert result.returncode == 78
    assert "WEB_CONCURRENCY" in result.stderr


@pytest.mark.parametrize(
    ("wsgi", "application", "reason"),
    [
        ("", "nosuch.wsgi:application", "ModuleNotFoundError: No module named 'nosuch'; searched: "),
        (
            "",
            "mysite.wsgi:application",
            "AppImportError: Failed to find attribute 'application' in 'mysite.wsgi'.",
        ),
        ("\nimport nosuch\n", "mysite.wsgi", "No module named 'nosuch' (mysite/wsgi.py:2); searched: "),
        ("def f(:\n", "mysite.wsgi", "SyntaxError: "),
        ("raise SystemExit(0)\n", "mysite.wsgi", "SystemExit: 0 (mysite/wsgi.py:1)\n"),
    ],
)
def test_application_that_does_not_import(project: Project, wsgi: str, application: str, reason: str) -> None:
    project.write("mysite/wsgi.py", wsgi)
    result = project.bootstrap(*CHECK, application)
    assert result.returncode == 3
    assert result.stderr.startswith(f"bootstrap: cannot import {application}: ")
    assert reason in result.stderr
    assert len(result.stderr.splitlines()) == 1, "no traceback"


def test_config_file_that_fails(project: Project) -> None:
    project.write("own.py", "import os\nworkers = os.environ['NOPE']\n")
    result = project.bootstrap("--check-gunicorn", "--", "-c", "own.py", "mysite.wsgi")
    assert result.returncode == 78
    assert result.stderr == (
        "bootstrap: cannot read Gunicorn's configuration own.py: KeyError: 'NOPE' (own.py:2)\n"
    )


def test_chdir_pythonpath_and_env_are_gunicorn_s_alone(project: Project) -> None:
    project.write("src/lib/helper.py", "")
    project.write("src/app.py", "import os, helper\nassert os.environ['A'] == 'b'\napplication = print\n")
    project.write("own.py", "import os\nos.environ['LEAK'] = 'yes'\nprint('noise')\n")
    project.database["NAME"] = "db.sqlite3"
    project.configure()
    project.add_app(
        "probe",
        **{
            "0001_initial": "    def look(apps, editor):\n        import os, sys\n"
            "        leaks = [name for name in ('LEAK', 'A') if name in os.environ]\n"
            "        print('SEEN', os.getcwd(), leaks, os.environ['HOME'], sys.argv[1])\n"
            "    operations = [migrations.RunPython(look)]\n"
        },
    )
    result = project.bootstrap(
        *("--check-gunicorn", "--migrate", "--", "-c", "own.py", "--chdir", "src", "--pythonpath", "src/lib"),
        *("-e", "A=b", "app"),
    )
    # --pythonpath is taken from the new directory, as in Gunicorn.
    assert result.returncode == 3
    result = project.bootstrap(
        *("--check-gunicorn", "--migrate", "--", "-c", "own.py", "--chdir", "src", "--pythonpath", "lib"),
        *("-e", "A=b", "app"),
    )
    assert result.returncode == 0, result.stderr
    assert f"SEEN {project.directory} [] {project.temporary} migrate" in result.stdout
    assert "noise" not in result.stdout


@pytest.mark.parametrize("variable", ["PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir", None])
def test_no_metrics_of_ours_among_the_workers(project: Project, variable: str | None) -> None:
    """The directory is there, for a project may ask for it at import; but it is not the workers'."""
    metrics = project.run_directory / "gunicorn/prometheus"
    metrics.mkdir()
    project.write(
        "mysite/wsgi.py",
        "from prometheus_client import CollectorRegistry, Counter, multiprocess\nimport os\n"
        "multiprocess.MultiProcessCollector(CollectorRegistry())\nCounter('a', 'b').inc()\n"
        "print('IN', os.environ['PROMETHEUS_MULTIPROC_DIR'])\napplication = print\n",
    )
    environment = {variable: str(metrics)} if variable else {}
    result = project.bootstrap(*CHECK, "mysite.wsgi", **environment)
    assert result.returncode == 0, result.stderr
    assert "IN " in result.stdout
    assert not list(metrics.iterdir())
    assert not list(project.temporary.iterdir()), "the private directory is removed"


def test_no_metrics_of_a_migration_s_either(project: Project) -> None:
    metrics = project.run_directory / "gunicorn/prometheus"
    metrics.mkdir()
    project.database["NAME"] = "db.sqlite3"
    project.configure("from prometheus_client import Counter\nCounter('a', 'b').inc()")
    result = project.bootstrap("--migrate", PROMETHEUS_MULTIPROC_DIR=str(metrics))
    assert result.returncode == 0, result.stderr
    assert not list(metrics.iterdir())


def test_a_thread_of_the_project_s_does_not_keep_the_start_waiting(project: Project) -> None:
    project.write(
        "mysite/wsgi.py",
        "import threading\nthreading.Thread(target=threading.Event().wait).start()\napplication = print\n",
    )
    assert project.bootstrap(*CHECK, "mysite.wsgi").returncode == 0


def test_a_daemon_in_a_configuration_file_is_refused(project: Project) -> None:
    project.write("mine.py", "daemon = True\n")
    result = project.bootstrap("--check-gunicorn", "--", "--config", "mine.py", "mysite.wsgi")
    assert result.returncode == 78
    assert "cannot run Gunicorn with daemon = True (in its configuration file)" in result.stderr
    assert len(result.stderr.splitlines()) == 1
