#!/usr/bin/env bash
# Removes everything that the other targets made, the data of `make run` included.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
cd "$ROOT"
# The run directory may be elsewhere; one that the user named is left alone.
unset BOOTSTRAP_RUN_DIR
source scripts/run-environment.sh
rm -rf "$BOOTSTRAP_RUN_DIR" .run .venv .build .pytest_cache .ruff_cache examples/mysite/*.egg-info
find Tests examples Sources -name __pycache__ -type d -prune -exec rm -rf {} +
say "removed .build, .venv and .run"
