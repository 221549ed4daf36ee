#!/usr/bin/env bash
# packages.sh TOOL...: installs the Debian packages of those tools that are missing, without starting any service.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

present() {
    case $1 in
        # Debian's python3 has venv, but not the ensurepip that it needs.
        venv) outer_python -c 'import ensurepip, venv' 2>/dev/null ;;
        # Debian keeps the server's programs off the PATH, one directory a version.
        postgres) command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null ;;
        # podman's network programs are its own business.
        netavark | aardvark-dns) [ -x "/usr/lib/podman/$1" ] || [ -x "/usr/libexec/podman/$1" ] ;;
        # A library beside its program.
        faketime) compgen -G '/usr/lib/*/faketime/libfaketime.so.1' >/dev/null ;;
        # Sources and flags of the installed Nginx; its headers come with it.
        nginx-dev) [ -r /usr/share/nginx/src/conf_flags ] ;;
        # The C library's headers: a compiler alone builds nothing.
        gcc) command -v gcc >/dev/null && [ -r /usr/include/stdio.h ] ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

package_of() {
    case $1 in
        nginx) echo nginx-light ;;
        venv) echo python3-venv ;;
        postgres) echo postgresql ;;
        gcc) echo gcc libc6-dev ;;
        *) echo "$1" ;;
    esac
}

packages=()
for tool in "$@"; do
    # shellcheck disable=SC2207 # names of packages have no blanks
    present "$tool" || packages+=($(package_of "$tool"))
done
[ ${#packages[@]} -gt 0 ] || exit 0

command -v apt-get >/dev/null || die "install ${packages[*]}: there is no apt-get here; install them yourself"
if [ "$(id -u)" -ne 0 ]; then
    say "some programs are missing; install them with"
    echo "sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${packages[*]}" >&2
    exit 1
fi

# invoke-rc.d and deb-systemd-invoke ask this program whether a package may start its service; 101 is "no". One that
# is there already is the administrator's own.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
fi

say "installing ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
# dpkg's locks are waited for by apt-get itself; the locks on the lists and on the downloads are not.
LOCK_SECONDS=300
TRIES=3

# patiently COMMAND...: tries again while another apt holds a lock, for LOCK_SECONDS; its status when it fails otherwise.
patiently() {
    local errors status deadline=$((SECONDS + LOCK_SECONDS)) told=
    while true; do
        status=0
        { errors=$("$@" 2>&1 >&3) || status=$?; } 3>&1
        [ "$status" -ne 0 ] && [[ $errors == *apt/lists/lock* || $errors == *apt/archives/lock* ]] &&
            [ "$SECONDS" -lt "$deadline" ] || break
        [ -n "$told" ] || say "another apt is at work; waits for it, for $LOCK_SECONDS s at most"
        told=1
        sleep 2
    done
    [ -z "$errors" ] || printf '%s\n' "$errors" >&2
    return "$status"
}

install() {
    # Old lists may still name packages that can be had, so a failed update is not the end.
    patiently apt-get update --quiet || say "apt-get update failed; trying with the lists there are"
    patiently apt-get install --quiet --yes --no-install-recommends -o "DPkg::Lock::Timeout=$LOCK_SECONDS" "${packages[@]}"
}

for ((try = 1; ; try++)); do
    if install; then break; fi
    [ "$try" -lt "$TRIES" ] || die "install ${packages[*]}: apt-get failed $TRIES times, see above"
    say "apt-get failed (try $try of $TRIES); tries again in $((5 * try)) s"
    sleep $((5 * try))
done

# Installed for this project's own instances: the system's are not to start at the next boot either.
if [ -d /run/systemd/system ]; then
    for package in "${packages[@]}"; do
        case $package in
            nginx-light) systemctl disable --quiet nginx ;;
            postgresql | redis-server | rabbitmq-server | haproxy) systemctl disable --quiet "$package" ;;
        esac
    done
fi

for tool in "$@"; do
    present "$tool" || die "go on: '$tool' is still missing although its package is installed"
done
