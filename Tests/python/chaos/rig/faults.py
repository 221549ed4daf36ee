"""How faults are made certain: which process is hit, and in which moment."""

import time
from contextlib import contextmanager
from pathlib import Path

import psutil
from testkit.ports import eventually

from . import processes

QUEUE = 4


def is_asleep_in_a_view(worker: psutil.Process) -> bool:
    """An idle worker waits in select(2) or epoll(7); a thread of it with a `work` request sleeps (proc(5), wchan)."""
    try:
        return any("nanosleep" in file.read_text() for file in Path(f"/proc/{worker.pid}/task").glob("*/wchan"))
    except OSError:
        return False


def busy_worker(stack) -> psutil.Process:
    """A Gunicorn worker in the middle of a request."""

    def look():
        return next((worker for worker in processes.gunicorn_workers(stack.tree) if is_asleep_in_a_view(worker)), None)

    return eventually(look, "a worker with a request")


@contextmanager
def frozen(*victims: psutil.Process):
    for victim in victims:
        victim.suspend()
    try:
        yield
    finally:
        for victim in victims:
            if victim.is_running():
                victim.resume()


@contextmanager
def queue_at_the_door(stack):
    """Nginx's workers do not run, and clients with their requests wait in the port's accept queue."""
    with frozen(*processes.nginx_workers(stack.tree)):
        eventually(lambda: processes.waiting_connections(stack.port) >= QUEUE, "a queue at the port")
        yield


def until_nginx_stops(stack, patience: float = 0.5):
    """Until Nginx's master has closed its port, which its frozen workers do as soon as they run; if it does, for one that
    accepts the queue first does not."""
    master, deadline = processes.nginx_master(stack.tree), time.monotonic() + patience
    while processes.listens(master, stack.port) and time.monotonic() < deadline:
        time.sleep(0.01)
