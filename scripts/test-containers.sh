#!/usr/bin/env bash
# The images as real containers: `make test-containers`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/containers/engine.sh"
source "$ROOT/scripts/requirements.sh"

need_engine
cd "$ROOT"
bash scripts/images.sh
bash scripts/venv.sh pytest "${PYTEST_REQUIREMENTS[@]}"

has_image postgres:17 || engine pull --quiet postgres:17 2>/dev/null || bash scripts/containers/bases.sh postgres:17
has_image redis:8 || engine pull --quiet redis:8 2>/dev/null || bash scripts/containers/bases.sh redis:8

say "running the container tests"
python -m pytest Tests/python/containers -q "$@"
