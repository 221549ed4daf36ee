"""`app-runner init` on a project's folder, and the image that its Dockerfile makes."""

import os
import re
import uuid
from pathlib import Path

from projects.workshop.files import tree
from testkit.containers.engine import podman
from testkit.containers.images import CERTIFICATES, SINGLE

# The names of all that the tests make begin so.
PREFIX = "bootstrap-projects"

# The images of another prefix, where TEST_IMAGE_SINGLE names one: `init` writes it into the Dockerfile.
IMAGES = ["--images", SINGLE.rpartition("/")[0]] if "/" in SINGLE else []

# Where this machine's certificates are not the public ones, the project's tools must be told while the image is built.
TRUST = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT")


def init(folder: Path) -> tuple[list[str], list[str]]:
    """Runs `app-runner init` from the image on the folder. The names of what it wrote, and its notes; a file that it changed
    is an error."""
    before = tree(folder)
    said = podman("run", "--rm", "--volume", f"{folder}:/app", SINGLE, "init", *IMAGES)
    after = tree(folder)
    changed = [name for name in before if after.get(name) != before[name]]
    assert not changed, f"init changed files of the project: {', '.join(changed)}"
    written = sorted(set(after) - set(before))
    assert {"Dockerfile", ".dockerignore", "compose.yaml"} <= set(written), f"init wrote only {written}"
    return written, [line.removeprefix("note: ") for line in said.splitlines() if line.startswith("note: ")]


def edit(folder: Path, edits) -> int:
    """Makes the recipe's changes by hand; the number of lines that differ."""
    lines = 0
    for name, old, new in edits:
        text = (folder / name).read_text()
        assert text.count(old) == 1, f"cannot edit {name}: {old!r} is there {text.count(old)} times"
        (folder / name).write_text(text.replace(old, new))
        lines += max(len(old.splitlines()), len(new.splitlines()))
    return lines


def base_of(folder: Path) -> str:
    """The image on which the Dockerfile ends: that of its last FROM, with a default of an ARG before it filled in."""
    text = (folder / "Dockerfile").read_text()
    values = dict(re.findall(r"^ARG\s+(\w+)=(\S+)", text, re.MULTILINE))
    image = re.findall(r"^FROM\s+(?:--\S+\s+)*(\S+)", text, re.MULTILINE)[-1]
    return re.sub(r"\$\{?(\w+)\}?", lambda found: values.get(found[1], found[0]), image)


def build(folder: Path, context: Path | None = None) -> str:
    """The tag of the image. Every stage is built anew: what is measured is the first build."""
    tag = f"{PREFIX}-{uuid.uuid4().hex[:8]}"
    trust = ["--volume", f"{CERTIFICATES}:{CERTIFICATES}:ro"]
    for name in TRUST:
        if name in os.environ:
            trust += ["--env", f"{name}={CERTIFICATES}"]
    podman(
        "build", "--quiet", "--no-cache", "--format", "docker", "--network", "host", *trust, "--tag", tag, context or folder,
        timeout=900,
    )  # fmt: skip
    return tag


def version(tag: str, module: str) -> str:
    """The version of a package in the image, or of "python", as the project's own Python finds it."""
    known = "platform.python_version()" if module == "python" else f"metadata.version({module!r})"
    script = f"import platform; from importlib import metadata; print({known})"
    return podman("run", "--rm", tag, "python", "-c", script).strip().splitlines()[-1]
