# Sourced: the environment in which `make run` serves the example. What is set already wins.
# shellcheck shell=bash
state=$ROOT/.run
user=$(id -un 2>/dev/null || id -u)

# A Unix socket's path has room for 107 bytes (unix(7)), and gunicorn/gunicorn.sock comes below this directory.
run_directory=$state/run
if [ "$(printf %s "$run_directory" | wc -c)" -gt 70 ]; then
    # One for each clone, so that two do not take each other's socket.
    run_directory=${XDG_RUNTIME_DIR:-/tmp}/django-bootstrap-$(id -u)-$(printf %s "$ROOT" | cksum | cut -d ' ' -f 1)
fi

export BOOTSTRAP_SHAPE=${BOOTSTRAP_SHAPE:-single}
export BOOTSTRAP_APP_DIR=${BOOTSTRAP_APP_DIR:-$state/app}
export BOOTSTRAP_RUN_DIR=${BOOTSTRAP_RUN_DIR:-$run_directory}
export BOOTSTRAP_CONFIG_DIR=${BOOTSTRAP_CONFIG_DIR:-$state/etc}
export BOOTSTRAP_USER=${BOOTSTRAP_USER:-$user}
export NGINX_USER=${NGINX_USER:-$user}

# The example's own. It makes its database and its secret key in STATE_DIR unless DATABASE_URL and SECRET_KEY are set.
export DJANGO_SETTINGS_MODULE=${DJANGO_SETTINGS_MODULE:-mysite.settings}
export CELERY_APP=${CELERY_APP:-mysite}
export STATE_DIR=${STATE_DIR:-$state/state}
export STATIC_ROOT=${STATIC_ROOT:-$BOOTSTRAP_APP_DIR/static}
export MEDIA_ROOT=${MEDIA_ROOT:-$BOOTSTRAP_APP_DIR/media}
# Without the colon: an empty value is the user's way to turn it off.
export RUN_COLLECTSTATIC=${RUN_COLLECTSTATIC-1}

make_state_directories() {
    mkdir -p "$BOOTSTRAP_APP_DIR" "$BOOTSTRAP_CONFIG_DIR" "$STATE_DIR" "$STATIC_ROOT" "$MEDIA_ROOT" \
        "$(dirname -- "$BOOTSTRAP_RUN_DIR")"
    [ -d "$BOOTSTRAP_RUN_DIR" ] || mkdir -m 700 "$BOOTSTRAP_RUN_DIR"
    # Every user can write to /tmp: another one may have made the folder first.
    [ -O "$BOOTSTRAP_RUN_DIR" ] || die "use $BOOTSTRAP_RUN_DIR: it belongs to another user; set BOOTSTRAP_RUN_DIR"
}
