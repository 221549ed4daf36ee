#!/usr/bin/env bash
# Writes the tables of docs/reliability.md anew, from the results of the last `make test-chaos`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

results=$ROOT/.run/chaos/results.jsonl
[ -s "$results" ] || die "read $results: run 'ROUNDS=5 make test-chaos' first"
outer_python "$ROOT/scripts/reliability.py" "$results" "$ROOT/docs/reliability.md"
