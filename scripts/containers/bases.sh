#!/usr/bin/env bash
# Stand-ins for the public base images, under their names, on machines that reach Debian's packages but no registry.
#
# Not needed where images can be pulled. The Dockerfiles are the same in both cases: each stand-in is Debian with Debian's
# packages, behaves like the image that it stands for as far as our files use it, and is made only if it is missing.
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
source "$ROOT/scripts/containers/engine.sh"
source "$ROOT/scripts/progress.sh"

need_engine
STAND_INS=$ROOT/scripts/containers/stand-ins
CACHE=$CONTAINERS_DIR/bases
mkdir -p "$CACHE"

# An image of the smallest Debian: debian RELEASE.
debian() {
    local image=debian:$1-slim tar=$CACHE/$1.tar
    has_image "$image" && return
    bash "$ROOT/scripts/packages.sh" mmdebstrap
    if [ ! -s "$tar" ]; then
        # shellcheck disable=SC2016 # $1 is the hook's own: the root of the new system
        with_progress "making $image" "$ROOT/.run/images/debian-$1.log" mmdebstrap --format=tar --variant=minbase --include=ca-certificates \
            --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
            --dpkgopt='path-exclude=/usr/share/locale/*' \
            --customize-hook='cp "'"$STAND_INS"'/docker-clean" "$1/etc/apt/apt.conf.d/" && rm -rf "$1/var/lib/apt/lists/"* "$1/var/cache/apt/"*' \
            "$1" "$tar.new"
        mv "$tar.new" "$tar"
    fi
    # Without PATH, `podman kube play` finds no commands.
    engine import --quiet -c 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' -c 'CMD ["bash"]' \
        "$tar" "$image" >/dev/null
    rm -f "$tar"
}

# stand_in IMAGE NAME RELEASE: built from stand-ins/NAME.Dockerfile on Debian RELEASE.
stand_in() {
    has_image "$1" && return
    debian "$3"
    with_progress "making $1" "$ROOT/.run/images/${1//[\/:]/-}.log" \
        engine build --format docker --network host --build-arg "DEBIAN_RELEASE=$3" --tag "$1" \
        "${@:4}" --file "$STAND_INS/$2.Dockerfile" "$STAND_INS"
}

for wanted in "$@"; do
    case $wanted in
        debian:*-slim) release=${wanted#debian:} && debian "${release%-slim}" ;;
        python:*-slim-*) stand_in "$wanted" python "${wanted##*-slim-}" ;;
        swift:*-*) stand_in "$wanted" swift "${wanted##*-}" --build-arg "TOOLCHAIN=$(toolchain_root)" ;;
        postgres:* | redis:* | rabbitmq:*) stand_in "$wanted" "${wanted%%:*}" trixie ;;
        *) die "make $wanted: there is no stand-in for it" ;;
    esac
done
