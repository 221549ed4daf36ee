"""`su-exec USER[:GROUP] COMMAND…`: executes the command as that user."""

import shutil

import pytest
from testkit.app import needs_root
from testkit.processes import signal_masks
from testkit.unprivileged import NAME, account, open_to_all

SHOW = ["sh", "-c", "id -u; id -g; id -G; echo $HOME"]


@needs_root
@pytest.mark.parametrize(
    ("user", "ids"),
    [
        (NAME, lambda user: [str(user.pw_uid), str(user.pw_gid), str(user.pw_gid), user.pw_dir]),
        ("65534", lambda user: [str(user.pw_uid), str(user.pw_gid), str(user.pw_gid), user.pw_dir]),
        (f"{NAME}:daemon", lambda user: [str(user.pw_uid), "1", "1", user.pw_dir]),
        ("4321", lambda user: ["4321", "0", "0", "/"]),
        ("4321:8765", lambda user: ["4321", "8765", "8765", "/"]),
    ],
)
def test_ids(call, user, ids):
    ended = call("su-exec", user, *SHOW)
    assert (ended.status, ended.stdout.text().split()) == (0, ids(account())), ended.output()


STATUSES = {
    "no-command": ([NAME], 1),
    "nothing": ([], 1),
    "no-such-user": (["no-such-user", "true"], 1),
    "no-such-group": ([f"{NAME}:no-such-group", "true"], 1),
    "not-found": ([NAME, "no-such-command"], 127),
    "not-executable": ([NAME, "/etc/passwd"], 126),
}


@pytest.mark.parametrize(("arguments", "status"), STATUSES.values(), ids=STATUSES.keys())
def test_errors(call, arguments, status):
    ended = call("su-exec", *arguments)
    assert ended.status == status and len(ended.stderr.lines) == 1
    assert ended.stderr.text().startswith("su-exec: ")


@needs_root
def test_ids_that_it_has_already(tree, call, binary):
    """A container that runs as the user: nothing is switched, and no right is needed."""
    open_to_all(tree)
    # A copy: the repository may be in a folder that only root can enter.
    (tree.root / "bin").mkdir()
    own = shutil.copy(binary("app-runner"), tree.root / "bin" / "su-exec")
    ended = call("su-exec", NAME, own, NAME, "id", "-u")
    assert (ended.status, ended.stdout.text()) == (0, str(account().pw_uid)), ended.output()
    refused = call("su-exec", NAME, own, "4321", "id", "-u")
    assert refused.status == 1 and "Operation not permitted" in refused.stderr.text()


@needs_root
def test_it_is_the_command(tree, start, names):
    """The process stays; its signals are as they were, its arguments as they are."""
    program = start(tree, names("su-exec"), NAME, "sh", "-c", "echo $$; cat /proc/self/status; exit 9")
    assert program.wait() == 9
    assert int(program.stdout.lines[0]) == program.pid
    assert signal_masks("\n".join(program.stdout.text().splitlines()[1:])) == (set(), set())
