#!/bin/sh
# A project's own script: prepares as root, then becomes the server as django.
set -e
install -d -o django /run/own
su-exec django:daemon touch /run/own/made
exec su-exec django gunicorn --bind 0.0.0.0:8000 "$@"
