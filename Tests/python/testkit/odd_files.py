"""Something else in the place of a file that is read: what a hostile process of the container may put there."""

import os
from pathlib import Path

STATUS_KINDS = ("fifo", "folder", "zero", "huge", "nonsense")


def odd(path: Path, kind: str, nonsense: bytes = b"") -> Path:
    """Put it at the path: `zero` and `null` are links to the devices, `nonsense` is a text in the file's format whose values
    mean nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "zero" | "null":
            path.symlink_to(f"/dev/{kind}")
        case "huge":
            with path.open("wb") as file:
                file.truncate(1 << 40)  # a sparse file: no room is taken
        case "nonsense":
            path.write_bytes(nonsense)
        case _:
            raise ValueError(kind)
    return path
