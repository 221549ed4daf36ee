"""The modules of the helper, imported as they lie in the source tree."""

from __future__ import annotations

import sys

from testkit.bootstrap import BOOTSTRAP

sys.dont_write_bytecode = True  # a folder of caches has no place beside embedded files
sys.path.insert(0, str(BOOTSTRAP.parent))
