"""The helper's modules in `sys.modules`: a project that has a package django_bootstrap of its own must get that one."""

from __future__ import annotations

import sys
from types import ModuleType

_kept: list[ModuleType] = []


def conceal(*packages: str) -> None:
    """Take the packages out of `sys.modules`. Their modules have imported each other by now."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in packages:
            _kept.append(module)
            del sys.modules[name]
