#!/usr/bin/env bash
# What the runners and a log relay cost while nothing happens: each one's memory (PSS) and its system calls in ten seconds.
# Fails above 8192 KB, or when an idle runner makes any system call.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

LIMIT_KB=8192
SECONDS_WATCHED=10

need_swift
bash "$ROOT/scripts/packages.sh" nginx venv strace
build_release
bash "$ROOT/scripts/venv.sh" run "${RUN_REQUIREMENTS[@]}"

scratch=$(mktemp -d)
pids=()
failures=0

stop_all() {
    for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
    pids=()
}
trap 'stop_all; rm -rf "$scratch"' EXIT

free_port() { python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# start SHAPE PROGRAM ARGUMENT...: starts a runner with ports of its own; its pid is the last of `pids`.
start() {
    local shape=$1
    shift
    port=$(free_port)
    status_port=$(free_port)
    (
        # Nothing of the caller's: the numbers are to be those of the defaults.
        unset DATABASE_URL SUPERUSER_PASSWORD CELERY_WORKER CELERY_BEAT WEB_CONCURRENCY GUNICORN_CMD_ARGS
        unset BOOTSTRAP_CONFIG_DIR STATE_DIR STATIC_ROOT MEDIA_ROOT DJANGO_SETTINGS_MODULE
        export PORT=$port STATUS_PORT=$status_port BOOTSTRAP_SHAPE=$shape
        export BOOTSTRAP_APP_DIR=$scratch/$shape/app BOOTSTRAP_RUN_DIR=$scratch/$shape/run
        export BOOTSTRAP_CONFIG_DIR=$scratch/$shape/etc STATE_DIR=$scratch/$shape
        source "$ROOT/scripts/run-environment.sh"
        make_state_directories
        # A pipe, as in a container: with a file there is no log relay.
        exec "$@" > >(exec cat >>"$scratch/$shape.log") 2>&1
    ) &
    pids+=($!)
}

# Until the front page (through Nginx and Gunicorn) or the status page answers, or the runner has ended.
wait_for() {
    python - "$1" "${pids[-1]}" <<'PYTHON' || { cat "$scratch"/*.log >&2; die "measure: $1 does not answer"; }
import os, sys, time, urllib.request
deadline = time.monotonic() + 60
while time.monotonic() < deadline and os.path.exists(f"/proc/{sys.argv[2]}/exe"):
    try:
        sys.exit(urllib.request.urlopen(sys.argv[1], timeout=5).status != 200)
    except OSError:
        time.sleep(0.1)
sys.exit(1)
PYTHON
}

# measure NAME PID: one line of the table.
measure() {
    local pss calls now trace=$scratch/trace.$2
    pss=$(awk '/^Pss:/ { print $2 }' "/proc/$2/smaps_rollup")
    # Attaching interrupts the call that the runner waits in, and it then waits anew: what is traced in the first second
    # is strace's own doing.
    now=$(date +%s)
    timeout --signal=INT $((SECONDS_WATCHED + 2)) strace -qq -ttt -o "$trace" -p "$2" || [ $? -eq 124 ] ||
        die "trace $1: strace may need root here"
    [ -e "$trace" ] || die "trace $1: strace wrote nothing"
    calls=$(awk -v from=$((now + 2)) '$1 > from && !/ resumed>|<detached|^[0-9.]+ [+-]/ { n++ } END { print n + 0 }' "$trace")
    printf '%-34s PSS %5d KB (limit %d)   %d system calls in %d s\n' "$1" "$pss" "$LIMIT_KB" "$calls" "$SECONDS_WATCHED"
    if [ "$pss" -gt "$LIMIT_KB" ] || [ "$calls" -gt 0 ]; then failures=$((failures + 1)); fi
}

# relay PID: the log relay of that runner.
relay() { pgrep --parent "$1" --full ': log relay' || die "measure the log relay of $1: there is none"; }

say "single shape: app-runner, with Nginx and Gunicorn below it"
start single app-runner mysite.wsgi:application
wait_for "http://127.0.0.1:$port/"
measure "app-runner (single)" "${pids[0]}"
measure "its log relay" "$(relay "${pids[0]}")"
stop_all

say "pod shape: proxy and app-runner"
start pod proxy run
proxy_port=$port
start pod app-runner mysite.wsgi:application
wait_for "http://127.0.0.1:$proxy_port/"
measure "proxy (pod)" "${pids[0]}"
measure "app-runner (pod)" "${pids[1]}"
stop_all

[ "$failures" -eq 0 ] || die "accept this: $failures of the runners above cost too much"
say "within the limits"
