"""What the image was built for, where `BOOTSTRAP_SHAPE` is unset or empty."""

import shutil

import pytest
from testkit.app import write_wsgi


@pytest.fixture
def image(tree, binary):
    """The programs in a folder as an image has them; image(shape) says what the image was built for."""
    folder = tree.root / "usr" / "bin"
    folder.mkdir(parents=True)
    shutil.copy(binary("app-runner"), folder / "app-runner")
    (folder / "proxy").symlink_to("app-runner")

    def build(shape: str):
        tree.write("usr/share/django-bootstrap/shape", shape + "\n")
        return folder / "app-runner"

    return build


@pytest.mark.parametrize("shape", ["pod", "single"])
@pytest.mark.parametrize("variable", [{}, {"BOOTSTRAP_SHAPE": ""}], ids=["unset", "empty"])
def test_the_images_shape_is_kept(tree, image, run, shape, variable):
    ended = run(tree, "plan", write_wsgi(tree), program=image(shape), SKIP_MIGRATIONS="1", **variable)
    assert ended.status == 0, ended.output()
    assert ("run: nginx" in ended.stdout.text()) == (shape == "single")


def test_the_variable_beats_the_image(tree, image, run):
    ended = run(tree, "plan", write_wsgi(tree), program=image("single"), SKIP_MIGRATIONS="1", BOOTSTRAP_SHAPE="pod")
    assert "run: nginx" not in ended.stdout.text()


def test_a_broken_image_is_said(tree, image, run):
    ended = run(tree, "plan", write_wsgi(tree), program=image("double"), SKIP_MIGRATIONS="1")
    assert ended.status == 78 and "BOOTSTRAP_SHAPE" in ended.stderr.text() and "double" in ended.stderr.text()
