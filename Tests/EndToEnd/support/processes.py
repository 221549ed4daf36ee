"""What /proc says of a process."""

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
