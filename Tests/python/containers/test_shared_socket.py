"""Two containers, one program each, with nothing in common but the volume at /run/gunicorn."""

import pytest
from testkit.containers.images import EXAMPLES, PROXY

USERS = {
    "image": ([], []),
    "numbers": (["--user", "104:107"], []),
    "root": ([], ["--user", "0"]),
    "openshift": (["--user", "1234567:0"], ["--user", "1234567:0"]),
}
READ_ONLY = ["--read-only", "--tmpfs", "/tmp", "--tmpfs", "/run"]


@pytest.mark.parametrize("read_only", [False, True], ids=["writable", "read-only"])
@pytest.mark.parametrize("users", USERS.values(), ids=USERS.keys())
def test_nginx_reaches_gunicorn(run, visit, volume, users, read_only):
    options = ["--volume", f"{volume()}:/run/gunicorn"] + (READ_ONLY if read_only else [])
    app_user, proxy_user = users
    # The proxy may be first.
    proxy = run(PROXY, options=[*options, *proxy_user], TRUSTED_PROXIES="none")
    data = ["--volume", f"{volume()}:/app/state", "--volume", f"{volume()}:/app/media"]
    app = run(EXAMPLES["pod"], options=[*options, *app_user, *data], SECRET_KEY="test")
    visit(proxy).until_there()
    proxy.until_healthy()
    app.until_healthy()
    assert proxy.stop() == 0 and app.stop() == 0
    for container in (proxy, app):
        assert not {"WARNING", "ERROR"} & set(container.logs().split()), container.logs()
