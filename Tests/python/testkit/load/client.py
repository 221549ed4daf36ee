"""One HTTP exchange of which nothing is hidden: what was sent, and what exactly went wrong."""

import hashlib
import random
import re
import socket
import time

# Small, so that a large answer is still under way in the server for a while: the kernel would take megabytes at once.
RECEIVE_BUFFER = 64 * 1024


class Refused(Exception):
    """No connection: not a byte of a request was sent."""


class Failed(Exception):
    """The request was sent, in part at least, and not answered as it should be."""


class Closed(Failed):
    """The server closed or reset the connection before any byte of an answer."""


class Connection:
    def __init__(self, port: int, patience: float, buffer: int = RECEIVE_BUFFER):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(min(patience, 5))
        try:
            self.socket.connect(("127.0.0.1", port))
        except (ConnectionError, TimeoutError) as error:
            self.socket.close()
            raise Refused(type(error).__name__) from None
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(patience)
        self.open = True

    def close(self):
        self.socket.close()
        self.open = False

    def send(self, head: bytes, pieces=()):
        """`pieces`: the body, each piece sent after a pause."""
        try:
            self.socket.sendall(head)
            for piece, pause in pieces:
                time.sleep(pause)
                self.socket.sendall(piece)
        except ConnectionError:
            pass  # an answer may have come before: the reader will see
        except TimeoutError:
            raise Failed("timeout while sending") from None

    def _receive(self, nothing_yet: bool) -> bytes:
        try:
            data = self.socket.recv(65536)
        except TimeoutError:
            raise Failed("timeout") from None
        except OSError:
            raise (Closed("reset") if nothing_yet else Failed("reset in the answer")) from None
        if not data:
            raise Closed("closed") if nothing_yet else Failed("cut short")
        return data

    def answer(self, pause: float = 0) -> tuple[int, int, str, bytes]:
        """Status, length and hash of the body, its first bytes. `pause`: between two reads."""
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive(not data)
        head, _, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if not head.startswith(b"HTTP/1.") or not length:
            raise Failed("no HTTP answer")
        digest, received, first = hashlib.sha256(body), len(body), body[:200]
        while received < int(length[1]):
            if pause:
                time.sleep(pause)
            more = self._receive(False)
            digest.update(more)
            received += len(more)
            first = (first + more)[:200]
        self.open = not re.search(rb"(?i)\r\nconnection: *close", head)
        return int(head.split(b" ", 2)[1]), received, digest.hexdigest(), first


def head(method: str, target: str, keep: bool = False, length: int | None = None) -> bytes:
    lines = [f"{method} {target} HTTP/1.1", "Host: localhost"]
    lines += [] if keep else ["Connection: close"]
    lines += [] if length is None else [f"Content-Length: {length}", "Content-Type: application/octet-stream"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def body_in_pieces(rng: random.Random) -> tuple[bytes, list[tuple[bytes, float]]]:
    """64 to 300 KB of body, and the same in pieces that take 0.3 to 0.8 s."""
    body = rng.randbytes(rng.randint(64, 300) * 1024)
    size, duration = 16 * 1024, rng.uniform(0.3, 0.8)
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return body, [(piece, duration / len(pieces)) for piece in pieces]
