#!/usr/bin/env bash
# Start to first 200, and the sizes of the stripped programs; BASE=FOLDER compares with the release programs of another build.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

need_swift
bash "$ROOT/scripts/packages.sh" nginx venv
build_release
bash "$ROOT/scripts/venv.sh" run "${RUN_REQUIREMENTS[@]}"

# What the caller's shell has set must not count.
unset DATABASE_URL SUPERUSER_PASSWORD CELERY_WORKER CELERY_BEAT WEB_CONCURRENCY GUNICORN_CMD_ARGS
folders=("$ROOT/.build/release")
if [ -n "${BASE:-}" ]; then folders=("$BASE" "${folders[@]}"); fi
for folder in "${folders[@]}"; do
    for program in proxy app-runner celery-runner; do
        stripped=$(mktemp)
        strip -o "$stripped" "$folder/$program"
        printf '%-14s %9d bytes stripped  (%s)\n' "$program" "$(stat -c %s "$stripped")" "$folder"
        rm -f "$stripped"
    done
done
python "$ROOT/scripts/bench_start.py" "${ROUNDS:-15}" "${folders[@]}"
