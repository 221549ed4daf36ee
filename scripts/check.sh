#!/usr/bin/env bash
# Whatever can be said about the sources without running them.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

need_swift
cd "$ROOT"
bash scripts/venv.sh check "${CHECK_REQUIREMENTS[@]}"

say "shellcheck"
shellcheck --external-sources --source-path=SCRIPTDIR:. scripts/*.sh scripts/containers/*.sh scripts/containers/stand-ins/*.sh \
    Tests/python/chaos/classic/*.sh .ci/run Sources/AppRunner/Predecessor/scripts/*.sh Tests/python/containers/predecessor_forms/*/*.sh
say "voice and links"
python3 scripts/check_voice.py
python3 scripts/check_links.py
say "ruff"
ruff check --quiet .
ruff format --quiet --check Sources
say "mypy"
mypy --no-error-summary
say "import-linter"
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=Sources/AppRunner/Python:Sources/CeleryRunner/Python lint-imports --no-cache >/dev/null ||
    PYTHONPATH=Sources/AppRunner/Python:Sources/CeleryRunner/Python lint-imports --no-cache
bash scripts/check-embedded.sh
say "layers"
python scripts/check_layers.py
say "swift format"
swift format lint --strict --recursive Sources Tests Package.swift
say "building with warnings as errors"
swift build --build-tests
say "all clean"
