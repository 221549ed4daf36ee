"""An empty variable counts as unset for the project's processes too."""

from testkit.app import write_wsgi
from testkit.processes import servers
from testkit.site import APPLICATION, SITE, write_site

EMPTY = {
    "WEB_CONCURRENCY": "", "GUNICORN_CMD_ARGS": "", "PROMETHEUS_MULTIPROC_DIR": "", "prometheus_multiproc_dir": "",
    "SUPERUSER_PASSWORD": "", "SECRET_KEY": "", "OF_THE_PROJECT": "",
}


def test_a_whole_start(tree, serve):
    write_site(tree)
    app = serve(tree, APPLICATION, **SITE, **EMPTY, PYTHONPATH="")
    for process in (app.master, *app.master.children()):
        assert not EMPTY.keys() & process.environ().keys()
        assert "" not in process.environ().values()
        # Nothing before it: Python would take that for the working directory.
        assert process.environ()["PYTHONPATH"] == str(tree.app)
    assert len(app.workers) == 1


def test_what_the_application_sees(tree, serve):
    app = serve(tree, write_wsgi(tree), SKIP_MIGRATIONS="1", **EMPTY)
    seen = app.seen()["environ"]
    # Gunicorn's configuration sets the two of prometheus_client.
    assert {name for name in EMPTY.keys() & seen.keys() if "prometheus" not in name.lower()} == set()
    assert "" not in seen.values()


def test_celery(tree, start):
    (tree.root / "bin").mkdir()
    script = tree.root / "bin" / "celery"
    script.write_text("#!/bin/sh\necho ready\nexec sleep 60\n")
    script.chmod(0o755)
    path = f"{script.parent}:{tree.environment()['PATH']}"
    program = start(tree, "celery-runner", "worker", CELERY_APP="shop", PATH=path, **(EMPTY | {"CELERY_BROKER_URL": ""}))
    program.stdout.wait_for("ready")
    (worker,) = servers(program.pid)
    assert "" not in worker.environ().values() and not {"CELERY_BROKER_URL", "SECRET_KEY"} & worker.environ().keys()
