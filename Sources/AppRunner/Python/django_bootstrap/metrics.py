"""The helper's Prometheus values: kept out of the directory that Gunicorn's workers write to and sum up."""

from __future__ import annotations

import os

VARIABLES = ("PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir")


def use_private_directory(scratch: str | None) -> None:
    """Let this process's metrics go to `scratch`; None leaves them in memory.

    The variables stay set: a project that makes a MultiProcessCollector at import has them in Gunicorn."""
    for name in VARIABLES:
        os.environ.pop(name, None)
        if scratch is not None:
            os.environ[name] = scratch
