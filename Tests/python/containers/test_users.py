"""BOOTSTRAP_USER: the project's processes as another user than the image's django."""

import pytest
from testkit.containers.engine import podman
from testkit.containers.images import EXAMPLES


def project_users(container) -> set[str]:
    return {user for user, _, _, command in container.processes() if "gunicorn" in command and "app-runner" not in command}


@pytest.mark.parametrize("user", ["root", "www-data"])
@pytest.mark.parametrize("shape", ["single", "pod"])
def test_another_user_than_django(run, visit, shape, user):
    """The image's /run/gunicorn is django's, and empty."""
    container = run(EXAMPLES[shape], BOOTSTRAP_USER=user, SECRET_KEY="test", STATE_DIR="/tmp")
    if shape == "single":
        visit(container).until_there()
    container.until_healthy()
    assert project_users(container) == {user}
    owners = container.shell("stat -c '%U %a' /run/gunicorn /run/gunicorn/prometheus").splitlines()
    assert owners == [f"{user} 755"] * 2
    podman("restart", "--time", "30", container.name)
    container.until_healthy()
    assert container.stop() == 0


def test_a_folder_below_run_with_what_another_user_left(run, volume):
    name = volume()
    options = ["--volume", f"{name}:/run/gunicorn"]
    podman("run", "--rm", "--user", "104:107", *options, EXAMPLES["pod"], "touch", "/run/gunicorn/gunicorn.sock")
    container = run(EXAMPLES["pod"], options=options, BOOTSTRAP_USER="root", SECRET_KEY="test")
    assert container.wait() == 78
    assert "cannot trust folder /run/gunicorn: it belongs to uid 104, and not to root" in container.errors()
