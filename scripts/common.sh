# Sourced by the scripts beside it: where things are, and how they speak.
# shellcheck shell=bash
set -euo pipefail

ROOT=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
VENV=${BOOTSTRAP_VENV:-$ROOT/.venv}
# The Python that .venv is made from must not be .venv's own, which comes first below.
OUTER_PATH=${PATH//"$VENV/bin:"/}
# Debian's nginx is in /usr/sbin, which is not on an ordinary user's PATH.
export PATH=$VENV/bin:$OUTER_PATH:/usr/sbin:/sbin

say() { printf '== %s\n' "$*" >&2; }
die() {
    printf 'cannot %s\n' "$*" >&2
    exit 1
}

outer_python() { PATH=$OUTER_PATH python3 "$@"; }

need_swift() {
    command -v swift >/dev/null || die "build: no 'swift' on the PATH; install a Swift 6 toolchain first"
}

build_release() {
    need_swift
    say "building the release binaries"
    swift build --package-path "$ROOT" -c release --static-swift-stdlib
    export PATH=$ROOT/.build/release:$PATH
}
