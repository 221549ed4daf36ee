"""What /proc says of a process, and which of our children is what."""

import psutil

# SIGCANCEL and SIGSETXID belong to glibc: its posix_spawn leaves them ignored in every child (sysdeps/unix/sysv/linux/spawni.c).
GLIBC = {32, 33}


def status_fields(text: str) -> dict[str, str]:
    """The fields of /proc/PID/status."""
    return {name: value.strip() for name, _, value in (line.partition(":") for line in text.splitlines())}


def signal_masks(text: str) -> tuple[set[int], set[int]]:
    """The blocked and the ignored signals of /proc/PID/status."""
    fields = status_fields(text)
    return signals(fields["SigBlk"]), signals(fields["SigIgn"])


def signals(mask: str) -> set[int]:
    bits = int(mask, 16)
    return {number for number in range(1, 65) if bits >> (number - 1) & 1} - GLIBC


def words(process: psutil.Process) -> list[str]:
    """Its command line; none when it has ended."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def is_relay(process: psutil.Process) -> bool:
    """Whether it is the log relay of one of our programs: its title says so."""
    return any(word.endswith(": log relay") for word in words(process)[:1])


def servers(pid: int) -> list[psutil.Process]:
    """The direct children of one of our programs that do its work: all but the log relay."""
    return [child for child in psutil.Process(pid).children() if not is_relay(child)]


def relays(pid: int) -> list[psutil.Process]:
    return [child for child in psutil.Process(pid).children() if is_relay(child)]
