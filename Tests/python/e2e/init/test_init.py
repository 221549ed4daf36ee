"""What is written, what is said, what the statuses are."""

import subprocess

import pytest

WRITTEN = [".dockerignore", ".env.example", "Dockerfile", "compose.yaml"]


def test_the_files_and_what_is_said(project):
    before = project.names()
    ended = project.init()
    assert ended.returncode == 0 and ended.stderr == "", ended.stderr
    added = [name for name in project.names() if name not in before]
    assert [name for name in added if not name.startswith("k8s/")] == WRITTEN
    assert "k8s/kustomization.yaml" in added and not any("__pycache__" in name for name in project.names())
    assert ended.stdout.startswith(
        "found: settings mysite.settings, Python 3.13, dependencies from requirements.txt, database sqlite\n"
    )
    *commands, empty, login = ended.stdout.partition("\nnext:\n")[2].splitlines()
    assert [line.split()[0] for line in commands] == ["cp", "docker", "curl"]
    assert (empty, login) == ("", "log in as admin, with SUPERUSER_PASSWORD of .env")
    assert "RUN python manage.py collectstatic --noinput" in (project.root / "Dockerfile").read_text()


@pytest.mark.parametrize("way", ["argument", "variable", "directory"])
def test_the_folder(project, tmp_path, way):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if way == "argument":
        ended = project.init(str(project.root), directory=elsewhere, BOOTSTRAP_APP_DIR=str(elsewhere))
    elif way == "variable":
        ended = project.init(directory=elsewhere, BOOTSTRAP_APP_DIR=str(project.root))
    else:
        ended = project.init(BOOTSTRAP_APP_DIR="")
    assert ended.returncode == 0, ended.stderr
    assert (project.root / "compose.yaml").exists() and not list(elsewhere.iterdir())


def test_existing_files_stay_and_are_all_named(project):
    project.write({"Dockerfile": "FROM mine\n", "k8s/web.yaml": "mine\n"})
    before = project.names()
    ended = project.init()
    assert ended.returncode == 1
    assert "these files are there already:\n  Dockerfile\n  k8s/web.yaml\n--diff shows what would change" in ended.stderr
    assert project.names() == before and (project.root / "Dockerfile").read_text() == "FROM mine\n"


def test_force_replaces(project):
    project.write({"Dockerfile": "FROM mine\n"})
    assert project.init("--force").returncode == 0
    assert "FROM django-bootstrap:py3.13" in (project.root / "Dockerfile").read_text()
    first = {name: (project.root / name).read_text() for name in project.names()}
    assert project.init("--force").returncode == 0
    assert {name: (project.root / name).read_text() for name in project.names()} == first


def test_diff_writes_nothing(project):
    project.write({"Dockerfile": "FROM mine\n"})
    before = project.names()
    ended = project.init("--diff")
    assert ended.returncode == 0
    assert "--- a/Dockerfile\n+++ b/Dockerfile\n" in ended.stdout and "\n-FROM mine\n" in ended.stdout
    assert "--- /dev/null\n+++ b/compose.yaml\n" in ended.stdout
    assert project.names() == before
    assert project.init("--force").returncode == 0
    assert project.init("--diff").stdout == ""


def test_shape_and_images(project):
    assert project.init("--shape", "pod", "--images", "registry.example/team").returncode == 0
    assert "FROM registry.example/team/django-bootstrap-app:py3.13" in (project.root / "Dockerfile").read_text()
    assert "\n  proxy:\n" in (project.root / "compose.yaml").read_text()


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["--shape", "square"], "square"),
        (["--nonsense"], "--nonsense"),
        (["--images", "Registry Example"], 'cannot use --images "Registry Example"'),
        (["--settings", "my-site/settings"], 'cannot use --settings "my-site/settings"'),
    ],
)
def test_bad_usage(project, arguments, said):
    before = project.names()
    ended = project.init(*arguments)
    assert ended.returncode == 64 and said in ended.stderr
    assert project.names() == before


def test_help(project):
    ended = project.init("--help")
    assert ended.returncode == 0
    for word in ("--force", "--diff", "--settings", "--images", "--shape"):
        assert word in ended.stdout


def test_nothing_of_the_project_is_run(project, tmp_path):
    """Modules of Python's own names beside manage.py, a sitecustomize, settings that write."""
    planted = f'open({str(tmp_path / "planted")!r}, "w")\n'
    names = ("ast.py", "argparse.py", "tomllib.py", "sitecustomize.py", "django_bootstrap_init.py", "signal.py")
    project.write(dict.fromkeys(names, planted))
    project.write({"mysite/__init__.py": planted})
    ended = project.init(PYTHONPATH=str(project.root), PYTHONSTARTUP=str(project.root / "ast.py"))
    assert ended.returncode == 0, ended.stderr
    assert not (tmp_path / "planted").exists()


def test_a_reader_that_leaves(project):
    """`init --diff | head -1`: no traceback."""
    command = f"{project.program} init --diff | head -1"
    ended = subprocess.run(["bash", "-c", command], cwd=project.root, capture_output=True, encoding="utf-8", timeout=120)
    assert (ended.stdout, ended.stderr) == ("--- /dev/null\n", "")


def test_without_python(project):
    ended = project.init(PATH="/nonexistent")
    assert ended.returncode == 127 and "app-runner init: cannot run python3: it is not in PATH" in ended.stderr
