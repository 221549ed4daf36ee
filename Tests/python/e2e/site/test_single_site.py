"""In the single container the tree is rendered again when the bootstrap has said what the settings are."""

from testkit.site import APPLICATION, SITE, write_site
from testkit.site_file import site_text


def write_project(tree):
    """A project whose settings are in the site file as soon as they are imported, which the bootstrap does first."""
    text = site_text(static_url="/assets/", static_root=tree.app / "collected", settings="site1.settings")
    write_site(
        tree,
        f"""
        STATIC_URL = "/assets/"
        STATIC_ROOT = BASE_DIR / "collected"
        import pathlib
        SITE_FILE = pathlib.Path({str(tree.run / "gunicorn" / "site")!r})
        if not SITE_FILE.exists():
            SITE_FILE.write_text({text!r})
        """,
    )
    tree.write("app/collected/a.txt", "collected")


def test_the_settings_of_the_first_start_are_used(tree, serve):
    write_project(tree)
    app = serve(tree, APPLICATION, address=tree.port, BOOTSTRAP_SHAPE="single", **SITE)
    response = app.request("/assets/a.txt")
    assert (response.status, response.body) == (200, b"collected")
    assert f"serves /assets/ from {tree.app}/collected (STATIC_ROOT)" in app.stderr.text()


def test_the_plan_tells_of_both(tree, run):
    write_project(tree)
    ended = run(tree, "plan", BOOTSTRAP_SHAPE="single", **SITE)
    steps = [line.strip() for line in ended.stdout.text().splitlines() if line.strip().startswith("step ")]
    assert steps == ["step 1: nginx configuration check", "step 2: bootstrap", "step 3: nginx configuration"]
