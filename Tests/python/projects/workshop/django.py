"""`django-admin startproject`, of the Django release that is asked for."""

from pathlib import Path

from testkit.containers.engine import podman
from testkit.containers.images import CERTIFICATES, SINGLE

from .tools import Tool, python_of

# In a container when this machine's Python is too old for the release: /made is the project's folder.
SCRIPT = """
python3 -m venv /tmp/django && /tmp/django/bin/pip install --quiet --disable-pip-version-check "$0"
/tmp/django/bin/django-admin startproject "$1" /made >&2 && /tmp/django/bin/django-admin --version
"""


def startproject(folder: Path, name: str, release: str = "Django~=5.2.0", python: tuple[int, int] = (3, 10)) -> str:
    """Makes the project in `folder`; the exact version of Django that made it."""
    interpreter = python_of(python)
    if interpreter is None:
        return by_container(folder, name, release)
    tool = Tool(release, python=interpreter)
    tool("django-admin", "startproject", name, ".", folder=folder)
    return tool("django-admin", "--version", folder=folder).strip()


def by_container(folder: Path, name: str, release: str) -> str:
    volumes = ["--volume", f"{folder}:/made", "--volume", f"{CERTIFICATES}:{CERTIFICATES}:ro", "--env", f"PIP_CERT={CERTIFICATES}"]
    command = ["sh", "-ec", SCRIPT, release, name]
    answer = podman("run", "--rm", "--network", "host", "--entrypoint", "", *volumes, SINGLE, *command, timeout=300)
    return answer.strip().splitlines()[-1]
