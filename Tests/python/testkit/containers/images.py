"""The images that are tested, and small ones that a test builds on them."""

import os
import uuid
from pathlib import Path

from .engine import podman

# Others than those of `make images` may be tested.
SINGLE = os.environ.get("TEST_IMAGE_SINGLE", "django-bootstrap:py3.13")
APP = os.environ.get("TEST_IMAGE_APP", "django-bootstrap-app:py3.13")
PROXY = os.environ.get("TEST_IMAGE_PROXY", "django-bootstrap-proxy:trixie")
EXAMPLES = {
    "single": os.environ.get("TEST_IMAGE_EXAMPLE_SINGLE", "django-bootstrap-example:single"),
    "pod": os.environ.get("TEST_IMAGE_EXAMPLE_POD", "django-bootstrap-example:pod"),
}

CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt"


class Builder:
    """Builds images that go away with it."""

    def __init__(self):
        self.made = []

    def __call__(self, folder: Path, base: str) -> str:
        tag = f"bootstrap-test-{uuid.uuid4().hex[:8]}"
        podman(
            "build", "--quiet", "--format", "docker", "--network", "host", "--volume", f"{CERTIFICATES}:{CERTIFICATES}:ro",
            "--build-arg", f"BASE={base}", "--tag", tag, folder, timeout=300,
        )  # fmt: skip
        self.made.append(tag)
        return tag

    def remove(self):
        for tag in self.made:
            podman("rmi", "--force", tag, check=False)
