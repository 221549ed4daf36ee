#!/usr/bin/env bash
# venv.sh NAME PIP-ARGUMENT...: makes .venv and has pip install those arguments into it, unless that was done and no
# requirement file has changed since. NAME is that of the stamp that remembers it.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

name=$1
shift
bash "$ROOT/scripts/packages.sh" venv

# Scripts in a venv name their interpreter by its full path: a moved clone or another Python needs a new venv.
made_for="$ROOT $(outer_python -c 'import sys; print(sys.executable, sys.version)')"
if [ "$(cat "$VENV/.made-for" 2>/dev/null)" != "$made_for" ]; then
    say "making $(basename "$VENV")"
    outer_python -m venv --clear "$VENV"
    printf '%s\n' "$made_for" >"$VENV/.made-for"
fi

# The stamp holds a checksum of the arguments and of every requirement file among them.
checksum() {
    {
        printf '%s\n' "$@"
        for argument in "$@"; do
            [ ! -f "$argument" ] || cat -- "$argument"
        done
        cat -- "$ROOT/examples/mysite/pyproject.toml"
    } | cksum
}

stamp=$VENV/.installed-$name
wanted=$(checksum "$@")
[ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || exit 0
say "installing Python packages into .venv ($name)"
python -m pip install --quiet --disable-pip-version-check "$@"
printf '%s\n' "$wanted" >"$stamp"
