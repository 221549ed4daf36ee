"""Starts the bootstrap helper, the package django_bootstrap beside this file: `python3 django_bootstrap.py
FLAGS...`."""

import os
import sys

folder = os.path.dirname(os.path.abspath(__file__))
# Python has put the folder there, unless PYTHONSAFEPATH is set. The project must find nothing in it.
if sys.path and os.path.abspath(sys.path[0]) == folder:
    del sys.path[0]
before = sys.path[:], sys.dont_write_bytecode
# Root leaves no __pycache__ in the run folder.
sys.path[:0], sys.dont_write_bytecode = [folder], True
from django_bootstrap.main import run_program  # noqa: E402

sys.path[:], sys.dont_write_bytecode = before

if __name__ == "__main__":
    run_program(sys.argv[1:])
