"""Not a byte left below /run while it serves; and a media volume that cannot be written to."""

import signal
import threading
from contextlib import contextmanager

import pytest
from chaos.rig import kinds, processes
from chaos.rig.classic import Classic
from chaos.rig.ours import Pod, Single
from chaos.rig.site import PICTURE
from testkit import unprivileged
from testkit.load.client import Failed, head
from testkit.load.generator import Kind
from testkit.ports import eventually

SIZE = "48m"
# An account with a group of the same name, as both programs' own have.
USER = "www-data"
# Without the large answers of the application, for which Nginx needs room when their reader is slow.
NO_DOWNLOADS = {name: kind for name, kind in kinds.KINDS.items() if name != "download"}
DOWNLOADS = {name: kinds.KINDS[name] for name in ("page", "download")}
CLASSIC = pytest.param(Classic, id="classic", marks=pytest.mark.classic)
SINGLE, POD = pytest.param(Single, id="single"), pytest.param(Pod, id="pod", marks=pytest.mark.full)
STACKS = [SINGLE, POD, CLASSIC]


@contextmanager
def full(folder):
    """Whatever is set free is taken at once, to the last byte."""
    freed = threading.Event()
    with (folder / "fill").open("wb", buffering=0) as file:

        def fill(size):
            while True:
                try:
                    file.write(b"x" * size)
                except OSError:
                    return

        def again():
            while not freed.wait(0.02):
                fill(4096)
                fill(1)

        fill(1 << 20)
        fill(4096)
        fill(1)
        thread = threading.Thread(target=again)
        thread.start()
        try:
            yield
        finally:
            freed.set()
            thread.join()
            file.truncate(0)


def on_a_small_disk(mounts):
    return lambda stack: mounts(stack.tree.run, f"size={SIZE}")


def only_uploads_may_fail(t):
    """With a status that says whose fault it is: a body that does not fit into memory has no room."""
    others = {reason: count for reason, count in t.reasons.items() if not reason.startswith("upload: status 50")}
    t.finish()
    if t.stack.role == "ours":
        assert not others and t.refused == 0, others


@pytest.mark.parametrize("kind", STACKS)
def test_a_full_disk(stack, trial, mounts, kind):
    served = stack(kind, prepare=on_a_small_disk(mounts))
    with trial("/run is full", served, allowed="uploads", kinds=NO_DOWNLOADS) as t:
        with full(served.tree.run):
            with t.fault():
                pass
            t.load.until(lambda records: t.failed > 10, "uploads that have no room")
        t.recovered()
        only_uploads_may_fail(t)
    assert served.lives() == len(served.services) and served.running()


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(Single, id="single"),
        pytest.param(Pod, id="pod", marks=pytest.mark.full),
        CLASSIC,
    ],
)
def test_large_answers_on_a_full_disk(stack, trial, mounts, kind):
    """Nginx cuts an answer short that it can neither keep in memory (128 KB) nor write to a file, when its reader is slow.
    The others are whole, and all are once there is room."""
    served = stack(kind, prepare=on_a_small_disk(mounts))
    with trial("/run is full: large answers", served, allowed="cut short", kinds=DOWNLOADS) as t:
        with full(served.tree.run):
            with t.fault():
                pass
            t.load.until(lambda records: sum(record.kind == "download" for record in records) > 20, "downloads")
        t.recovered()
        t.finish()
        if served.role == "ours":
            assert set(t.reasons) <= {"download: cut short"} and t.refused == 0, t.reasons
    assert served.lives() == len(served.services) and served.running()


def reload_until_refused(served):
    """An upload that fails sets room free until it is taken again, and a reload that finds it is carried out, without a line:
    Nginx has new workers, and another is asked for."""
    stderr = served.services[0].program.stderr
    for _ in range(10):
        before = {worker.pid for worker in processes.nginx_workers(served.tree)}
        served.signal(signal.SIGHUP)

        def outcome(before=before):
            assert not stderr.ended, stderr.text()
            if any(b"the old configuration stays in use" in line for line in stderr.lines):
                return "refused"
            return {worker.pid for worker in processes.nginx_workers(served.tree)} - before and "carried out"

        if eventually(outcome, "the reload's outcome") == "refused":
            return
    pytest.fail("ten reloads were carried out: the disk has room")


@pytest.mark.parametrize("kind", STACKS)
def test_a_reload_on_a_full_disk(stack, trial, mounts, kind):
    """It may be refused, it must not be the end of what serves."""
    served = stack(kind, prepare=on_a_small_disk(mounts))
    with trial("/run is full, then SIGHUP", served, allowed="uploads", kinds=NO_DOWNLOADS) as t:
        with full(served.tree.run):
            with t.fault():
                if served.role == "ours":
                    reload_until_refused(served)
                else:
                    served.signal(signal.SIGHUP)
            t.load.until_answered(20, kinds=("page", "keepalive", "work"))
        t.recovered()
        only_uploads_may_fail(t)
    assert served.lives() == len(served.services) and served.running()


@pytest.mark.parametrize("kind", [SINGLE, POD])
def test_a_read_only_media_volume(stack, trial, mounts, kind):
    """Another's volume, mounted to be served: it starts, and files come from it."""

    def prepare(stack):
        folder = mounts(stack.tree.app / "media", "size=1m")
        (folder / "picture.gif").write_bytes(PICTURE)
        mounts.remount_read_only(folder)
        unprivileged.open_to_all(stack.tree)
        stack.environment |= unprivileged.tools(stack.tree.root / "bin")

    served = stack(kind, prepare=prepare, BOOTSTRAP_USER=USER, NGINX_USER=USER)
    with trial("read-only media volume", served, kinds=dict(kinds.KINDS, picture=Kind(picture, 2, 0.05))) as t:
        with t.fault():
            t.load.until_answered(10, kinds=["picture"])
        t.recovered()
        t.allows(failed=0, refused=0)
    assert served.running()


def picture(connection, name, rng):
    connection.send(head("GET", "/media/picture.gif"))
    status, length, _, first = connection.answer()
    if (status, length) != (200, len(PICTURE)) or not first.startswith(b"GIF89a"):
        raise Failed(f"status {status}")
