#!/bin/sh
# Makes the cluster, the user and the database at the first start; then the server.
set -eu
if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
    user=${POSTGRES_USER:-postgres}
    printf '%s' "${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD}" >/tmp/password
    initdb --encoding=UTF8 --locale=C.UTF-8 --username="$user" --pwfile=/tmp/password --auth-host=scram-sha-256 --auth-local=trust >/dev/null
    rm /tmp/password
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl --wait --options="-c listen_addresses='' -k /tmp" start >/dev/null
    if [ "${POSTGRES_DB:-$user}" != postgres ]; then createdb --host=/tmp --username="$user" "${POSTGRES_DB:-$user}"; fi
    pg_ctl --wait --mode=fast stop >/dev/null
fi
[ "$1" = postgres ] && shift && set -- postgres -c 'listen_addresses=*' -k /tmp "$@"
exec "$@"
