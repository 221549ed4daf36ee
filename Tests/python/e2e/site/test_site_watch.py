"""The proxy of a pod takes up a site file that the app's container writes while Nginx runs."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from testkit import http, unprivileged
from testkit.app import needs_root
from testkit.load.pages import Pages
from testkit.ports import eventually
from testkit.processes import servers
from testkit.tree import Tree
from testkit.upstream import FakeUpstream

CHANGED = "site file changed: reloading Nginx"
SAME = "watched files have the same content: no reload"
FAILED = "cannot reload: nginx configuration failed: "
VERSION = "conf.d/django.conf.d/locations/version.conf"


class Pod:
    """A proxy with a location of the user's that shows which configuration is in use."""

    def __init__(self, tree: Tree, upstream: FakeUpstream):
        self.tree, self.upstream = tree, upstream
        self.site = tree.run / "gunicorn" / "site"
        self.show(0)

    def show(self, version):
        self.tree.override(VERSION, f"location = /version {{ return 200 '{version}'; }}\n")

    def started(self, proxy):
        self.proxy = proxy

        def ready():
            assert proxy.running, proxy.output()
            return http.answers(self.tree.status_port, "/livez")

        eventually(ready, "the proxy answers")
        return self

    def shows(self, version) -> bool:
        return http.request(self.tree.port, "/version").body == str(version).encode()

    def until(self, version):
        eventually(lambda: self.shows(version), f"version {version}")

    def count(self, text: str) -> int:
        return sum(text in line.decode() for line in self.proxy.stderr.lines)

    def until_count(self, text: str, number: int):
        eventually(lambda: self.count(text) >= number, f"{number} x {text!r}")

    def put(self, text: str, place: Path | None = None):
        """As the bootstrap helper writes it: all at once."""
        new = (place or self.site).with_suffix(".new")
        new.write_text(text)
        new.rename(place or self.site)


@pytest.fixture
def pod(tree, start):
    """pod(): one whose proxy runs; the site file is there before if `site` is given."""
    upstreams = []

    def begin(site: str | None = None, before=lambda made: None, **environment):
        upstreams.append(FakeUpstream(tree.socket))
        made = Pod(tree, upstreams[-1])
        if site is not None:
            made.put(site)
        before(made)
        return made.started(start(tree, "proxy", "run", **{"BOOTSTRAP_LOG_LEVEL": "debug"} | environment))

    yield begin
    for upstream in upstreams:
        upstream.close()


def namespace(*options) -> list:
    """The beginning of a command line that runs in a namespace of its own; a container may not be allowed to make one."""
    unshare = [Path(shutil.which("unshare")), *options]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip(f"cannot make a namespace: unshare {' '.join(options)}")
    return unshare


def test_a_file_that_comes_and_changes(pod):
    site = pod()
    site.show(1)
    site.put("version=1\nstatic_url=/static/\n")
    site.until(1)
    site.show(2)
    site.site.write_text("version=1\nstatic_url=/assets/\n")  # in place, as an editor or another writer would
    site.until(2)
    site.until_count(CHANGED, 2)
    workers = {child.pid for child in servers(site.proxy.pid)}
    assert len(workers) == 1 and site.proxy.running, "Nginx is the process that it was"


def test_the_list_of_hashed_files_counts_too(pod):
    site = pod("version=1\nimmutable=1\n")
    site.show(1)
    site.put("app.0123456789ab.css\n", site.site.with_name("site.immutable"))
    site.until(1)


def test_the_same_content_is_no_reason(pod):
    site = pod("version=1\n")
    master = servers(site.proxy.pid)[0]
    workers = {child.pid for child in master.children()}
    site.put("version=1\n")
    site.until_count(SAME, 1)
    site.site.write_text("version=1\n")
    site.until_count(SAME, 2)
    site.site.unlink()
    site.put("version=1\n")
    site.until_count(SAME, 3)
    assert site.count(CHANGED) == 0
    assert {child.pid for child in master.children()} == workers


def test_a_file_that_vanishes_changes_nothing(pod):
    site = pod("version=1\n")
    site.show(1)
    site.site.unlink()
    # Another event, so that one knows when the first is dealt with.
    other = site.site.with_name("site.immutable")
    other.mkdir()
    site.until_count(SAME, 1)
    assert site.shows(0) and site.count(CHANGED) == 0
    site.put("version=2\n")
    site.until(1)


def test_many_writes_are_one_reload(pod):
    site = pod()
    site.show(1)
    for number in range(200):
        site.put(f"version={number}\n")
    site.until(1)
    # What was written while the first reload was running may be a second change; 200 writes are not 200 reloads.
    site.until_count("nginx configuration started", 2)
    site.put("version=last\n")
    site.until_count(CHANGED, 2)
    assert site.count(CHANGED) <= 4


def test_a_reload_loses_no_request(pod):
    site = pod()
    with Pages(site.tree.port) as load:
        load.until_total(100)
        for number in range(1, 6):
            site.show(number)
            site.put(f"version={number}\n")
            site.until(number)
        load.until_total(load.answered + 100)
    assert not load.failures and load.refused == 0, load.failures


def test_a_configuration_that_nginx_refuses_is_not_used(pod):
    site = pod("version=1\n")
    site.tree.override(VERSION, "this is { no nginx file;\n")
    site.put("version=2\n")
    site.proxy.stderr.wait_for(FAILED)
    assert site.shows(0) and site.proxy.running
    site.show(3)
    site.put("version=3\n")
    site.until(3)


def test_no_reload_while_it_drains(pod):
    site = pod("version=1\n", DRAIN_DELAY="3")
    site.show(1)
    site.proxy.signal(signal.SIGTERM)
    site.proxy.stderr.wait_for("draining: /readyz answers 503")
    site.put("version=2\n")
    assert site.proxy.wait() == 0
    assert site.count(CHANGED) == 0


def test_sighup_still_reloads_and_is_told_apart(pod):
    site = pod("version=1\n")
    site.show(1)
    site.proxy.signal(signal.SIGHUP)
    site.until(1)
    assert site.count(CHANGED) == 0
    site.put("version=1\n")
    site.until_count(SAME, 1)


def test_plan_names_the_files(tree, start):
    plan = start(tree, "proxy", "plan")
    assert plan.wait() == 0
    folder = tree.run / "gunicorn"
    assert f"also when one of these changes: {folder}/site, {folder}/site.immutable" in plan.stdout.text()


@needs_root
def test_a_folder_of_another_user(tree, pod):
    unprivileged.open_to_all(tree)
    folder = tree.run / "gunicorn"
    unprivileged.give(folder)
    site = pod()
    site.show(1)
    write = [*unprivileged.as_nobody(), "sh", "-c", f"echo version=1 > {folder}/new && mv {folder}/new {folder}/site"]
    subprocess.run(write, check=True, cwd="/")
    site.until(1)
    # Its user may put a link there, which root does not follow.
    secret = tree.write("secret", "version=2\n")
    secret.chmod(0o600)
    subprocess.run([*unprivileged.as_nobody(), "ln", "-sf", secret, folder / "site"], check=True, cwd="/")
    site.until_count(SAME, 1)
    assert site.count(CHANGED) == 1


@needs_root
def test_a_proxy_that_is_not_root(tree, start, binary):
    """As in the manifests: the folder is the app's, which the proxy can read and not write."""
    unprivileged.open_to_all(tree)
    unprivileged.give(tree.run)
    upstream = FakeUpstream(tree.socket)
    site = Pod(tree, upstream)
    setpriv, *arguments = unprivileged.as_nobody()
    users = {"NGINX_USER": unprivileged.NAME, "BOOTSTRAP_USER": unprivileged.NAME, "BOOTSTRAP_LOG_LEVEL": "debug"}
    site.started(start(tree, Path(setpriv), *arguments, binary("proxy"), "run", **users))
    site.show(1)
    site.put("version=1\n")
    site.until(1)
    site.site.chmod(0o600)
    site.until_count(SAME, 1)
    site.site.write_text("version=2\n")
    site.until_count(SAME, 2)
    assert site.count(CHANGED) == 1, "what it cannot read is no change"
    site.show(2)
    site.site.chmod(0o644)
    site.until(2)
    upstream.close()


@needs_root
@pytest.mark.parametrize("place", ["/dev/shm", "/tmp"])
def test_a_volume_that_is_mounted_read_only(tree, start, binary, place):
    """As an emptyDir with `readOnly: true`; with `medium: Memory` it is a tmpfs."""
    volume = Path(place) / tree.root.name
    volume = volume if place == "/dev/shm" else volume / "volume"
    volume.mkdir()
    try:
        folder = tree.run / "gunicorn"
        folder.mkdir()
        upstream = FakeUpstream(volume / "gunicorn.sock")
        site = Pod(tree, upstream)
        site.site = volume / "site"
        script = f"mount --bind {volume} {folder} && mount -o remount,bind,ro {folder} && exec $0 run"
        proxy = start(tree, *namespace("--mount"), "sh", "-c", script, binary("proxy"), BOOTSTRAP_LOG_LEVEL="debug")
        site.started(proxy)
        assert not os.access(f"/proc/{proxy.pid}/root{folder}", os.W_OK), "read-only as the proxy sees it"
        site.show(1)
        site.put("version=1\n")
        site.until(1)
        assert site.count("polling the files every") == 0
        upstream.close()
    finally:
        shutil.rmtree(volume)


@needs_root
def test_where_the_kernel_has_no_watch_left(tree, start, binary):
    """A user namespace has a limit of its own: here it is 0, and the proxy is an ordinary user of another one inside."""
    upstream = FakeUpstream(tree.socket)
    site = Pod(tree, upstream)
    inner = f"unshare --user --map-user=65534 --map-group=65534 {binary('proxy')} run"
    script = f"echo 0 > /proc/sys/user/max_inotify_instances && exec {inner}"
    unshare = [*namespace("--user", "--map-root-user"), "sh", "-c", script]
    users = {"NGINX_USER": unprivileged.NAME, "BOOTSTRAP_USER": unprivileged.NAME}
    site.started(start(tree, *unshare, **users))
    site.proxy.stderr.wait_for("(fs.inotify.max_user_instances); polling the files every 5 s instead")
    site.show(1)
    site.put("version=1\n")
    site.until(1)
    assert site.count(CHANGED) == 1
    upstream.close()


@needs_root
def test_an_idle_proxy_waits_without_a_time(pod):
    """The kernel wakes it: there is no polling."""
    site = pod("version=1\n")
    site.put("version=1\n")
    site.until_count(SAME, 1)
    # rt_sigtimedwait(2), whose third argument is a null pointer: without a time.
    call = Path(f"/proc/{site.proxy.pid}/syscall")
    eventually(lambda: call.read_text().split()[3:4] == ["0x0"], "a wait without a time")
