# Sourced after common.sh: long steps that show what they do.
# shellcheck shell=bash

PROGRESS_SECONDS=${PROGRESS_SECONDS:-15}

# with_progress NAME LOG COMMAND...: runs the command with its output in the file LOG. While it runs, a line every 15 s
# says how long it has taken and what it said last; when it fails, the end of LOG is shown and the script ends.
with_progress() {
    local name=$1 log=$2 started=$SECONDS status=0 ticker
    shift 2
    mkdir -p "$(dirname -- "$log")"
    say "$name (log: ${log#"$ROOT/"})"
    : >"$log"
    # The ticker ends with this script too; its sleep holds no pipe open.
    while sleep "$PROGRESS_SECONDS" >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
        printf '   %s: %d s: %s\n' "$name" $((SECONDS - started)) "$(last_line "$log")" >&2
    done &
    ticker=$!
    "$@" >"$log" 2>&1 </dev/null || status=$?
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    if [ "$status" -ne 0 ]; then
        tail -n 60 "$log" >&2
        die "finish '$name': status $status after $((SECONDS - started)) s; the whole output is in ${log#"$ROOT/"}"
    fi
    say "$name: done in $((SECONDS - started)) s"
}

# What a terminal would show last: the text after the last carriage return of the last line that is not empty.
last_line() {
    tail -n 5 "$1" 2>/dev/null | tr '\r' '\n' | awk 'NF { line = $0 } END { print line }' | tr -dc '[:print:]' | cut -c 1-110
}
