"""What the start does and waits for at this moment: `<run>/gunicorn/start.status`, for pages, probes and commands.

Lines of `key=value`, the format of all state files (docs/reference/status-files.md); empty is none:

    version=1
    kind=start
    pid, process_start     of this process; the second one in clock ticks since the machine's boot
    part, part_since       the part of the start that runs, for example `migrate`
    waits_for, reason, waiting_since   `database` or `migrations` (of another process), and what is said of it
    written                all times are seconds of the monotonic clock

The folder is the project user's, as this process is. The file is replaced in one step and removed at the end; after a
kill it stays, and its pid and process_start tell that it is old. A disk that is full stops nothing.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from time import monotonic

_path: str | None = None
_facts: dict[str, str | int | float | None] = {}


def begin(run_folder: str) -> None:
    """Write from now on, where the folder of this user's is there."""
    global _path
    folder = os.path.join(run_folder, "gunicorn")
    _path = os.path.join(folder, "start.status") if os.access(folder, os.W_OK | os.X_OK) else None
    _facts.clear()
    _facts.update(version=1, kind="start", pid=os.getpid(), process_start=process_start())
    tell(part=None, part_since=None, waits_for=None, reason=None, waiting_since=None)


def part(name: str | None) -> None:
    tell(part=name, part_since=monotonic() if name else None)


def waits(what: str, reason: str) -> None:
    """Called again with each new reason."""
    same = _facts.get("waits_for") == what
    tell(waits_for=what, reason=reason, waiting_since=_facts["waiting_since"] if same else monotonic())


def waits_no_more() -> None:
    if _facts.get("waits_for") is not None:
        tell(waits_for=None, reason=None, waiting_since=None)


def tell(**facts: str | int | float | None) -> None:
    _facts.update(facts)
    if _path is None:
        return
    with contextlib.suppress(OSError):
        descriptor, temporary = tempfile.mkstemp(prefix=".start.status-", dir=os.path.dirname(_path))
        try:
            with open(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
                file.writelines(f"{key}={text(value)}\n" for key, value in {**_facts, "written": monotonic()}.items())
                os.fchmod(file.fileno(), 0o644)
            os.replace(temporary, _path)
        except OSError:
            os.unlink(temporary)
            raise


def end() -> None:
    """Remove the file, unless it is another process's by now: a one-shot may run beside a start. The watchdog's thread
    calls it too.
    """
    if _path is not None:
        with contextlib.suppress(OSError):
            # Never waiting: another process of this user may have put a FIFO there.
            descriptor = os.open(_path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                is_own = f"pid={os.getpid()}".encode() in os.read(descriptor, 4096).splitlines()
            finally:
                os.close(descriptor)
            if is_own:
                os.unlink(_path)


def text(value: str | int | float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if isinstance(value, float) else " ".join(str(value).split())


def process_start() -> int:
    """Field 22 of proc_pid_stat(5); the name of the program before it may hold blanks and brackets."""
    try:
        with open("/proc/self/stat", encoding="utf-8", errors="replace") as file:
            return int(file.read().rpartition(")")[2].split()[19])
    except (OSError, ValueError, IndexError):
        return 0
