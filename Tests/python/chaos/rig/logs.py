"""Programs whose output is not read for a while, as happens when a log collector stands still."""

import fcntl
import threading

from testkit.programs import Output, Program

SMALL = 4096


class Pausable(Output):
    def __init__(self, pipe, reads: bool, gate: threading.Event):
        # The smallest pipe there is (pipe(7)): no luck with what fits into it.
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, SMALL)
        super().__init__(_Gated(pipe, gate), reads)


class _Gated:
    """A pipe that gives its lines only while the gate is open."""

    def __init__(self, pipe, gate):
        self.pipe, self.gate = pipe, gate

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.pipe.close()

    def __iter__(self):
        while True:
            self.gate.wait()
            line = self.pipe.readline()
            if not line:
                return
            yield line


class Unread(Program):
    """Its `reading` can be cleared and set again. Set before it is stopped, or it may never end."""

    def __init__(self, *arguments, **options):
        self.reading = threading.Event()
        self.reading.set()
        self.reader = lambda pipe, reads: Pausable(pipe, reads, self.reading)
        super().__init__(*arguments, **options)

    def kill(self):
        self.reading.set()
        super().kill()
