"""A release's collected files, and the volume that they are published to."""

import pytest

HASH = "0123456789ab"


class Volume:
    def __init__(self, tree, start):
        self.tree, self._start = tree, start
        self.path = tree.root / "srv"

    def collect(self, **files):
        """Files below /app/static; `_` in a name stands for a dot."""
        for name, text in files.items():
            self.tree.write(f"app/static/{name.replace('_', '.')}", text)

    def run(self, **environment):
        return self._start(self.tree, "app-runner", "publish-static", **({"STATIC_PUBLISH_DIR": self.path} | environment))

    def publish(self, **environment) -> str:
        """What it says; it has to succeed."""
        program = self.run(**environment)
        assert program.wait() == 0, program.output()
        return program.stderr.text()

    def files(self) -> dict[str, str]:
        """Everything that is there, but for the lock."""
        found = (path for path in self.path.rglob("*") if path.is_file() and path.name != ".publish.lock")
        return {str(path.relative_to(self.path)): path.read_text() for path in found}


@pytest.fixture
def volume(tree, start):
    return Volume(tree, start)
