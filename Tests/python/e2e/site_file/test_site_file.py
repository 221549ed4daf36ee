"""Every start writes what the settings say; `plan` shows that it will."""

import os
import stat

import pytest
from testkit import unprivileged
from testkit.app import needs_root, write_wsgi
from testkit.site import APPLICATION, SITE, add_settings

from .conftest import lines

SKIP = {"SKIP_MIGRATIONS": "1"}


def expected(tree, **more) -> dict[str, str]:
    return {
        "version": "1", "settings": "site1.settings", "wsgi_application": "site1.wsgi.application", "asgi_application": "",
        "static_url": "/static/", "static_root": f"{tree.app}/static", "static_missing": "not-found", "script_name": "",
        "media_url": "/media/", "media_root": f"{tree.app}/media", "site_root": "", "immutable": "0",
    } | more  # fmt: skip


@pytest.mark.parametrize("shape", ["pod", "single"])
@pytest.mark.parametrize("skip", [{}, SKIP])
def test_it_is_there_before_gunicorn(site, serve, shape, skip):
    app = serve(site, APPLICATION, address=site.port if shape == "single" else None, BOOTSTRAP_SHAPE=shape, **skip, **SITE)
    assert lines(site) == expected(site)
    assert stat.S_IMODE((site.run / "gunicorn" / "site").stat().st_mode) == 0o644
    assert (site.run / "gunicorn" / "site.immutable").read_text() == ""
    log = app.stderr.text()
    assert log.index("runs bootstrap") < log.index("starts gunicorn")


def test_the_names_of_a_manifest_that_was_just_collected(elsewhere, serve):
    add_settings(
        elsewhere,
        """
        STORAGES = {
            "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
        }
        """,
    )
    serve(elsewhere, APPLICATION, RUN_COLLECTSTATIC="1", **SKIP, **SITE)
    root = elsewhere.app / "collected"
    assert lines(elsewhere) == expected(elsewhere, static_url="/assets/", static_root=str(root), immutable="1")
    (name,) = (elsewhere.run / "gunicorn" / "site.immutable").read_text().splitlines()
    assert name.startswith("logo.") and name != "logo.svg" and (root / name).is_file()


def test_collectstatic_by_itself_writes_it_too(elsewhere, run):
    assert run(elsewhere, "collectstatic", **SITE).status == 0
    assert lines(elsewhere)["static_root"] == f"{elsewhere.app}/collected"


def test_migrate_does_not(site, run):
    assert run(site, "migrate", **SITE).status == 0
    assert not (site.run / "gunicorn" / "site").exists()


def test_without_settings_an_old_one_is_removed(site, serve, run):
    serve(site, APPLICATION, **SKIP, **SITE).stop()
    assert lines(site)
    site.write("app/site1/wsgi.py", "application = print\n")  # it named the settings
    plan = run(site, "plan", write_wsgi(site), **SKIP).stdout.text()
    assert f"remove {site.run}/gunicorn/site, if it exists" in plan and "step 1" not in plan
    serve(site, write_wsgi(site), **SKIP)
    assert not list((site.run / "gunicorn").glob("site*"))


def test_the_plan_shows_it(site, run):
    for skip in ({}, SKIP):
        plan = run(site, "plan", APPLICATION, **skip, **SITE).stdout.text()
        assert f"--site {site.run}/gunicorn/site --app {site.app}" in plan


def test_settings_that_do_not_load_end_the_start_and_keep_the_old_one(site, serve, run):
    serve(site, APPLICATION, **SKIP, **SITE).stop()
    before = lines(site)
    add_settings(site, "import no_such_thing\n")
    ended = run(site, APPLICATION, **SKIP, **SITE)
    assert ended.status == 78 and "cannot load the settings site1.settings" in ended.stderr.text()
    assert lines(site) == before


@needs_root
def test_as_root_it_is_the_users(site, serve):
    unprivileged.open_to_all(site)
    serve(
        site, APPLICATION, BOOTSTRAP_USER=unprivileged.NAME, NGINX_USER="root", **SKIP, **SITE,
        **unprivileged.tools(site.root / "bin"),
    )  # fmt: skip
    info = os.stat(site.run / "gunicorn" / "site")
    assert (info.st_uid, stat.S_IMODE(info.st_mode)) == (unprivileged.account().pw_uid, 0o644)


@needs_root
def test_a_static_root_that_the_user_cannot_make(elsewhere, run):
    """Which folder that is only the settings know, and root makes no folder that they name: the line for the image is said."""
    unprivileged.open_to_all(elsewhere)
    ended = run(
        elsewhere, APPLICATION, BOOTSTRAP_USER=unprivileged.NAME, NGINX_USER="root", RUN_COLLECTSTATIC="1", **SKIP, **SITE,
        **unprivileged.tools(elsewhere.root / "bin"),
    )  # fmt: skip
    root = elsewhere.app / "collected"
    assert ended.status == 78
    line = f'add "RUN mkdir -p {root} && chown -R {unprivileged.NAME}: {root}" to the Dockerfile'
    assert f"cannot collect the static files into STATIC_ROOT {root}" in ended.stderr.text()
    assert line in ended.stderr.text() and not root.exists()
