# Sourced: the container engine of the build and the tests, as `engine`.
# shellcheck shell=bash
#
# podman, for it needs no service. Its settings are this project's own, in .run/containers, so that they work where a
# container engine has few rights: crun needs CAP_SYS_RESOURCE to raise limits and cgroups v2, runc needs neither.

CONTAINERS_DIR=$ROOT/.run/containers

need_engine() {
    bash "$ROOT/scripts/packages.sh" podman buildah runc netavark aardvark-dns iptables catatonit
    mkdir -p "$CONTAINERS_DIR"
    cat >"$CONTAINERS_DIR/containers.conf" <<CONF
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=1000:1000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF
    export CONTAINERS_CONF=$CONTAINERS_DIR/containers.conf
    engine info >/dev/null || die "use podman: 'podman info' fails, see above"
}

engine() { podman "$@"; }

has_image() { engine image exists "$1"; }

# The root of this machine's Swift toolchain, two folders above the program.
toolchain_root() {
    need_swift
    cd -- "$(dirname -- "$(readlink -f "$(command -v swift)")")/../.." && pwd -P
}
