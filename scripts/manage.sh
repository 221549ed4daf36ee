#!/usr/bin/env bash
# manage.sh COMMAND...: django-admin on the data of `make run`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
[ -x "$VENV/bin/django-admin" ] || die "find .venv/bin/django-admin: 'make run' makes it"
source "$ROOT/scripts/run-environment.sh"
make_state_directories
exec django-admin "$@"
