"""Any Gunicorn from 20.1 on: the project's own pin may be an old one, and wins over the version of the image."""

import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from testkit.app import nothing_left, write_wsgi
from testkit.ports import eventually
from testkit.tree import ROOT

CACHE = ROOT / ".run" / "gunicorns"
# 20.1 imports pkg_resources, which later setuptools call deprecated and then lack.
VERSIONS = {
    "20.1.0": ["setuptools<80"], "21.2.0": [], "22.0.0": [], "23.0.0": [], "25.3.0": [], "26.2.0": [], "27.0.1": [],
}
SETTINGS = """
SECRET_KEY = "not a secret"
INSTALLED_APPS = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}
"""
DRIVEN = {"DJANGO_SETTINGS_MODULE": "conf", "WEB_CONCURRENCY": "1"}


def installed(version: str) -> Path:
    """A folder with that version alone, installed by the first run."""
    folder = CACHE / version
    if not (folder / "gunicorn").is_dir():
        new = CACHE / f"{version}.new"
        shutil.rmtree(new, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", new]
        done = subprocess.run([*pip, f"gunicorn=={version}", *VERSIONS[version]], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            pytest.skip(f"cannot install Gunicorn {version}: {done.stderr.strip()[-300:]}")
        new.rename(folder)
    return folder


@pytest.fixture
def module(tree):
    tree.write("app/conf.py", SETTINGS)
    return write_wsgi(tree)


@pytest.mark.parametrize("version", VERSIONS)
def test_start_answer_reload_stop(tree, module, serve, version):
    app = serve(tree, module, PYTHONPATH=installed(version), **DRIVEN)
    app.stderr.wait_for(f"Starting gunicorn {version}")  # through the relay: an answer may be there first
    assert app.request("/").status == 200
    before = app.workers
    app.program.signal(signal.SIGHUP)
    eventually(lambda: len(app.workers) == 1 and not app.workers & before, "a new worker")
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=1")
        app.in_flight("/slow")
        assert app.stop() == 0, app.program.output()
        assert slow.result().status == 200
    lines = [line for line in app.stderr.text().splitlines() if f"Gunicorn {version}: " in line]
    assert len(lines) == (0 if version == "27.0.1" else 1), "what an old one cannot do is said once"
    # Gunicorn may signal a worker again that is ending already; one that Python is just taking down then dies of it.
    errors = [line for line in app.stderr.text().splitlines() if "[ERROR]" in line and "was sent SIGTERM!" not in line]
    assert not errors
    nothing_left(tree.root)


@pytest.mark.parametrize("version", ["20.1.0", "23.0.0"])
def test_behind_nginx(tree, module, serve, version):
    app = serve(tree, module, address=tree.port, PYTHONPATH=installed(version), BOOTSTRAP_SHAPE="single", **DRIVEN)
    assert app.request("/").status == 200
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(app.request, "/slow?sleep=1")
        app.in_flight("/slow")
        assert app.stop() == 0, app.program.output()
        assert slow.result().status == 200


def test_what_a_version_lacks(tree, module, serve):
    app = serve(tree, module, PYTHONPATH=installed("21.2.0"), **DRIVEN)
    line = app.stderr.wait_for("Gunicorn 21.2.0: ").decode()
    assert "header names with an underscore" in line and "no ASGI worker" in line and "kept-alive" in line


def test_an_unknown_argument_of_an_old_version(tree, module, run):
    ended = run(tree, "--header-map", "drop", module, PYTHONPATH=installed("21.2.0"), **DRIVEN)
    assert ended.status == 64
    assert "unrecognized arguments: --header-map" in ended.stderr.text()


def test_an_old_version_without_what_it_needs(tree, module, run):
    """As in a Python 3.12 image, which has no setuptools."""
    missing = "raise ModuleNotFoundError('No module named pkg_resources', name='pkg_resources')\n"
    blocked = tree.write("block/pkg_resources.py", missing)
    ended = run(tree, module, PYTHONPATH=f"{blocked.parent}:{installed('20.1.0')}", **DRIVEN)
    assert ended.status == 78
    assert 'install "setuptools<82", or a newer Gunicorn' in ended.stderr.text()
