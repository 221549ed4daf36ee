#!/usr/bin/env bash
# nginx-module.sh [DIRECTORY]: builds Sources/Proxy/Module for the installed Nginx (Debian's nginx-dev has its sources
# and flags) and puts the module into DIRECTORY, by default .build/nginx-module.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
target=${1:-$root/.build/nginx-module}
name=ngx_http_client_guard_module.so
sources=${NGINX_SOURCES:-/usr/share/nginx/src}
[ -r "$sources/conf_flags" ] || { echo "cannot build the Nginx module: $sources is missing; install nginx-dev" >&2; exit 1; }

# Nginx refuses a module of another version, so a new Nginx means a new build.
origin=$(sha256sum "$sources/src/core/nginx.h" "$sources/conf_flags" "$root"/Sources/Proxy/Module/* | sha256sum | cut -d' ' -f1)
if [ -e "$target/$name" ] && [ "$(cat "$target/origin" 2>/dev/null)" = "$origin" ]; then exit 0; fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$sources/." "$work/"
cp -R "$root/Sources/Proxy/Module" "$work/client-guard"
cd "$work"
NGX_CONF_FLAGS=()
# shellcheck disable=SC1091 # a file of the package
. ./conf_flags
report() { tail -n 30 "$work/log" >&2; echo "cannot build the Nginx module: see above" >&2; exit 1; }
./configure "${NGX_CONF_FLAGS[@]}" --with-cc-opt="-g -O2 -fstack-protector-strong -Wall -Wextra -Wno-unused-parameter -fPIC" \
    --add-dynamic-module=client-guard >"$work/log" 2>&1 || report
make -f objs/Makefile modules >"$work/log" 2>&1 || report
install -D -m 644 "objs/$name" "$target/$name"
echo "$origin" >"$target/origin"
