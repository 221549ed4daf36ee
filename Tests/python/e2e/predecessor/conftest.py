import pytest


@pytest.fixture
def names(tree, binary):
    """A folder with the names of the predecessor's programs, as links to app-runner: names("tini") is a path."""
    folder = tree.root / "names"
    folder.mkdir()
    for name in ("su-exec", "tini", "dinit", "django-entrypoint.sh", "celery-entrypoint.sh"):
        (folder / name).symlink_to(binary("app-runner"))
    return lambda name: folder / name


@pytest.fixture
def call(tree, start, names):
    """call("tini", "--", "true"): one of the names, to its end."""

    def call(name, *arguments, **environment):
        program = start(tree, names(name), *arguments, **environment)
        program.status = program.wait()
        return program

    return call
