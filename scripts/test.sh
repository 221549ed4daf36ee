#!/usr/bin/env bash
# Every test: the example's own, Swift's, and pytest's on the built programs and the real servers.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

need_swift
cd "$ROOT"
bash scripts/packages.sh nginx nginx-dev gcc make venv postgres redis-server rabbitmq-server
bash scripts/venv.sh test "${TEST_REQUIREMENTS[@]}"

say "testing the example project"
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
# A settings environment of its own: the caller's database must not be touched.
env -u DATABASE_URL -u CELERY_BROKER_URL STATE_DIR="$state" MEDIA_ROOT="$state/media" \
    DJANGO_SETTINGS_MODULE=mysite.settings django-admin test photos

say "building the Nginx module"
bash scripts/nginx-module.sh
say "building the programs and the Swift tests"
swift build --build-tests
say "running the Swift tests"
swift test --skip-build

# Most tests wait for something, so two at a time take half as long on any machine. A file's tests stay together, for they
# share servers; TEST_PROCESSES=0 runs all in one process.
parallel=(--numprocesses "${TEST_PROCESSES:-2}" --dist loadfile --no-loadscope-reorder)
say "running the tests of the bootstrap helper"
python -m pytest Tests/python/unit -q "${parallel[@]}"
say "running the end-to-end tests"
export PATH=$ROOT/.build/debug:$PATH
python -m pytest Tests/python/e2e -q "${parallel[@]}" "$@"
