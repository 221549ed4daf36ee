#!/bin/sh
# apt-get-install.sh PACKAGE...: installs Debian packages and nothing that they only recommend; leaves no package lists behind.
set -ex
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --option APT::Install-Recommends=false \
    --option APT::Install-Suggests=false "$@"
rm -rf /var/lib/apt/lists/*
