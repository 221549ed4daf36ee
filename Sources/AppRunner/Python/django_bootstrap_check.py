"""Starts `app-runner check`, the package django_bootstrap_check beside this file: `python3 django_bootstrap_check.py
FACTS`."""

import os
import sys

folder = os.path.dirname(os.path.abspath(__file__))
# Python has put the folder there, unless PYTHONSAFEPATH is set. The project must find nothing in it.
if sys.path and os.path.abspath(sys.path[0]) == folder:
    del sys.path[0]
before = sys.path[:]
sys.path.insert(0, folder)
from django_bootstrap_check.main import run_program  # noqa: E402

sys.path[:] = before

if __name__ == "__main__":
    run_program(sys.argv[1:])
