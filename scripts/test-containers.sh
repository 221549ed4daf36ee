#!/usr/bin/env bash
# The images as real containers: `make test-containers`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/containers/engine.sh"

need_engine
cd "$ROOT"
bash scripts/images.sh
bash scripts/venv.sh containers -r Tests/Containers/requirements.txt

has_image postgres:17 || engine pull --quiet postgres:17 2>/dev/null || bash scripts/containers/bases.sh postgres:17
has_image redis:8 || engine pull --quiet redis:8 2>/dev/null || bash scripts/containers/bases.sh redis:8

say "running the container tests"
# Named by itself: pytest's own importing order of folders must not meet the other suites'.
python -m pytest Tests/Containers -q "$@"
