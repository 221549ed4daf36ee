"""The example site as a visitor and its administrator see it."""

import re
import struct
import zlib

import requests

from .engine import eventually


def picture(width: int = 800, height: int = 600) -> bytes:
    """A PNG, made by hand so that the tests need no imaging library."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b""
    for y in range(height):
        rows += b"\0" + b"".join(bytes((x * 255 // width, y * 255 // height, 128)) for x in range(width))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


class Visitor:
    def __init__(self, port: int):
        self.address = f"http://127.0.0.1:{port}"
        self.session = requests.Session()

    def get(self, path: str, **options) -> requests.Response:
        return self.session.get(self.address + path, timeout=30, **options)

    def answers(self) -> bool:
        try:
            return self.get("/").status_code == 200
        except requests.RequestException:
            return False

    def until_there(self, timeout: float = 90):
        eventually(self.answers, f"{self.address}/", timeout)

    def post(self, path: str, data: dict, **options) -> requests.Response:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path).text)
        assert token, f"no form at {path}"
        return self.session.post(
            self.address + path, {"csrfmiddlewaretoken": token[1], **data}, headers={"Referer": self.address + path},
            timeout=30, **options,
        )

    def logs_in(self, password: str) -> bool:
        answer = self.post("/admin/login/", {"username": "admin", "password": password, "next": "/admin/"})
        return "Log out" in answer.text

    def uploads(self, caption: str) -> str:
        """Hangs a picture on the wall; the address of what the wall shows of it."""
        answer = self.post("/upload/", {"caption": caption}, files={"image": ("wall.png", picture(), "image/png")})
        assert answer.status_code == 200, answer.text
        return self.shown(caption)

    def shown(self, caption: str) -> str:
        found = re.search(rf'<img src="([^"]+)" alt="{re.escape(caption)}"', self.get("/").text)
        assert found, f"no picture {caption} on the wall"
        return found[1]

    def hashed_stylesheet(self) -> str:
        found = re.search(r'href="(/static/[^"]*\.css)"', self.get("/").text)
        assert found, "the page has no stylesheet"
        return found[1]

    def checks_everything(self, password: str):
        """Front page, admin login, upload, its picture, a hashed file with the immutable header."""
        self.until_there()
        assert self.logs_in(password)
        shown = self.uploads("from a test")
        assert self.get(shown).status_code == 200 and shown.startswith("/media/")
        style = self.get(self.hashed_stylesheet())
        assert style.status_code == 200 and "immutable" in style.headers["Cache-Control"]
