# Sourced: what pip installs for each target. Tests need all that a run needs.
# shellcheck shell=bash disable=SC2034
RUN_REQUIREMENTS=(
    -r "$ROOT/Sources/AppRunner/Gunicorn/requirements.txt"
    -e "$ROOT/examples/mysite[celery,postgres]"
)
TEST_REQUIREMENTS=(
    "${RUN_REQUIREMENTS[@]}"
    -r "$ROOT/Tests/Bootstrap/requirements.txt"
    -r "$ROOT/Tests/EndToEnd/requirements.txt"
)
CHECK_REQUIREMENTS=(-r "$ROOT/Tests/requirements-check.txt")
