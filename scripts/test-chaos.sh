#!/usr/bin/env bash
# Faults under load, in our stacks and in a classic one: `make test-chaos`. Arguments are pytest's, and --rounds N, --short.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

[ "$(id -u)" -eq 0 ] || die "test chaos: namespaces and mounts need root"
cd "$ROOT"
bash scripts/packages.sh nginx venv redis-server haproxy tini faketime
bash scripts/venv.sh test "${TEST_REQUIREMENTS[@]}"

if [ -z "${BOOTSTRAP_BIN_DIR:-}" ]; then
    need_swift
    say "building the programs"
    swift build
    export BOOTSTRAP_BIN_DIR=$ROOT/.build/debug
fi
# The images' rows are run where the images have been made; this builds none.
conf=$ROOT/.run/containers/containers.conf
if [ -z "${CONTAINERS_CONF:-}" ] && [ -e "$conf" ]; then export CONTAINERS_CONF=$conf; fi

say "running the chaos tests"
python -m pytest Tests/python/chaos -q "$@"
