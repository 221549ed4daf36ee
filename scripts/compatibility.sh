#!/usr/bin/env bash
# Writes the table of docs/compatibility.md anew, from the results of the last `make test-projects`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

results=$ROOT/.run/projects/results.jsonl
[ -s "$results" ] || die "read $results: run 'make test-projects' first"
outer_python "$ROOT/scripts/compatibility.py" "$results" "$ROOT/docs/compatibility.md"
