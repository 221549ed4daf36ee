#!/bin/sh
# apt-get-purge.sh PACKAGE...: removes Debian packages, their configuration, and what was installed only for them.
set -ex
DEBIAN_FRONTEND=noninteractive apt-get purge --yes --auto-remove "$@"
