"""A Django project without a fault, and `check` on it."""

import json
from types import SimpleNamespace

import pytest
from testkit.site import APPLICATION, SITE, write_site

SECURE = """
    SECRET_KEY = "a-key-of-fifty-characters-or-more-0123456789-abcdefghijklm"
    ALLOWED_HOSTS = ["www.example.com"]
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware", "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ]
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS, SECURE_HSTS_INCLUDE_SUBDOMAINS, SECURE_HSTS_PRELOAD = 3600, True, True
"""


@pytest.fixture
def site(tree):
    write_site(tree, SECURE)
    for name in ("static", "media"):
        (tree.app / name).mkdir()
    return tree


@pytest.fixture
def check(run, site):
    """check(*options, **environment): status, stdout and stderr; `report` is the parsed JSON where it was asked for."""

    def ask(*options, tree=site, application=(APPLICATION,), **environment):
        ended = run(tree, "check", *options, *application, **(SITE | environment))
        text = ended.stdout.text()
        return SimpleNamespace(
            status=ended.status, text=text, errors=ended.stderr.text(),
            report=json.loads(text) if "--json" in options else None,
        )

    return ask
