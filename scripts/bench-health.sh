#!/usr/bin/env bash
# How long `celery-runner health` takes, beside `celery inspect ping` on the same worker: medians of interleaved runs.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

need_swift
bash "$ROOT/scripts/packages.sh" venv redis-server
build_release
bash "$ROOT/scripts/venv.sh" run "${RUN_REQUIREMENTS[@]}"
exec python "$ROOT/scripts/bench_health.py"
