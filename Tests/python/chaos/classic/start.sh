#!/bin/sh
# How many images do it: Nginx in the background, Gunicorn in front, an init above both.
set -eu
nginx -c "$NGINX_CONF"
exec gunicorn --bind "unix:$RUN/gunicorn.sock" --workers "$WORKERS" "$APPLICATION"
