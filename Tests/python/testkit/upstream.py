"""A stand-in for Gunicorn that answers with any bytes and remembers the requests' bytes."""

import socket
import threading
from pathlib import Path

DEFAULT_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class FakeUpstream:
    """Listens on a Unix socket. `answer(head)` gives the answer to one request; a connection stays open for the next one,
    unless the answer is empty."""

    def __init__(self, path: Path, answer=lambda head: DEFAULT_ANSWER):
        self.requests: list[bytes] = []
        self.connections = 0
        self._open: list[socket.socket] = []
        self._answer = answer
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self._path = path
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        path.chmod(0o666)
        self._listener.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            data = b""
            while True:
                while b"\r\n\r\n" not in data:
                    try:
                        chunk = connection.recv(65536)
                    except OSError:
                        return
                    if not chunk:
                        return
                    data += chunk
                head, _, data = data.partition(b"\r\n\r\n")
                self.requests.append(head)
                answer = self._answer(head)
                if not answer:
                    return
                connection.sendall(answer)
                if answer.startswith(b"HTTP/1.1 101"):
                    self._echo(connection, data)
                    return

    @staticmethod
    def _echo(connection, data):
        """After the upgrade: every byte comes back."""
        while True:
            if data:
                connection.sendall(data)
            try:
                data = connection.recv(65536)
            except OSError:
                return
            if not data:
                return

    def last_headers(self) -> dict[str, str]:
        lines = self.requests[-1].decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}

    def close(self):
        if self._listener.fileno() == -1:
            return
        # shutdown wakes the thread that waits in accept(); close alone would leave it there, and the socket listening.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # closed already
        self._path.unlink(missing_ok=True)
