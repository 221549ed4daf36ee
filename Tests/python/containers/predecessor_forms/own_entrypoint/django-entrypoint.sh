#!/bin/sh
echo "the project's own script: $*"
exec app-runner "$@"
