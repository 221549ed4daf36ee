"""A secret file in a folder of the account's: root reads it at every start, and the account gets what is in it."""

from testkit.app import needs_root

pytestmark = needs_root


def test_a_planted_link_is_not_followed(guarded, run):
    guarded.folder("data")
    link = guarded.plant("data/SECRET_KEY", guarded.victim / "secret")
    ended = run(guarded.tree, guarded.application, **guarded.environment | {"SECRET_KEY_FILE": link})
    assert ended.status == 78, ended.output()
    assert f"cannot trust {link}: it is a symbolic link" in ended.stderr.text()


def test_a_planted_folder_is_not_followed(guarded, run):
    guarded.folder("data")
    link = guarded.plant("data/keys", guarded.victim)
    ended = run(guarded.tree, guarded.application, **guarded.environment | {"SECRET_KEY_FILE": link / "secret"})
    assert ended.status == 78, ended.output()
    assert f"cannot trust {link}: it is a symbolic link" in ended.stderr.text()


def test_a_folder_of_the_accounts_sets_no_variables(guarded, run):
    """Each file in it is a variable: this one has a folder of root's given to the account."""
    folder = guarded.folder("data")
    guarded.tree.write("data/STATIC_PUBLISH_DIR", str(guarded.victim))
    before = guarded.facts()
    ended = run(guarded.tree, "publish-static", **guarded.environment | {"SECRETS_DIR": folder})
    assert guarded.facts() == before
    assert ended.status == 78, ended.output()
    assert f"cannot read {folder} named by SECRETS_DIR: it belongs to user nobody" in ended.stderr.text()


def test_the_links_of_a_kubernetes_volume_are_followed(guarded, serve):
    """kubelet's AtomicWriter: root's links in a folder of root's that all may write to, with the sticky bit."""
    guarded.tree.write("secrets/..2026_01/SECRET_KEY", "from the volume")
    folder = guarded.tree.root / "secrets"
    folder.chmod(0o1777)
    (folder / "..data").symlink_to("..2026_01")
    (folder / "SECRET_KEY").symlink_to("..data/SECRET_KEY")
    app = serve(guarded.tree, guarded.application, **guarded.environment | {"SECRETS_DIR": folder})
    assert app.seen()["environ"]["SECRET_KEY"] == "from the volume"
