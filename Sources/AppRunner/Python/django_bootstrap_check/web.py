"""Hosts, HTTPS and proxies: what Django makes of the requests that Nginx passes on."""

from __future__ import annotations

from typing import Any

from .application import worker_names
from .report import DJANGO, ERROR, NOTE, SETTINGS, WARNING, Context, Finding, Findings, check

FORWARDED = "HTTP_X_FORWARDED_PROTO"
# Nginx empties them (gunicorn.conf), because Gunicorn would believe them too.
BLANKED = ("HTTP_X_FORWARDED_PROTOCOL", "HTTP_X_FORWARDED_SSL")
FIX_HEADER = 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")'


def redirects(context: Context) -> bool:
    security = "django.middleware.security.SecurityMiddleware"
    return bool(context.settings.SECURE_SSL_REDIRECT) and security in context.settings.MIDDLEWARE


def header(name: str) -> str:
    """HTTP_X_FORWARDED_PROTO as it is in a request."""
    return name.removeprefix("HTTP_").replace("_", "-").title()


@check("allowed-hosts", SETTINGS)
def allowed_hosts(context: Context) -> Findings:
    if not context.settings.ALLOWED_HOSTS and not context.settings.DEBUG:
        yield Finding(
            ERROR,
            "ALLOWED_HOSTS is empty and DEBUG is off: Django answers every request with status 400, which probes "
            "count as ready",
            context.place("ALLOWED_HOSTS"),
            'ALLOWED_HOSTS = ["www.example.com"]; no name has to be added for probes',
        )


@check("proxy-ssl-header", SETTINGS)
def proxy_ssl_header(context: Context) -> Findings:
    value: Any = context.settings.SECURE_PROXY_SSL_HEADER
    if not value:
        return
    place = context.place("SECURE_PROXY_SSL_HEADER")
    try:
        name, secure = value
    except (TypeError, ValueError):
        yield Finding(ERROR, f"SECURE_PROXY_SSL_HEADER is no pair of texts: {value!r}", place, FIX_HEADER)
        return
    effect = "each HTTPS request is redirected for ever" if redirects(context) else "no request counts as HTTPS"
    level = ERROR if redirects(context) else WARNING
    if name in BLANKED:
        title = f"SECURE_PROXY_SSL_HEADER names {header(name)}, which Nginx removes: {effect}"
        yield Finding(level, title, place, FIX_HEADER)
    elif not name.startswith("HTTP_"):
        title = f"SECURE_PROXY_SSL_HEADER names {name}, and the name of a request header begins with HTTP_: {effect}"
        yield Finding(level, title, place, FIX_HEADER)
    elif name != FORWARDED:
        title = (
            f"SECURE_PROXY_SSL_HEADER names {header(name)}, and not X-Forwarded-Proto: a client that sends it counts "
            "as HTTPS"
        )
        yield Finding(WARNING, title, place, f"{FIX_HEADER}, or let the proxy in front overwrite {header(name)}")
    elif secure != "https":
        title = (
            f"SECURE_PROXY_SSL_HEADER waits for {secure!r} in X-Forwarded-Proto, where proxies write https: {effect}"
        )
        yield Finding(level, title, place, FIX_HEADER)


@check("ssl-redirect", DJANGO)
def ssl_redirect(context: Context) -> Findings:
    """Gunicorn takes the scheme of a request on its Unix socket from X-Forwarded-Proto; Uvicorn's worker does not, and
    neither does a Gunicorn that listens on a port, except to loopback."""
    if not redirects(context):
        return
    place = context.place("SECURE_SSL_REDIRECT")
    if context.facts["trusted_proxies"] == "none":
        yield Finding(
            ERROR,
            "SECURE_SSL_REDIRECT is on, and TRUSTED_PROXIES=none ignores X-Forwarded-Proto: every request is "
            "redirected for ever",
            place,
            "name the proxy that ends TLS in TRUSTED_PROXIES",
        )
    elif not context.settings.SECURE_PROXY_SSL_HEADER:
        foreign = context.gunicorn is not None and "UvicornWorker" in worker_names(context)
        if foreign or context.facts["binds_itself"]:
            name = "Uvicorn's worker" if foreign else "a Gunicorn that listens on a port"
            title = (
                f"SECURE_SSL_REDIRECT is on without SECURE_PROXY_SSL_HEADER: {name} takes each request for plain HTTP, "
                "and Django redirects it for ever"
            )
            yield Finding(ERROR, title, place, FIX_HEADER)
        else:
            title = (
                "SECURE_SSL_REDIRECT is on without SECURE_PROXY_SSL_HEADER: it works while Gunicorn listens on its "
                "Unix "
                "socket and takes the scheme from X-Forwarded-Proto, and is a redirect for ever in front of another "
                "server"
            )
            yield Finding(NOTE, title, place, FIX_HEADER)


@check("csrf-trusted-origins", SETTINGS)
def csrf_trusted_origins(context: Context) -> Findings:
    settings = context.settings
    if "django.middleware.csrf.CsrfViewMiddleware" not in settings.MIDDLEWARE or settings.CSRF_TRUSTED_ORIGINS:
        return
    https = redirects(context) or settings.CSRF_COOKIE_SECURE or settings.SESSION_COOKIE_SECURE
    knows = settings.SECURE_PROXY_SSL_HEADER and context.facts["trusted_proxies"] != "none"
    if https and not knows:
        yield Finding(
            NOTE,
            "CSRF_TRUSTED_ORIGINS is empty: behind a proxy that ends TLS and does not send X-Forwarded-Proto: https, "
            "each form is refused with status 403",
            context.place("CSRF_TRUSTED_ORIGINS"),
            f'{FIX_HEADER}, or CSRF_TRUSTED_ORIGINS = ["https://www.example.com"]',
        )


@check("forwarded-host", SETTINGS)
def forwarded_host(context: Context) -> Findings:
    settings = context.settings
    if not settings.USE_X_FORWARDED_HOST:
        return
    place, proxies = context.place("USE_X_FORWARDED_HOST"), context.facts["trusted_proxies"]
    if proxies in ("everyone", "unknown"):
        level = WARNING if proxies == "everyone" else NOTE  # in a pod, the proxy's container has the variable
        title = (
            "USE_X_FORWARDED_HOST is on: where TRUSTED_PROXIES is not set, each client chooses the host of a request"
        )
        yield Finding(
            level, title, place, "set TRUSTED_PROXIES; or remove the setting, for Nginx passes Host on as it is"
        )
    elif proxies == "none":
        title = "USE_X_FORWARDED_HOST has no effect: TRUSTED_PROXIES=none removes X-Forwarded-Host"
        yield Finding(NOTE, title, place, "remove it")
