"""Started without root (a pod with runAsNonRoot, a developer's machine): no switch, no chown, and it works."""

import os
import stat

from testkit import unprivileged
from testkit.app import App
from testkit.site import APPLICATION, SITE, add_static_file, write_site
from testkit.sqlite import authenticate


def test_everything_as_one_ordinary_user(tree, binary, serve):
    write_site(tree)
    add_static_file(tree)
    unprivileged.open_to_all(tree)
    for folder in (tree.app, tree.run):
        unprivileged.give(folder)
    tree.write("app/media/of-somebody-else")
    owner_before = os.stat(tree.app / "media").st_uid
    command = [*unprivileged.as_nobody(), binary("app-runner")]
    app: App = serve(
        tree, APPLICATION, prefix=command, BOOTSTRAP_USER="django", NGINX_USER="nginx", RUN_COLLECTSTATIC="1",
        SUPERUSER_PASSWORD="ordinary", **SITE, **unprivileged.tools(tree.root / "bin"),
    )
    uid = unprivileged.account().pw_uid if os.geteuid() == 0 else os.geteuid()
    assert {process.uids().real for process in (*app.children, *app.master.children())} == {uid}
    assert os.stat(tree.app / "db.sqlite3").st_uid == uid
    assert (tree.app / "static" / "logo.svg").exists()
    assert stat.S_IMODE(os.stat(tree.socket).st_mode) == 0o660
    assert os.stat(tree.app / "media").st_uid == owner_before
    assert app.request("/").status == 200
    assert authenticate(tree, "ordinary")
    assert app.stop() == 0
