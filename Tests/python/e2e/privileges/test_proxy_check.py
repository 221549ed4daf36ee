"""`proxy check` as root, in a container where Nginx was not started and the account made its folder first."""

from testkit.app import needs_root
from testkit.unprivileged import account

pytestmark = needs_root


def test_nginx_reads_nothing_in_a_folder_of_the_accounts(guarded, run):
    """Between the rendering and the test the account could put a file of its own there: `load_module` runs code as root."""
    folder = guarded.folder("run/nginx")
    ended = run(guarded.tree, "check", program="proxy", **guarded.environment)
    assert ended.status == 78, ended.output()
    assert f"cannot trust folder {folder}: it belongs to uid {account().pw_uid}" in ended.stderr.text()
    assert not list(folder.iterdir())


def test_a_check_alone_makes_the_folder(guarded, run):
    ended = run(guarded.tree, "check", program="proxy", **guarded.environment)
    assert ended.status == 0, ended.output()
