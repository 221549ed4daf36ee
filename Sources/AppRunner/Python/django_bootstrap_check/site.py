"""What the site file would say, and what of the settings it refuses: the same judge as at the start."""

from __future__ import annotations

import os

from django_bootstrap import places
from django_bootstrap.site import describe
from django_bootstrap.site_file import Site

from .report import ERROR, WARNING, Context, Finding


def site_of(context: Context) -> Site:
    """Needs `django.setup()`."""
    if context.site is None:
        context.site = describe(context.facts["app"], context.facts["site_file"])
    site: Site = context.site
    return site


def is_elsewhere(url: str) -> bool:
    """Whether it is on another host."""
    return url == places.OTHER_HOST


def refused(context: Context, name: str, effect: str, level: str = ERROR) -> Finding | None:
    """The finding for a setting that is not used; `effect` is what clients see."""
    reason, remedy = site_of(context).refusals.get(name, ("", ""))
    if not reason:
        return None
    value = getattr(context.settings, name, "")
    remedy = remedy.replace(example(name), free_folder(context, name)) if name.endswith("_ROOT") else remedy
    return Finding(level, f"{name} {value} cannot be served: {reason}; {effect}", context.place(name), remedy)


def storage_failure(context: Context, what: str, place: str) -> Finding | None:
    """A storage that cannot be made; Django says it at each use."""
    for text in site_of(context).warnings:
        if text.startswith(f"cannot tell where {what} are"):
            return Finding(ERROR, text, place, "correct its OPTIONS and the variables that they come from")
    return None


def example(name: str) -> str:
    """The folder that the site file's remedy names."""
    return {"STATIC_ROOT": 'BASE_DIR / "static"', "MEDIA_ROOT": 'BASE_DIR / "media"'}.get(name, 'BASE_DIR / "public"')


def free_folder(context: Context, name: str) -> str:
    """A folder of its own: one of STATICFILES_DIRS cannot be collected into."""
    usual = {"STATIC_ROOT": context.facts["static_folders"], "MEDIA_ROOT": context.facts["media_folders"]}
    names = usual.get(name, [os.path.join(context.facts["app"], "public")])
    sources = getattr(context.settings, "STATICFILES_DIRS", None) or ()
    taken = {os.path.realpath(entry[1] if isinstance(entry, (tuple, list)) else entry) for entry in sources}
    free = [path for path in names if os.path.realpath(path) not in taken]
    return f'"{(free or [names[0] + "-collected"])[0]}"'


def served_anyway(context: Context) -> str:
    """The level of what WhiteNoise, or ServeStatic, makes good."""
    return WARNING if site_of(context).server else ERROR
