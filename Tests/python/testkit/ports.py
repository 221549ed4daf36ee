"""Free ports, and waiting until a server listens."""

import os
import random
import socket
import time

from .limits import HANG

# Below the ports that the kernel gives to outgoing connections (ip(7), ip_local_port_range): one of those could be taken by any
# client between the question and the server's own bind.
LOWEST, HIGHEST = 10_000, 32_000
_random = random.Random(f"{os.getpid()} {time.monotonic_ns()}")
_given: set[int] = set()


def free_port() -> int:
    """A port that is free on IPv4 and, where the host has it, on IPv6 now, and that this process has not given before."""
    while True:
        port = _random.randint(LOWEST, HIGHEST)
        if port not in _given and all(_is_free(*family, port) for family in _families()):
            _given.add(port)
            return port


def _families() -> list[tuple[int, str]]:
    return [(socket.AF_INET, "0.0.0.0")] + ([(socket.AF_INET6, "::")] if has_ipv6() else [])


def _is_free(family: int, address: str, port: int) -> bool:
    with socket.socket(family) as probe:
        if family == socket.AF_INET6:
            probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


def connects(address) -> bool:
    """Whether a server accepts connections: `address` is a port of this host or the path of a Unix socket."""
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


def eventually(condition, what: str, timeout: float = HANG, pause: float = 0.01):
    """The first true value of `condition()`. For events that nothing announces: a port, a file, a reloaded configuration."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {timeout} s")
        time.sleep(pause)
