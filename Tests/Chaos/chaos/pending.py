"""Behaviour that is asserted already and may not be there yet. A mark goes when what it names is there."""

import pytest


def pending(what: str):
    return pytest.mark.xfail(reason=what, strict=False)


WAITING_ROOM = pending("requests do not wait for an app container that restarts yet (NGINX_UPSTREAM_WAIT)")
LOG_RELAY = pending("nobody takes the servers' output off them yet while a log reader stands still (LOG_OVERFLOW)")
PORT_CHECK = pending("the check whether a port is free listens on it and closes it again: who connects in that moment is reset")
