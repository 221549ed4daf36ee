"""Which Gunicorn runs: the project's, else the image's, as the start looks for it."""

from __future__ import annotations

import os
import re
import sys

from django_bootstrap import gunicorn_launcher

from .packages import pin, text_of
from .report import ERROR, PYTHON, WARNING, Context, Finding, Findings, check

OLDEST = (20, 1)


def origin() -> str:
    """`image` for the one that the image brings, else `project`."""
    import gunicorn

    folder = os.path.realpath(os.environ.get("BOOTSTRAP_GUNICORN_DIR") or gunicorn_launcher.FOLDER)
    return "image" if os.path.realpath(gunicorn.__file__).startswith(folder + os.sep) else "project"


@check("gunicorn-version", PYTHON)
def gunicorn_version(context: Context) -> Findings:
    try:
        gunicorn_launcher.import_gunicorn()
    except ModuleNotFoundError:
        title = f"Gunicorn is not installed for {sys.executable}, and the image has none"
        yield Finding(ERROR, title, sys.executable, gunicorn_launcher.MISSING)
        return
    import gunicorn

    version, owner = str(gunicorn.__version__), origin()
    context.channel.fact("gunicorn", version)
    context.channel.fact("gunicorn_origin", owner)
    if tuple(int(number) for number in re.findall(r"\d+", version)[:2]) < OLDEST:
        title = f"the {owner}'s Gunicorn {version} is older than {text_of(OLDEST)}, the oldest that is known to work"
        place = pin("gunicorn") if owner == "project" else "BOOTSTRAP_GUNICORN_DIR"
        yield Finding(WARNING, title, place, "raise the pin, or remove it: the image brings its own Gunicorn")
