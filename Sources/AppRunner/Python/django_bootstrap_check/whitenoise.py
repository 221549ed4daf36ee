"""WhiteNoise and ServeStatic beside Nginx."""

from __future__ import annotations

import os

from django_bootstrap.storages import MIDDLEWARE, ancestors

from .report import DJANGO, NOTE, WARNING, Context, Finding, Findings, check
from .site import refused, site_of

SECURITY = "django.middleware.security.SecurityMiddleware"


def is_static_server(name: str) -> bool:
    return name.rpartition(".")[2] in MIDDLEWARE or any(parent.__name__ in MIDDLEWARE for parent in ancestors(name))


@check("whitenoise", DJANGO)
def whitenoise(context: Context) -> Findings:
    if not site_of(context).server:
        return
    names = [str(name) for name in context.settings.MIDDLEWARE]
    index = next((index for index, name in enumerate(names) if is_static_server(name)), 0)
    name, place = names[index], context.place("MIDDLEWARE")
    others = [other for other in names[:index] if other != SECURITY]
    if others:
        title = f"{name} comes after {others[-1]}, which then runs for each static file that Nginx does not have"
        yield Finding(WARNING, title, place, f"put it directly after {SECURITY}")
    else:
        title = (
            f"{name} can stay: Nginx serves what is in STATIC_ROOT, and asks the application for other static files "
            "only"
        )
        yield Finding(NOTE, title, place)


@check("site-root", DJANGO)
def site_root(context: Context) -> Findings:
    """WHITENOISE_ROOT: files at the root of the site, such as robots.txt."""
    site = site_of(context)
    name = f"{site.server}_ROOT"
    if not site.server or not getattr(context.settings, name, None):
        return
    yield refused(context, name, f"{site.server.title()} still serves all of it to any client", WARNING)
    if site.site_root and not os.path.isdir(site.site_root):
        yield Finding(
            WARNING,
            f"{name} {site.site_root}: there is no such folder",
            context.place(name),
            "make it, or remove the setting",
        )
