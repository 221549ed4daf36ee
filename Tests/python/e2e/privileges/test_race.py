"""The account swaps folders for links, over and over, while root starts: what the links lead to never changes."""

import os
import subprocess
import sys

from testkit import unprivileged
from testkit.app import needs_root

pytestmark = needs_root
STARTS = 40

SWAP = """
import os, sys
from contextlib import suppress
folders = sys.argv[1:]
print("swapping", flush=True)
while True:
    for folder in folders:
        for before, after in (("", ".real"), (".link", ""), ("", ".link"), (".real", "")):
            with suppress(OSError):  # root has made the missing folder meanwhile
                os.rename(folder + before, folder + after)
"""


def swapper(guarded, folders):
    """A process of the account's that puts a link to the victim in each folder's place and takes it away again."""
    for folder in folders:
        guarded.folder(folder)
        guarded.plant(folder + ".link", guarded.victim)
    script = unprivileged.script(guarded.tree.root / "swap.py", SWAP)
    paths = [guarded.tree.root / folder for folder in folders]
    interpreter = guarded.tree.root / "bin" / "python"
    process = subprocess.Popen(
        [*unprivileged.as_nobody(), interpreter, script, *paths], stdout=subprocess.PIPE, stderr=sys.stderr, cwd="/")
    assert process.stdout.readline() == b"swapping\n"
    return process


def test_nothing_outside_changes_owner_or_mode(guarded, run):
    before = guarded.facts()
    media = guarded.tree.app / "media"
    guarded.folder("run/gunicorn")
    media.mkdir()
    guarded.folder("app/media/albums")
    swaps = swapper(guarded, ["run/gunicorn/prometheus", "app/media/albums/2026"])
    # A step that ends at once: the preparations are what is tried here.
    unprivileged.script(guarded.tree.root / "bin" / "python3", "#!/bin/sh\nexit 3\n")
    try:
        statuses = set()
        for _ in range(STARTS):
            os.chown(media, 0, 0)  # as a volume that came up root-owned
            statuses.add(run(guarded.tree, "migrate", DJANGO_SETTINGS_MODULE="none", **guarded.environment).status)
            assert guarded.facts() == before
        assert swaps.poll() is None, "it swapped to the end"
        assert statuses <= {3, 78}
    finally:
        swaps.kill()
        swaps.wait(10)
