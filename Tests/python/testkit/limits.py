"""The one limit for everything that a test waits for."""

# Seconds after which a test hangs; no test says anything by it. What must not be waited for in a test takes longer than this
# by its settings (600 s), and what a test is about is read from lines and records, so that a loaded machine changes nothing.
HANG = 120
