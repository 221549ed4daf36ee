"""A secret file in a folder of the account's: root reads it at every start, and the account gets what is in it."""

import pytest
from support.app import needs_root

pytestmark = needs_root


@pytest.mark.parametrize("variable", ["SECRET_KEY_FILE", "SECRETS_DIR"])
def test_a_planted_link_is_not_followed(guarded, run, variable):
    folder = guarded.folder("data")
    link = guarded.plant("data/SECRET_KEY", guarded.victim / "secret")
    path = folder if variable == "SECRETS_DIR" else link
    ended = run(guarded.tree, guarded.application, **guarded.environment | {variable: path})
    assert ended.status == 78, ended.output()
    assert f"cannot trust {link}: it is a symbolic link" in ended.stderr.text()


def test_a_planted_folder_is_not_followed(guarded, run):
    guarded.folder("data")
    link = guarded.plant("data/keys", guarded.victim)
    ended = run(guarded.tree, guarded.application, **guarded.environment | {"SECRET_KEY_FILE": link / "secret"})
    assert ended.status == 78, ended.output()
    assert f"cannot trust {link}: it is a symbolic link" in ended.stderr.text()


def test_the_links_of_a_kubernetes_volume_are_followed(guarded, serve):
    """kubelet's AtomicWriter: root's links in a folder of root's that all may write to, with the sticky bit."""
    guarded.tree.write("secrets/..2026_01/SECRET_KEY", "from the volume")
    folder = guarded.tree.root / "secrets"
    folder.chmod(0o1777)
    (folder / "..data").symlink_to("..2026_01")
    (folder / "SECRET_KEY").symlink_to("..data/SECRET_KEY")
    app = serve(guarded.tree, guarded.application, **guarded.environment | {"SECRETS_DIR": folder})
    assert app.seen()["environ"]["SECRET_KEY"] == "from the volume"
