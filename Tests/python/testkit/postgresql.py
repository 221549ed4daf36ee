"""The PostgreSQL server of the bootstrap's own tests, for the end-to-end ones too."""

import importlib.util
from pathlib import Path

FILE = Path(__file__).resolve().parents[2] / "Bootstrap" / "postgresql.py"

_spec = importlib.util.spec_from_file_location("bootstrap_postgresql", FILE)
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
PostgreSQL = _module.PostgreSQL
