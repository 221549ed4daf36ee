"""`/app` is the account's own: it renames a folder of root's to `media`, so that the next start gives it away."""

import os

from testkit import unprivileged
from testkit.app import needs_root

pytestmark = needs_root


def test_what_only_root_can_read_keeps_its_owner(guarded, serve):
    nobody = unprivileged.account().pw_uid
    guarded.tree.write("app/media/photo.jpg")
    guarded.tree.write("app/media/key", "only root's").chmod(0o600)
    media = guarded.tree.app / "media"
    (media / "private").mkdir(mode=0o700)
    os.chown(guarded.tree.app, nobody, nobody)
    app = serve(guarded.tree, guarded.application, **guarded.environment)
    owners = {name: (media / name).stat().st_uid for name in ("photo.jpg", "key", "private", ".")}
    assert owners == {"photo.jpg": nobody, "key": 0, "private": 0, ".": nobody}
    assert "2 files in" in app.stderr.text() and "keep their owner" in app.stderr.text()
