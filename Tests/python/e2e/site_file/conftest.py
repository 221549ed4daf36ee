"""Projects whose settings say where their files are."""

import pytest
from testkit.site import add_static_file, write_site


@pytest.fixture
def site(tree):
    """A tree with the throw-away project in it."""
    return write_site(tree)


@pytest.fixture
def elsewhere(tree):
    """One that collects into a folder with a name of its own."""
    write_site(tree, 'STATIC_URL, STATIC_ROOT = "assets/", BASE_DIR / "collected"\n')
    add_static_file(tree)
    return tree


def lines(tree) -> dict[str, str]:
    """The site file."""
    text = (tree.run / "gunicorn" / "site").read_text()
    return dict(line.split("=", 1) for line in text.splitlines())
