"""An HTTP client that sends exactly the bytes it is given and hides nothing of the answer."""

import gzip
import re
from dataclasses import dataclass

from .ports import connect


@dataclass(frozen=True)
class Response:
    status: int
    reason: str
    headers: list[tuple[str, str]]  # in order, with duplicates
    body: bytes  # after Transfer-Encoding, before Content-Encoding

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def header(self, name: str) -> str | None:
        values = self.all(name)
        assert len(values) <= 1, f"{name} is there {len(values)} times: {values}"
        return values[0] if values else None

    def tokens(self, name: str) -> list[str]:
        """The members of a list header, lower case, from all its lines: `Vary: a, b` and `Vary: c` are a, b, c."""
        return [token.strip().lower() for value in self.all(name) for token in value.split(",")]

    def decoded(self) -> bytes:
        return gzip.decompress(self.body) if self.header("Content-Encoding") == "gzip" else self.body


def encode(value) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode("latin-1")


def message(target, headers=(), method="GET", body=b"", host="localhost") -> bytes:
    """A request as bytes. `host` None leaves the Host header out."""
    lines = [encode(method) + b" " + encode(target) + b" HTTP/1.1"]
    if host is not None:
        lines.append(b"Host: " + encode(host))
    lines.append(b"Connection: close")
    lines += [encode(name) + b": " + encode(value) for name, value in headers]
    if body:
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def request(address, target, headers=(), method="GET", body=b"", host="localhost") -> Response:
    return exchange(address, message(target, headers, method, body, host), method)


def answers(address, target) -> bool:
    """Whether there is an answer below 500 now."""
    try:
        answer = send(address, message(target))
    except OSError:
        return False
    return bool(answer) and parse(answer).status < 500


def exchange(address, data: bytes, method="GET") -> Response:
    """Sends the bytes, reads until the server closes."""
    return parse(send(address, data), head=method == "HEAD")


def send(address, data: bytes, refused: bool = False) -> bytes:
    """`refused`: the answer comes before the body was sent, and nginx would wait for the rest before it closes."""
    answer = b""
    with connect(address) as connection:
        try:
            connection.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass  # a refused upload: the answer is already there
        try:
            while chunk := connection.recv(65536):
                answer += chunk
                if refused and complete(answer):
                    break
        except ConnectionResetError:
            pass
    return answer


def complete(answer: bytes) -> bool:
    top, separator, body = answer.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", top)
    return bool(separator and length) and len(body) >= int(length[1])


def parse(answer: bytes, head: bool = False) -> Response:
    top, separator, body = answer.partition(b"\r\n\r\n")
    assert separator, f"no HTTP answer: {answer[:200]!r}"
    first, *lines = top.decode("latin-1").split("\r\n")
    version, status, *reason = first.split(" ", 2)
    assert version.startswith("HTTP/1."), first
    headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    response = Response(int(status), "".join(reason), headers, b"")
    if head:
        assert body == b"", f"an answer to HEAD has no body: {body[:80]!r}"
    elif response.header("Transfer-Encoding") == "chunked":
        body = unchunk(body)
    elif (length := response.header("Content-Length")) is not None:
        assert len(body) == int(length), f"{len(body)} bytes instead of {length}"
    return Response(response.status, response.reason, headers, body)


def unchunk(data: bytes) -> bytes:
    body = b""
    while True:
        size, _, data = data.partition(b"\r\n")
        length = int(size.split(b";")[0], 16)
        if length == 0:
            return body
        body += data[:length]
        assert data[length : length + 2] == b"\r\n", "a chunk was cut off"
        data = data[length + 2 :]
