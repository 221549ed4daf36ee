"""A project that cannot be read: one message that names the file, status 78, nothing written."""

import os

import pytest


def refused(project, *arguments, status=78) -> str:
    before = project.names()
    ended = project.init(*arguments)
    assert ended.returncode == status, ended.stdout + ended.stderr
    assert ended.stdout == "" and ended.stderr.startswith(
        "app-runner init: cannot " if "no Django" not in ended.stderr else "app-runner init: no"
    )
    assert project.names() == before
    return ended.stderr


def test_an_empty_folder(project, tmp_path):
    (tmp_path / "empty").mkdir()
    text = refused(project, str(tmp_path / "empty"))
    assert f"no Django project in {tmp_path}/empty: no manage.py" in text and "--settings mysite.settings" in text


def test_no_folder(project):
    assert "cannot read /nonexistent/shop: No such file or directory" in refused(project, "/nonexistent/shop")
    assert "it is not a folder" in refused(project, str(project.root / "manage.py"))


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("uv.lock", "[[package", "cannot parse uv.lock: "),
        ("pyproject.toml", "[project", "cannot parse pyproject.toml: "),
        ("Pipfile.lock", "{", "cannot parse Pipfile.lock, line 1: "),
        ("mysite/settings.py", "X = (", "cannot parse mysite/settings.py, line 1: "),
        ("package.json", "{,}", "cannot parse package.json, line 1: "),
        ("requirements.txt", "-r gone.txt\n", "cannot read gone.txt: "),
    ],
)
def test_a_file_that_does_not_parse(project, name, text, said):
    project.write({name: text})
    assert said in refused(project)


def test_a_fifo_is_not_waited_for(project):
    os.mkfifo(project.root / "pyproject.toml")
    assert "cannot read pyproject.toml: it is not a regular file" in refused(project)


def test_two_projects(project):
    project.write(
        {"blog/manage.py": (project.root / "manage.py").read_text().replace("mysite", "blog"), "blog/blog/settings.py": ""}
    )
    text = refused(project)
    assert "cannot choose between 2 Django projects" in text and "blog/manage.py: blog.settings" in text and "--settings " in text
    assert project.init("--settings", "mysite.settings").returncode == 0


def test_unknown_settings(project):
    assert "cannot find the settings gone.settings" in refused(project, "--settings", "gone.settings")
