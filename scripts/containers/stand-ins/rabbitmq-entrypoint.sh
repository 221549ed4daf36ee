#!/bin/sh
# The first user, with access from every host; then the server.
set -eu
export RABBITMQ_CONFIG_FILE=/tmp/rabbitmq RABBITMQ_LOGS=-
{
    echo "default_user = ${RABBITMQ_DEFAULT_USER:-guest}"
    echo "default_pass = ${RABBITMQ_DEFAULT_PASS:-guest}"
    echo 'loopback_users = none'
} >/tmp/rabbitmq.conf
[ "$1" != rabbitmq-server ] || { shift; set -- /usr/lib/rabbitmq/bin/rabbitmq-server "$@"; }
exec "$@"
