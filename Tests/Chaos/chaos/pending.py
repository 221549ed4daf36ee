"""Behaviour that is asserted already and may not be there yet. A mark goes when what it names is there."""

import pytest


def pending(what: str):
    return pytest.mark.xfail(reason=what, strict=False)


NGINX_TEST = pending("before the runner has the port, `nginx -t` opens it for a moment: who connects meanwhile is reset")
CUT_SHORT = pending("Nginx cuts an answer short when it can neither keep it in memory nor write it to proxy_temp")
