"""The single container: Nginx in front of Gunicorn, as a user starts it."""

import subprocess

import pytest
from testkit.containers.engine import podman

EXAMPLE = "django-bootstrap-example:single"
PASSWORD = "it's $HOME \"quoted\""


@pytest.mark.parametrize("image", ["django-bootstrap-example:single-py3.11", "django-bootstrap-example:single-py3.13"])
def test_the_whole_site(run, visit, image):
    container = run(image, SUPERUSER_PASSWORD=PASSWORD)
    visit(container).checks_everything(PASSWORD)
    assert PASSWORD not in container.logs()
    container.until_healthy()
    assert container.stop() == 0


def test_the_versions_of_django(run):
    for python, django in (("3.11", "5.2"), ("3.13", "6.")):
        image = f"django-bootstrap-example:single-py{python}"
        assert podman("run", "--rm", image, "django-admin", "--version").startswith(django)
        assert podman("run", "--rm", image, "python", "--version").startswith(f"Python {python}.")


def test_processes_users_and_modes(run, visit):
    container = run(EXAMPLE)
    visit(container).until_there()
    processes = container.processes()
    users = {command.split()[0].split("/")[-1] + ("" if user != "root" else " (root)") for user, _, _, command in processes}
    assert (processes[0][1], processes[0][3].split()[0]) == (1, "/usr/local/bin/app-runner")
    children = container.servers()
    assert len(children) == 2 and any("nginx: master" in c for c in children) and any("gunicorn" in c for c in children), children
    for user, _, _, command in processes:
        if "gunicorn" in command and "app-runner" not in command:
            assert user == "django", users
        if "worker process" in command:
            assert user == "nginx", users
    assert container.shell("id -u django; id -g django; id -Gn nginx").split() == ["104", "107", "nginx", "django"]
    modes = container.shell(
        "stat -c '%n %a %U %G' /run/gunicorn /run/gunicorn/gunicorn.sock /run/gunicorn/gunicorn.pid "
        "/run/gunicorn/prometheus /run/nginx.pid"
    ).splitlines()
    assert modes == [
        "/run/gunicorn 755 django django",
        "/run/gunicorn/gunicorn.sock 660 django django",
        "/run/gunicorn/gunicorn.pid 644 django django",
        "/run/gunicorn/prometheus 755 django django",
        "/run/nginx.pid 644 root root",
    ]
    assert container.shell("pwd") == "/app"


def test_a_read_only_root_and_an_empty_run(run, visit, volume):
    options = ["--read-only", "--tmpfs", "/run", "--tmpfs", "/tmp", "--volume", f"{volume()}:/app/state"]
    container = run(EXAMPLE, options=options)
    visit(container).until_there()
    container.until_healthy()
    assert container.stop() == 0


@pytest.mark.parametrize("read_only", [False, True])
def test_any_user_id_with_group_0(run, visit, read_only):
    options = ["--user", "1234567:0"]
    if read_only:
        options += ["--read-only", "--tmpfs", "/run:mode=1777,notmpcopyup", "--tmpfs", "/tmp", "--tmpfs", "/app/state:mode=1777"]
    container = run(EXAMPLE, options=options)
    visit(container).until_there()
    assert {user for user, *_ in container.processes()} == {"1234567"}
    container.until_healthy()
    assert container.stop() == 0


def test_a_media_volume_of_root_s(run, visit, volume):
    name = volume()
    podman("run", "--rm", "--volume", f"{name}:/v", "--entrypoint", "sh", EXAMPLE, "-c", "mkdir /v/old && chown -R root /v")
    container = run(EXAMPLE, options=["--volume", f"{name}:/app/media"])
    visitor = visit(container)
    visitor.until_there()
    assert container.shell("stat -c %U /app/media /app/media/old").split() == ["django", "django"]
    assert visitor.get(visitor.uploads("kept")).status_code == 200


def test_no_package_is_in_the_image(run):
    """Gunicorn lies in a folder of its own, so that a project's own is installed beside it."""
    packages = podman("run", "--rm", "django-bootstrap:py3.13", "pip", "list", "--format=freeze")
    names = {line.split("==")[0].lower() for line in packages.splitlines() if "==" in line}
    assert not names - {"pip", "setuptools", "wheel"}
    left = "ls -A /var/lib/apt/lists; ls -A /root/.cache 2>/dev/null; command -v gcc swift git"
    assert podman("run", "--rm", "django-bootstrap:py3.13", "sh", "-c", left, check=False).strip() == ""


def test_other_commands(run):
    assert podman("run", "--rm", EXAMPLE, "id", "-un").strip() == "root"
    assert podman("run", "--rm", EXAMPLE, "proxy", "--version").strip()
    assert podman("run", "--rm", EXAMPLE, "celery", "--version").startswith("5.")
    assert "usage: gunicorn" in podman("run", "--rm", EXAMPLE, "--help")


def test_a_file_of_the_users_replaces_ours(run, visit):
    """At the path where the predecessor had it."""
    build = "FROM django-bootstrap-example:single\nRUN sed -i 's/Retry-After/X-Own/' "
    build += "/etc/nginx/conf.d/django.conf.d/locations/unavailable.conf\n"
    subprocess.run(["podman", "build", "--quiet", "--tag", "bootstrap-test-own", "-"], input=build, text=True, check=True)
    container = run("bootstrap-test-own")
    visit(container).until_there()
    assert "unavailable.conf" in container.logs() and "conf.d/django.conf " not in container.logs()
    podman("rmi", "--force", "bootstrap-test-own")
