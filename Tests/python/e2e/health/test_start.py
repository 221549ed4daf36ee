"""While the application is not there, `app-runner health` says what the start does or waits for."""

import os
import re
import time

import pytest
from testkit.odd_files import STATUS_KINDS, odd
from testkit.ports import eventually, free_port
from testkit.site import APPLICATION, SITE, add_settings, write_site

SINGLE = {"BOOTSTRAP_SHAPE": "single"}
POSTGRESQL = """
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.postgresql", "NAME": "site", "USER": "site", "PASSWORD": "pg-word-77",
    "HOST": "127.0.0.1", "PORT": {port},
}}}}
"""


@pytest.mark.parametrize("shape", [{}, SINGLE], ids=["pod", "single"])
def test_a_start_that_waits_for_its_database(tree, start, health, shape):
    port = free_port()
    add_settings(write_site(tree), POSTGRESQL.format(port=port))
    app = start(tree, "app-runner", APPLICATION, **SITE, **shape)
    app.stderr.wait_for("waiting for database default")
    waits = rf"the start has waited \d+ s for database default at 127\.0\.0\.1:{port}: .*refused.*"
    status, text = health(**shape)
    assert status == 1 and re.fullmatch(f"not ready: {waits}", text), text
    status, text = health("--live", **shape)
    assert status == 0 and re.fullmatch(f"live: {waits}", text), text
    app.stop()
    assert "the start" not in health(**shape)[1], "it has ended"


def test_a_part_of_the_start(tree, start, health):
    write_site(tree)
    tree.write("app/site1/urls.py", "import time\ntime.sleep(60)\n")
    app = start(tree, "app-runner", APPLICATION, **SITE)
    eventually(lambda: "the start runs" in health()[1], "its part")
    assert health()[0] == 1 and health("--live")[0] == 0
    app.stop()


@pytest.mark.parametrize("kind", [*STATUS_KINDS, "living"])
def test_a_planted_status_harms_nothing(tree, serve, health, kind):
    write_site(tree)
    app = serve(tree, APPLICATION, **SITE, SKIP_MIGRATIONS="1")
    path = tree.run / "gunicorn" / "start.status"
    if kind == "living":
        write_living(path, "a\x1b[2J" + "x" * 50_000)
    else:
        odd(path, kind, b"kind=start\npid=-1\nprocess_start=99999999999999999999\nwaiting_since=nan\n\xff=\xff\n=\n")
    assert health() == (0, "ok: the application answers 200")
    app.program.stop()
    begin = time.monotonic()
    status, text = health()
    assert status == 1 and len(text) < 400 and "\x1b" not in text and time.monotonic() - begin < 10


def write_living(path, reason: str):
    """The status of a process that runs: this one."""
    with open("/proc/self/stat") as file:
        begun = file.read().rpartition(")")[2].split()[19]
    path.write_text(f"version=1\nkind=start\npid={os.getpid()}\nprocess_start={begun}\nreason={reason}\nwaiting_since=1\n")
