"""The project's files that the runner looks into as root before it starts anything."""

import os

import pytest
from testkit import unprivileged
from testkit.app import needs_root

pytestmark = needs_root


def plan(guarded, run, *arguments):
    ended = run(guarded.tree, "plan", *arguments, **guarded.environment)
    return ended.stdout.text() + ended.stderr.text()


@pytest.mark.parametrize("name", ["manage.py", "mysite/wsgi.py"])
def test_a_link_to_a_file_of_roots_is_not_read(guarded, run, name):
    secret = guarded.tree.write("victim/settings", 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "only.roots")\n')
    secret.chmod(0o600)
    guarded.folder("app/mysite")
    guarded.plant(f"app/{name}", secret)
    assert "only.roots" not in plan(guarded, run)


def test_a_link_to_a_folder_of_roots_is_not_listed(guarded, run):
    """Which Gunicorn is installed in a folder that the account cannot list."""
    (guarded.victim / "gunicorn-77.7.7.dist-info").mkdir()
    packages = guarded.folder("app/.venv/lib/python3.11")
    guarded.plant("app/.venv/lib/python3.11/site-packages", guarded.victim)
    (packages.parent.parent / "bin").mkdir()
    (packages.parent.parent / "bin" / "python").symlink_to("/usr/bin/python3")
    (packages.parent.parent / "pyvenv.cfg").write_text("version = 3.11.7\n")
    text = plan(guarded, run)
    assert "77.7.7" not in text and ".venv" in text


@pytest.mark.parametrize("name", ["manage.py", "wsgi.py", ".venv/pyvenv.cfg", "Procfile"])
def test_a_fifo_holds_up_nothing(guarded, run, name):
    folder = guarded.folder("app/.venv/bin")
    (folder / "python").symlink_to("/usr/bin/python3")
    path = guarded.tree.app / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    os.chown(path, unprivileged.account().pw_uid, -1)
    assert "gunicorn" in plan(guarded, run)
