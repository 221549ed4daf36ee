"""Published is what the project has collected, wherever STATIC_ROOT is."""

import pytest
from testkit.site import APPLICATION, SITE, add_settings

SKIP = {"SKIP_MIGRATIONS": "1"}


@pytest.fixture
def volume(tree):
    return tree.root / "srv"


def names(folder) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def test_publish_static_copies_from_static_root(elsewhere, run, volume):
    elsewhere.write("app/collected/app.css", "right")
    elsewhere.write("app/static/old.css", "wrong")
    ended = run(elsewhere, "publish-static", STATIC_PUBLISH_DIR=volume, **SITE)
    assert ended.status == 0, ended.output()
    assert names(volume) == {"app.css"}


def test_serve_copies_from_static_root(elsewhere, serve, volume):
    elsewhere.write("app/static/old.css", "wrong")
    serve(elsewhere, APPLICATION, STATIC_PUBLISH_DIR=volume, RUN_COLLECTSTATIC="1", **SKIP, **SITE)
    assert names(volume) == {"logo.svg"}


def test_where_static_root_does_not_exist_the_usual_folders_count(elsewhere, run, volume):
    elsewhere.write("app/staticfiles/a.css", "a")
    assert run(elsewhere, "publish-static", STATIC_PUBLISH_DIR=volume, **SITE).status == 0
    assert names(volume) == {"a.css"}


def test_an_empty_static_root_is_named(elsewhere, run, volume):
    elsewhere.write("app/static/old.css", "wrong")
    (elsewhere.app / "collected").mkdir()
    ended = run(elsewhere, "publish-static", STATIC_PUBLISH_DIR=volume, **SITE)
    assert ended.status == 1
    assert f"there are none in {elsewhere.app}/collected; run" in ended.stderr.text()


def test_settings_that_need_what_an_init_container_has_not(elsewhere, run, volume):
    """The usual folders are published, and a warning says why."""
    elsewhere.write("app/static/a.css", "a")
    add_settings(elsewhere, 'os.environ["NO_SUCH_VARIABLE"]\n')
    ended = run(elsewhere, "publish-static", STATIC_PUBLISH_DIR=volume, **SITE)
    assert ended.status == 0 and names(volume) == {"a.css"}
    assert "STATIC_ROOT is not known: cannot load the settings site1.settings: KeyError" in ended.stderr.text()


def test_a_stray_site_file_names_no_other_folder(site, start, volume):
    """The copying process runs as the user who can write the file: what it names is only a folder to read as that user."""
    site.write("app/static/a.css", "a")
    site.write("run/gunicorn/site", f"version=1\nstatic_root={site.run}\n")
    program = start(site, "app-runner", "publish-static", STATIC_PUBLISH_DIR=volume)
    assert program.wait() == 0 and names(volume) == {"a.css"}, "without settings the file is not read"
