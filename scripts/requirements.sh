# Sourced: what pip installs for each target. Tests of the built programs need all that a run needs; those of images do not.
# shellcheck shell=bash disable=SC2034
RUN_REQUIREMENTS=(
    -r "$ROOT/Sources/AppRunner/Gunicorn/requirements.txt"
    -e "$ROOT/examples/mysite[celery,postgres]"
)
PYTEST_REQUIREMENTS=(-r "$ROOT/Tests/python/requirements.txt")
TEST_REQUIREMENTS=(
    "${RUN_REQUIREMENTS[@]}"
    "${PYTEST_REQUIREMENTS[@]}"
)
CHECK_REQUIREMENTS=(-r "$ROOT/Tests/requirements-check.txt")
