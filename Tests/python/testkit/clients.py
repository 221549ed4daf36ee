"""Many connections of one address, each kept in one state."""

import select
import socket

from . import http

ATTACKER, BYSTANDER = "127.0.0.1", "127.0.0.2"
LONG_BODY = http.message("/", [("Content-Length", 100_000)], method="POST").replace(b"Connection: close", b"X-A: b")

# What each connection sends, and whether its answer is awaited.
STATES = {
    "no byte": (b"", False),
    "partial header": (b"GET / HTTP/1.1\r\nHost: loc", False),
    "slow body": (LONG_BODY + b"x", False),
    "slow reader": (http.message("/media/large.bin"), False),
    "idle after an answer": (http.message("/").replace(b"Connection: close", b"Connection: keep-alive"), True),
}


def dial(port: int, source: str, timeout: float = 20) -> socket.socket:
    connection = socket.socket()
    # Before connect: a slow reader has no room for the answer.
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(timeout)
    connection.bind((source, 0))
    connection.connect(("127.0.0.1", port))
    return connection


def ask(port: int, source: str, target: str = "/") -> int:
    """The status of an answer; 0 when the connection was closed without one."""
    try:
        with dial(port, source) as connection:
            connection.sendall(http.message(target))
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
    except ConnectionError:
        return 0
    return http.parse(answer).status if answer else 0


class Crowd:
    """`count` connections of one address. `refill` opens those again that the server has closed."""

    def __init__(self, port: int, state: str, count: int, source: str = ATTACKER):
        self.port, self.count, self.source = port, count, source
        self.data, self.answered = STATES[state]
        self.connections: list[socket.socket] = []

    def __enter__(self):
        self.refill()
        return self

    def __exit__(self, *_):
        for connection in self.connections:
            connection.close()

    def refill(self):
        self.connections = [connection for connection in self.connections if self._open(connection)]
        for _ in range(self.count - len(self.connections)):
            try:
                connection = dial(self.port, self.source)
                if self.data:
                    connection.sendall(self.data)
                if self.answered:
                    connection.recv(65536)
            except (ConnectionError, TimeoutError):
                continue
            self.connections.append(connection)

    def _open(self, connection) -> bool:
        """Whether the server holds it. One that was refused is readable: an answer, then the end."""
        poll = select.poll()
        poll.register(connection, select.POLLIN | select.POLLRDHUP)
        if not any(events & (select.POLLRDHUP | select.POLLHUP | select.POLLERR) for _, events in poll.poll(0)):
            return True
        connection.close()
        return False
