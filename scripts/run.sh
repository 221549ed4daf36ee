#!/usr/bin/env bash
# Serves the example project until Ctrl-C: `make run`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

need_swift
bash "$ROOT/scripts/packages.sh" nginx venv
build_release
bash "$ROOT/scripts/venv.sh" run "${RUN_REQUIREMENTS[@]}"
source "$ROOT/scripts/run-environment.sh"
make_state_directories

url=http://127.0.0.1:${PORT:-8000}
say "photo wall: $url/ (status: http://127.0.0.1:${STATUS_PORT:-8001}/readyz); Ctrl-C stops it"
if [ -n "${SUPERUSER_PASSWORD:-}${SUPERUSER_PASSWORD_FILE:-}${SECRETS_DIR:-}" ]; then
    say "admin site: $url/admin/ (user admin, with the password that you set)"
else
    say "admin site: no user is made; to have one, start with: SUPERUSER_PASSWORD=... make run"
fi
say "sample pictures: the first start hangs six on the wall; SAMPLE_PHOTOS=0 leaves it bare"

# exec: signals go to the runner itself, and no shell stays behind it.
exec app-runner "${@:-mysite.wsgi:application}"
