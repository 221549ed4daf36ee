"""What Gunicorn will load: its arguments, the application, and whether the worker class fits it."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from typing import Any

import django_bootstrap_gunicorn_config as gunicorn_config

from django_bootstrap import gunicorn_launcher
from django_bootstrap.gunicorn_check import check_gunicorn

from .packages import pin
from .report import APPLICATION, ERROR, NOTE, WARNING, Channel, Context, Finding, Findings, check

ASGI_WORKERS = ("ASGIWorker", "UvicornWorker")


def load(context: Context) -> Iterator[Finding]:
    """Gunicorn's own judgement, then the import; a Failure says why not."""
    if context.settings is not None:
        gunicorn_launcher.take_application_from(context.settings)  # for where nothing else names one
    context.gunicorn = check_gunicorn(list(context.facts["gunicorn"]), context.facts["scratch"])
    yield from ()


def setting_of(context: Context) -> str | None:
    """The setting that names the application, when the settings do."""
    for name in ("WSGI_APPLICATION", "ASGI_APPLICATION"):
        module, _, attribute = str(getattr(context.settings, name, None) or "").rpartition(".")
        if module:
            return name if context.gunicorn is None or context.gunicorn.app_uri == f"{module}:{attribute}" else None
    return None


def named_at(context: Context) -> str:
    """Where the application's name comes from, for an import that fails in no line of the project's."""
    name = None if context.facts["application"] else setting_of(context)
    return context.place(name) if name else "the container's command"


def tell(context: Context, channel: Channel) -> None:
    channel.fact("application", context.gunicorn.app_uri)
    channel.fact("worker_class", context.gunicorn.cfg.worker_class_str)


def worker_names(context: Context) -> set[str]:
    """The names of the worker's class and of those above it."""
    from gunicorn import util

    text = context.gunicorn.cfg.worker_class_str
    loaded = util.load_class(text) if text not in ("gevent", "eventlet", "gevent_wsgi", "gevent_pywsgi") else object
    return {parent.__name__ for parent in loaded.__mro__}


def is_wsgi(application: Any) -> bool:
    """A callable of (environ, start_response), as Django's handler is."""
    if gunicorn_launcher.is_asgi(application) or inspect.isclass(application):
        return False
    try:
        parameters = inspect.signature(application).parameters.values()
    except (TypeError, ValueError):
        return False
    return [p.kind for p in parameters if p.default is p.empty] == [inspect.Parameter.POSITIONAL_OR_KEYWORD] * 2


@check("worker-class", APPLICATION)
def worker_class(context: Context) -> Findings:
    application, uri = context.gunicorn.callable, context.gunicorn.app_uri
    worker = context.gunicorn.cfg.worker_class_str
    runs_asgi = bool(worker_names(context) & set(ASGI_WORKERS))
    if gunicorn_launcher.is_asgi(application) and not runs_asgi:
        from gunicorn.workers import SUPPORTED_WORKERS

        pinned = "" if "asgi" in SUPPORTED_WORKERS else "pin gunicorn 27.0.1 or newer, and "
        alone = setting_of(context) == "ASGI_APPLICATION" and not context.facts["application"]
        other = "set WSGI_APPLICATION" if alone else "name the WSGI application"
        yield Finding(
            ERROR,
            f"{uri} is an ASGI application, and the worker class {worker} runs WSGI ones: every request fails with "
            "status 500",
            context.place("ASGI_APPLICATION") if alone else uri,
            f"{pinned}--worker-class asgi in the container's command, or {other}",
        )
    elif runs_asgi and is_wsgi(application):
        yield Finding(
            ERROR,
            f"{uri} is a WSGI application, and the worker class {worker} runs ASGI ones: every request fails with "
            "status 500",
            uri,
            "name the ASGI application, or remove --worker-class",
        )


@check("gunicorn-limits", APPLICATION)
def gunicorn_limits(context: Context) -> Findings:
    """What our configuration says in the log at each start."""
    lacks = gunicorn_config._lacks(context.gunicorn.cfg)
    if lacks:
        import gunicorn

        title = f"Gunicorn {gunicorn.__version__}: {'; '.join(lacks)}"
        yield Finding(NOTE, title, pin("gunicorn"), "pin 27.0.1 or newer, which has none of these limits")


@check("probes", APPLICATION)
def probes(context: Context) -> Findings:
    """With our configuration a probe asks for a name of ALLOWED_HOSTS; another one leaves the probe's own."""
    settings = context.settings
    if settings is None or context.facts["own_gunicorn_config"] or settings.DEBUG or not settings.ALLOWED_HOSTS:
        return
    from django.http.request import split_domain_port, validate_host

    host = context.facts["health_host"]
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        yield Finding(
            WARNING,
            f"probes ask for Host {host}, which ALLOWED_HOSTS does not accept: they get status 400 and never reach a "
            f"view (Gunicorn's configuration is {os.path.basename(str(context.facts['gunicorn_config']))}, "
            "not the default one)",
            context.place("ALLOWED_HOSTS"),
            "set HEALTH_HOST to a name of ALLOWED_HOSTS",
        )
