#!/usr/bin/env bash
# Fails when a module of a Python package is not embedded: each has to be named in Package.swift and in the Swift file beside it.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
cd "$ROOT"

missing=0
embedded() { # PACKAGE TARGET
    # The target's part of Package.swift: another package may have a module of the same name.
    local modules file module swift
    modules=$(awk -v target="\"$2\"," '/^    python\($/ { getline; inside = $1 == target } inside { print } /^        \]\),/ { inside = 0 }' Package.swift)
    swift=$(dirname "$1")/$2.swift
    for file in "$1"/*.py; do
        module=$(basename "$file" .py)
        if [[ $modules != *"\"$module\""* ]] || ! grep -qF "PackageResources.${module}_py" "$swift"; then
            printf 'cannot embed %s: Package.swift (%s) and %s have to name it\n' "$file" "$2" "$swift" >&2
            missing=1
        fi
    done
}

say "embedded Python"
embedded Sources/AppRunner/Python/django_bootstrap BootstrapPython
embedded Sources/AppRunner/Python/django_bootstrap_check CheckPython
embedded Sources/AppRunner/Python/django_bootstrap_init InitializePython
embedded Sources/CeleryRunner/Python/django_bootstrap_celery CeleryPython
exit "$missing"
