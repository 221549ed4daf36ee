"""Static files that have not been collected: one line says so, with what to add to the Dockerfile."""

import pytest
from testkit.site import APPLICATION, SITE

SKIP = {"SKIP_MIGRATIONS": "1"}


def said(app) -> list[str]:
    return [line for line in app.stderr.text().splitlines() if "no static files" in line]


@pytest.mark.parametrize("skip", [{}, SKIP])
def test_an_empty_static_root(elsewhere, serve, skip):
    app = serve(elsewhere, APPLICATION, **skip, **SITE)
    (line,) = said(app)
    assert f"warning: no static files in STATIC_ROOT {elsewhere.app}/collected: every file below /assets/ will be 404; " in line
    assert 'add "RUN SECRET_KEY=build django-admin collectstatic --noinput" to the Dockerfile' in line


def test_a_filled_one(elsewhere, serve):
    elsewhere.write("app/collected/a.css", "a")
    assert said(serve(elsewhere, APPLICATION, **SKIP, **SITE)) == []


def test_a_project_without_static_files(site, serve):
    assert said(serve(site, APPLICATION, **SKIP, **SITE)) == []
