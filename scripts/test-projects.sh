#!/usr/bin/env bash
# Real projects on the images, from public generators: `make test-projects`. Arguments are pytest's; `-m "not flow"` needs no images.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/containers/engine.sh"
source "$ROOT/scripts/requirements.sh"

cd "$ROOT"
bash scripts/venv.sh pytest "${PYTEST_REQUIREMENTS[@]}"

# The generators alone need the package index, and no container.
case " $* " in
    *" not flow "*) ;;
    *)
        need_engine
        bash scripts/images.sh
        has_image postgres:17 || engine pull --quiet postgres:17 2>/dev/null || bash scripts/containers/bases.sh postgres:17
        has_image redis:8 || engine pull --quiet redis:8 2>/dev/null || bash scripts/containers/bases.sh redis:8
        ;;
esac

say "bringing the projects"
python -m pytest Tests/python/projects -q "$@"
