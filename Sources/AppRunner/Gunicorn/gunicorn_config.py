"""Gunicorn's settings in the app container; app-runner passes this file unless the command names another.

Gunicorn's arguments beat GUNICORN_CMD_ARGS, which beats this file. Reading it changes nothing: what needs the
final number of workers, or touches the disk, is in the hooks, which only a master runs.
"""

from __future__ import annotations

import glob
import inspect
import ipaddress
import os
import re
import time
from typing import Any

_NO = ("", "0", "false", "no", "off")
_directory = os.path.join(os.environ.get("BOOTSTRAP_RUN_DIR") or "/run", "gunicorn")

# Used when app-runner hands no socket over; Gunicorn's own default is 0.0.0.0:$PORT, and that is Nginx's.
bind = f"unix:{_directory}/gunicorn.sock"
# Gunicorn applies its umask while it binds the socket (0777 & ~0117 = 0660) and while it makes a worker's
# heartbeat file, and puts the old one back (gunicorn/sock.py, workers/workertmp.py). Uploads get the process's
# own umask and Django's FILE_UPLOAD_PERMISSIONS.
umask = 0o117
# No pidfile: app-runner writes it. Gunicorn writes its own anew at SIGHUP, and ends when it cannot.
worker_tmp_dir = _directory  # memory in a container: a heartbeat never waits for a disk
control_socket_disable = True  # it wants a writable HOME
# X-Forwarded-Proto alone says "this was HTTPS". A peer on a Unix socket is always believed, so that
# forwarded_allow_ips matters for a --bind of the user's only (gunicorn/http/message.py).
secure_scheme_headers = {"X-FORWARDED-PROTO": "https"}

if os.environ.get("GUNICORN_ACCESS_LOGS", "").strip().lower() not in _NO:
    accesslog = "-"


def pre_request(worker: Any, req: Any) -> None:
    """Before the application is called: by every WSGI worker, and for HTTP by Gunicorn's own ASGI worker."""
    _begin(req)
    _name_client(req)
    _name_accepted_host(req)


# --- The client's address: a Unix socket has none, and Django's REMOTE_ADDR would be empty ---


def _name_client(req: Any) -> None:
    """REMOTE_ADDR of a WSGI application. Gunicorn takes it from here when the PROXY protocol has named a client
    (gunicorn/http/wsgi.py, proxy_environ); Nginx does not tell the port."""
    if isinstance(getattr(req, "peer_addr", ()), tuple):
        return  # a TCP peer, which has an address of its own and could claim any other
    client = _last_address([value for name, value in req.headers if name == "X-FORWARDED-FOR"])
    if client is not None:
        req.proxy_protocol_info = {
            "proxy_protocol": "UNKNOWN",
            "client_addr": client,
            "client_port": 0,
            "proxy_addr": "",
            "proxy_port": 0,
        }


def _last_address(values: list[Any]) -> str | None:
    """The entry of X-Forwarded-For that Nginx has written: the last one. The others are claims of the client's."""
    if not values:
        return None
    value = values[-1].decode("latin-1") if isinstance(values[-1], bytes) else values[-1]
    last = value.rpartition(",")[2].strip()
    try:
        ipaddress.ip_address(last)
    except ValueError:
        return None
    return last


class _ClientOfUnixSocket:
    """An ASGI application whose scopes name the client; no hook sees a WebSocket's."""

    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] in ("http", "websocket") and not scope.get("client"):
            client = _last_address([value for name, value in scope["headers"] if name == b"x-forwarded-for"])
            if client is not None:
                scope = {**scope, "client": (client, 0)}
        await self.application(scope, receive, send)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.application, name)


def post_worker_init(worker: Any) -> None:
    """The application is loaded and has no request yet. Gunicorn's ASGI worker keeps it in `asgi`, Uvicorn's in `wsgi`.
    What is no coroutine is left alone: a WSGI application, or one of ASGI 2."""
    names = {parent.__name__ for parent in type(worker).__mro__}
    for class_name, attribute in (("ASGIWorker", "asgi"), ("UvicornWorker", "wsgi")):
        application = getattr(worker, attribute, None)
        if class_name in names and _is_asgi(application):
            setattr(worker, attribute, _ClientOfUnixSocket(application))


def _is_asgi(application: Any) -> bool:
    return inspect.iscoroutinefunction(application) or (
        not inspect.isclass(application) and inspect.iscoroutinefunction(getattr(application, "__call__", None))  # noqa: B004
    )


# --- Health probes: asked with a Host that Django accepts, so that ALLOWED_HOSTS never fails one ---


def _name_accepted_host(req: Any) -> None:
    """Nginx and `app-runner health` mark their probes with a header that never comes from a client."""
    headers = req.headers
    if not any(_text(name) == "X-BOOTSTRAP-PROBE" for name, _ in headers):
        return
    host = _accepted_host()
    if host is not None:
        req.headers[:] = [(name, _like(value, host) if _text(name) == "HOST" else value) for name, value in headers]


def _text(name: Any) -> str:
    """A WSGI worker has upper-case text, an ASGI worker lower-case bytes."""
    return (name.decode("latin-1") if isinstance(name, bytes) else name).upper()


def _like(value: Any, host: str) -> Any:
    return host.encode() if isinstance(value, bytes) else host


def _accepted_host() -> str | None:
    """A name that the first usable entry of ALLOWED_HOSTS lets pass; None leaves the probe's own."""
    try:
        from django.conf import settings

        allowed = list(settings.ALLOWED_HOSTS)
    except Exception:  # no Django, or settings that are not there
        return None
    for pattern in allowed:
        if isinstance(pattern, str) and pattern not in ("", "*"):
            return pattern.removeprefix(".")
    return None


# --- Older versions ---


def on_starting(server: Any) -> None:
    """Says once, at the start of the master, what an older Gunicorn lacks."""
    if "GUNICORN_PID" in os.environ:
        return  # USR2: the same was said at the start
    lacks = _lacks(server.cfg)
    if lacks:
        import gunicorn

        server.log.warning(
            "Gunicorn %s: %s; Gunicorn 27.0.1 has none of these limits", gunicorn.__version__, "; ".join(lacks)
        )


def _lacks(cfg: Any) -> list[str]:
    """Facts from the sources of 20.1.0, 21.2.0, 22.0.0, 23.0.0, 25.3.0, 26.2.0 and 27.0.1."""
    from gunicorn import version_info
    from gunicorn.workers import SUPPORTED_WORKERS

    lacks = []
    if "header_map" not in cfg.settings:  # gunicorn/http/message.py, from 22.0 on
        lacks.append(
            "it accepts header names with an underscore and unknown values of Transfer-Encoding, so let only the "
            "proxy reach it"
        )
    if "asgi" not in SUPPORTED_WORKERS:
        lacks.append("it has no ASGI worker of its own")
    if version_info < (27, 0, 1):  # gunicorn/workers/gthread.py: until then `elif result and self.alive`
        lacks.append(
            "a gthread worker that stops closes kept-alive connections at once, so a request can get status 502"
        )
    return lacks


# --- A stop that cuts requests off leaves a line for each ---

# What this worker is serving now, by the identity of the request: method, path, when it began.
_serving: dict[int, tuple[str, str, float]] = {}


def _begin(req: Any) -> None:
    _serving[id(req)] = (str(req.method), str(req.path), time.monotonic())


_DRAIN_SECONDS = 2.0


def _drain(req: Any) -> None:
    """Reads the rest of a body that the application left: a Unix socket that is closed with unread bytes in it takes
    the answer along (unix(7), ECONNRESET). Nginx has the whole body by now, so that this costs no wait for a client."""
    read = getattr(getattr(req, "body", None), "read", None)
    if read is None or inspect.iscoroutinefunction(read):
        return
    deadline = time.monotonic() + _DRAIN_SECONDS
    try:
        while read(65_536) and time.monotonic() < deadline:
            pass
    except Exception:
        return  # a client that has gone, a body that is malformed: the worker closes as it would have


def post_request(worker: Any, req: Any, environ: Any, resp: Any) -> None:
    _drain(req)
    # At SIGQUIT an ASGI worker cancels its requests; when it was stopping already it does not call worker_int, only
    # worker_exit, after this (gunicorn/workers/gasgi.py).
    if not getattr(worker, "_quick_shutdown", False):
        _serving.pop(id(req), None)


def worker_int(worker: Any) -> None:
    """SIGQUIT, the quick stop, while the requests are still there."""
    while _serving:
        _, (method, path, begun) = _serving.popitem()
        # A path may have secrets of the client's in its query, and bytes that a terminal obeys.
        name = ascii(f"{method} {path.partition('?')[0]}")[1:-1]
        worker.log.warning("The end of the worker cuts off a request: %s, after %.1f s", name, time.monotonic() - begun)


worker_abort = worker_int  # SIGABRT: the master ends a worker that exceeds Gunicorn's --timeout


def worker_exit(server: Any, worker: Any) -> None:
    worker_int(worker)


# --- Prometheus: metrics summed up over the workers ---


def _prometheus_directory(cfg: Any) -> str | None:
    """What the user names; else the run folder's when one process alone would not see every request; else None."""
    named = os.environ.get("PROMETHEUS_MULTIPROC_DIR") or os.environ.get("prometheus_multiproc_dir")
    if named:
        return named
    sync = cfg.worker_class_str.rsplit(".", 1)[-1] in ("sync", "SyncWorker")
    return os.path.join(_directory, "prometheus") if cfg.workers > 1 or sync else None


def _is_open(path: str) -> bool:
    """Whether the process in the file's name is alive and has the file open: being alive is not enough, for
    after a restart of the container another process has the same number."""
    found = re.search(r"_(\d+)\.db$", path)
    try:
        descriptors = os.listdir(f"/proc/{found[1]}/fd") if found else []
        return any(os.path.samefile(f"/proc/{found[1]}/fd/{name}", path) for name in descriptors)
    except OSError:
        return False  # gone, or another user's and so not a writer here


def nworkers_changed(server: Any, new_value: int, old_value: int | None) -> None:
    """The first hook that knows every setting, and the last before --preload imports the application, when
    prometheus_client decides where its values live. Called at the start, and by HUP, TTIN and TTOU."""
    directory = _prometheus_directory(server.cfg)
    if directory is None:
        for name in ("PROMETHEUS_MULTIPROC_DIR", "prometheus_multiproc_dir"):
            os.environ.pop(name, None)  # empty: prometheus_client would write into the working directory
        return
    try:
        if not os.path.isdir(directory):
            os.makedirs(directory)
            os.chmod(directory, 0o755)  # noqa: S103 - a scraper of another user may read it
    except OSError as error:
        raise RuntimeError(f"cannot make the Prometheus directory {directory}: {error.strerror}") from error
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = os.environ["prometheus_multiproc_dir"] = directory
    # At a start the files are those of dead processes, and would be summed up for ever; only in a directory
    # that the user names, a Celery worker may be writing. HUP (old_value) and USR2 (GUNICORN_PID) keep them:
    # what the replaced workers counted stays counted.
    if old_value is None and "GUNICORN_PID" not in os.environ:
        for path in glob.glob(os.path.join(glob.escape(directory), "*.db")):
            if not _is_open(path):
                os.remove(path)


def child_exit(server: Any, worker: Any) -> None:
    """In the master, for every worker that ends, killed ones included (worker_exit runs in the worker and
    misses those): its gauges of the "live" kinds end with it."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return
    try:
        from prometheus_client import multiprocess
    except ImportError:
        return
    multiprocess.mark_process_dead(worker.pid)
