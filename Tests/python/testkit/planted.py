"""What a hostile process of the container may have put in the place of a status file."""

import os
from pathlib import Path

KINDS = ["fifo", "directory", "link", "long", "nonsense"]


def plant(path: Path, kind: str, nonsense: bytes) -> None:
    """Put one of `KINDS` at the path; `nonsense` is a text in the file's format whose values mean nothing."""
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "directory":
            path.mkdir()
        case "link":
            path.symlink_to("/dev/zero")
        case "long":
            path.write_bytes(b"x" * 50_000_000)
        case "nonsense":
            path.write_bytes(nonsense)
        case _:
            raise ValueError(kind)
