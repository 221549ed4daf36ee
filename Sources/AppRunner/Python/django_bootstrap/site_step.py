"""The step that writes the site file from the settings."""

from __future__ import annotations

import argparse
import contextlib
import os

from . import site, site_file, uncollected
from .errors import describe
from .project_settings import set_up_django
from .report import warn
from .status import CONFIGURATION, DatabaseNeeded, Failure


def write_site(options: argparse.Namespace, is_set_up: bool) -> None:
    """Write what the settings say of the site's files, with `django.setup()` only where that takes it."""
    from django.core.exceptions import AppRegistryNotReady

    try:
        try:
            found = site.describe(options.app, options.site)
        except AppRegistryNotReady:
            if is_set_up:
                raise
            set_up_django()
            is_set_up = True
            found = site.describe(options.app, options.site)
    except (Failure, DatabaseNeeded):
        raise
    except Exception as error:  # a setting of a type that Django accepts and we do not
        site_file.remove(options.site)
        warn(f"cannot tell the site's files from the settings: {describe(error)}; {usual_folders(options)}")
        return
    try:
        site_file.write(found, options.site)
    except OSError as error:
        raise Failure(f"cannot write {options.site}: {error.strerror}", CONFIGURATION, error) from error
    for warning in found.warnings:
        warn(warning)
    if options.site_optional or not uncollected.may_be_uncollected(found, options.app):
        return
    with contextlib.suppress(Failure, DatabaseNeeded):  # Gunicorn will say it
        if not is_set_up:
            set_up_django()
        text = uncollected.warning(found, options.app)
        if text:
            warn(text)


def usual_folders(options: argparse.Namespace) -> str:
    names = ("static", "staticfiles") if options.site_optional else ("static", "staticfiles", "media", "mediafiles")
    return f"the usual folders are used: {', '.join(os.path.join(options.app, name) for name in names)}"
