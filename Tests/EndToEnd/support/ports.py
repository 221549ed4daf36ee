"""Free ports, and waiting until somebody listens."""

import socket
import time

from .limits import HANG


def free_port() -> int:
    """A port that is free on IPv4 and, where the host has it, on IPv6 now.

    The kernel hands out ephemeral ports in no order, so two tests that ask at the same time hardly ever get the same.
    """
    while True:
        with socket.socket() as ipv4:
            ipv4.bind(("127.0.0.1", 0))
            port = ipv4.getsockname()[1]
            if not has_ipv6():
                return port
            with socket.socket(socket.AF_INET6) as ipv6:
                try:
                    ipv6.bind(("::1", port))
                except OSError:
                    continue
                return port


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def connects(address) -> bool:
    """Whether somebody accepts connections: `address` is a port of this host or the path of a Unix socket."""
    try:
        with connect(address):
            return True
    except OSError:
        return False


def connect(address, timeout: float = HANG) -> socket.socket:
    if isinstance(address, int):
        return socket.create_connection(("127.0.0.1", address), timeout=timeout)
    if isinstance(address, tuple):
        return socket.create_connection(address, timeout=timeout)
    unix = socket.socket(socket.AF_UNIX)
    unix.settimeout(timeout)
    try:
        unix.connect(str(address))
    except OSError:
        unix.close()
        raise
    return unix


def eventually(condition, what: str, timeout: float = HANG):
    """The first true value of `condition()`. For events that nobody announces: a port, a file, a reloaded configuration."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {timeout} s")
        time.sleep(0.01)
