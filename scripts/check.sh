#!/usr/bin/env bash
# Whatever can be said about the sources without running them.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/requirements.sh"

need_swift
cd "$ROOT"
bash scripts/venv.sh check "${CHECK_REQUIREMENTS[@]}"

say "shellcheck"
shellcheck --external-sources --source-path=SCRIPTDIR:. scripts/*.sh scripts/containers/*.sh scripts/containers/stand-ins/*.sh \
    Tests/Chaos/classic/*.sh .ci/run Sources/AppRunner/Predecessor/scripts/*.sh Tests/Containers/predecessor_forms/*/*.sh
say "voice and links"
python3 scripts/check-voice.py
python3 scripts/check-links.py
say "ruff"
ruff check --quiet --line-length 132 --select B,E,F,I,UP,W --target-version py310 .
say "swift format"
swift format lint --strict --recursive Sources Tests Package.swift
say "building with warnings as errors"
swift build --build-tests
say "all clean"
