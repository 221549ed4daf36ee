#!/usr/bin/env bash
# Builds the images for the two ends of the matrix, and the example's on them: `make images`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source "$ROOT/scripts/containers/engine.sh"
source "$ROOT/scripts/progress.sh"

need_engine
VERSION=$(sed -n 's/.*suiteVersion = "\(.*\)"/\1/p' "$ROOT/Sources/Shared/Runner/Version.swift")
REVISION=$(git -C "$ROOT" rev-parse --short HEAD 2>/dev/null || echo unknown)

# Elsewhere none of these is needed. Here: the host's certificates for pip; and for the Swift stand-in, the toolchain and
# the place that git reads packages from.
volumes=(--volume /etc/ssl/certs/ca-certificates.crt:/etc/ssl/certs/ca-certificates.crt:ro)
swift_volumes=()

bases() {
    local image missing=()
    for image in "$@"; do
        has_image "$image" && continue
        say "pulling $image"
        engine pull --quiet "$image" >/dev/null 2>&1 || missing+=("$image")
    done
    if [ ${#missing[@]} -gt 0 ]; then bash "$ROOT/scripts/containers/bases.sh" "${missing[@]}"; fi
}

# When the Swift image is a stand-in, it has no toolchain.
find_toolchain() {
    engine run --rm --entrypoint "" swift:6.3-bookworm sh -c 'command -v swift' >/dev/null 2>&1 && return
    local toolchain packages
    toolchain=$(toolchain_root)
    swift_volumes=(--volume "$toolchain:$toolchain:ro")
    packages=$(git config --get-regexp '^url\..*\.insteadof$' | sed -n 's/^url\.\(.*\)\.insteadof .*/\1/p' | head -n 1)
    if [ -n "$packages" ]; then
        swift_volumes+=(--volume "$packages:$packages:ro" --volume /etc/gitconfig:/etc/gitconfig:ro)
    fi
}

# build TAG ARGUMENT...: each has a log of its own below .run/images.
build() {
    local tag=$1
    shift
    # --format docker: OCI's own has no HEALTHCHECK.
    with_progress "building $tag" "$ROOT/.run/images/${tag//[\/:]/-}.log" \
        engine build --format docker --layers --network host "${volumes[@]}" --tag "$tag" "$@"
}

# build_ours TAG FILE TARGET ARGUMENT...
build_ours() {
    build "$1" "${@:4}" --build-arg "VERSION=$VERSION" --build-arg "REVISION=$REVISION" --file "$ROOT/$2" --target "$3" "$ROOT"
}

# build_project TAG BASE FOLDER: a project's own Dockerfile, on the base of our choice.
build_project() {
    build "$1" --build-arg "BASE=$2" --file "$3/Dockerfile" "$3"
}

megabytes() { echo $((($(engine image inspect --format '{{.Size}}' "$1") + 500000) / 1000000)); }

# show IMAGE BASE: a line of the table.
show() {
    size=$(megabytes "$1") base=$(megabytes "$2")
    printf '%-34s %4d MB   %-28s %4d MB   added %3d MB\n' "$1" "$size" "$2" "$base" $((size - base))
}

# report IMAGE BASE: the same for an image that is run, and stays small.
LIMIT_MB=40
report() {
    local size base
    show "$@"
    [ $((size - base)) -le $LIMIT_MB ] || die "accept $1: it adds more than $LIMIT_MB MB to its base"
}

say "base images"
bases swift:6.3-bookworm debian:bookworm-slim debian:trixie-slim python:3.11-slim-bookworm python:3.13-slim-trixie
find_toolchain

build_ours django-bootstrap-programs Dockerfile.app programs "${swift_volumes[@]}"
for pair in 3.11:bookworm 3.13:trixie; do
    python=${pair%%:*} release=${pair##*:}
    arguments=(--build-arg "PYTHON_VERSION=$python" --build-arg "DEBIAN_RELEASE=$release" "${swift_volumes[@]}")
    build_ours "django-bootstrap-proxy:$release" Dockerfile.proxy proxy "${arguments[@]}"
    build_ours "django-bootstrap-app:py$python" Dockerfile.app app "${arguments[@]}"
    build_ours "django-bootstrap:py$python" Dockerfile.app single "${arguments[@]}"
    build_ours "django-bootstrap:py$python-build" Dockerfile.app build "${arguments[@]}"
    engine tag "django-bootstrap:py$python-build" "django-bootstrap-app:py$python-build"
    build_project "django-bootstrap-example:single-py$python" "django-bootstrap:py$python" "$ROOT/examples/mysite"
    build_project "django-bootstrap-example:pod-py$python" "django-bootstrap-app:py$python" "$ROOT/examples/mysite"
done
# The newest is the one without a version.
engine tag django-bootstrap-proxy:trixie django-bootstrap-proxy:latest
engine tag django-bootstrap-app:py3.13 django-bootstrap-app:latest
engine tag django-bootstrap:py3.13 django-bootstrap:latest
engine tag django-bootstrap-example:single-py3.13 django-bootstrap-example:single
engine tag django-bootstrap-example:pod-py3.13 django-bootstrap-example:pod
build django-bootstrap-predecessor:test --file "$ROOT/Tests/python/containers/predecessor/Dockerfile" "$ROOT/Tests/python/containers/predecessor"

say "sizes, without compression"
for pair in 3.11:bookworm 3.13:trixie; do
    python=${pair%%:*} release=${pair##*:}
    report "django-bootstrap-proxy:$release" "debian:$release-slim"
    report "django-bootstrap-app:py$python" "python:$python-slim-$release"
    report "django-bootstrap:py$python" "python:$python-slim-$release"
    # No part of what runs: it may be as large as compilers are.
    show "django-bootstrap:py$python-build" "python:$python-slim-$release"
done
