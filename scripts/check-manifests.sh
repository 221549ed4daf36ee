#!/usr/bin/env bash
# Reads manifests, compose files, workflows, Dockerfiles and Nginx files without running any: `make check-manifests`.
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

# An environment of its own: checkov pins much.
VENV=$ROOT/.venv-manifests
export PATH=$VENV/bin:$OUTER_PATH
BOOTSTRAP_VENV=$VENV bash "$ROOT/scripts/venv.sh" manifests -r "$ROOT/Tests/requirements-manifests.txt"
command -v kubectl >/dev/null || die "render the manifests: there is no 'kubectl' here; install it first"
cd "$ROOT"

rendered=$ROOT/.run/manifests
rm -rf "$rendered"
mkdir -p "$rendered/with"

# render NAME FOLDER
render() {
    kubectl kustomize "$2" >"$rendered/$1.yaml" || die "render $2: kubectl says why above"
}

say "rendering"
render single k8s/single
for overlay in k8s/overlays/*; do render "$(basename "$overlay")" "$overlay"; done
# Components are rendered as users write them: an overlay that names them.
for component in k8s/components/*; do
    name=$(basename "$component")
    mkdir -p "$rendered/with/$name"
    printf 'resources: [../../../../k8s/overlays/production]\ncomponents: [../../../../%s]\n' "$component" \
        >"$rendered/with/$name/kustomization.yaml"
    render "$name" "$rendered/with/$name"
done

# A container that is new in the base must not be forgotten in the component.
if grep -nE 'runAsUser|runAsGroup|fsGroup|supplementalGroups' "$rendered/openshift.yaml"; then
    die "accept k8s/components/openshift: it leaves the ids above, and OpenShift assigns its own"
fi
# What `app-runner init` writes: the snapshots of its tests.
for folder in Tests/python/unit/init/golden/*; do render "init-$(basename "$folder")" "$folder/k8s"; done
say "kubernetes-validate"
for file in "$rendered"/*.yaml; do
    # KEDA's kind is not Kubernetes' own.
    awk 'BEGIN { RS = "---\n"; ORS = "---\n" } !/kind: ScaledObject/' "$file" >"$file.own"
    kubernetes-validate --strict --quiet "$file.own" || die "accept $(basename "$file"): see above"
    rm "$file.own"
done
say "checkov"
checkov --skip-download --quiet --compact --config-file .checkov.yaml --framework kubernetes dockerfile \
    -f "$rendered"/*.yaml Dockerfile.app Dockerfile.proxy
say "hadolint"
hadolint Dockerfile.app Dockerfile.proxy examples/mysite/Dockerfile scripts/containers/stand-ins/*.Dockerfile Tests/python/unit/init/golden/*/Dockerfile.golden
say "compose files, workflows"
check-jsonschema --builtin-schema vendor.compose-spec compose*.yaml Tests/python/unit/init/golden/*/compose.yaml
check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
zizmor --offline --quiet --no-progress --min-severity medium .github/workflows
say "gixy"
proxy=$ROOT/.build/debug/proxy
[ -x "$proxy" ] || die "render the Nginx files: build first, with 'make check'"
# render_nginx NAME VARIABLE...
render_nginx() {
    env NGINX_USER="$(id -un)" BOOTSTRAP_USER="$(id -un)" BOOTSTRAP_RUN_DIR="$rendered/run" BOOTSTRAP_CONFIG_DIR="$rendered/none" \
        "${@:2}" "$proxy" render --output "$rendered/$1"
    # Python's regular expressions, gixy's too, know no possessive quantifiers before 3.11; a plain one matches the same here.
    find "$rendered/$1" -type f -exec sed -i -E 's/([*+])\+/\1/g' {} +
    # host_spoofing: Host is passed on as it came, for Django checks it (ALLOWED_HOSTS). try_files_is_evil_too: without
    # open_file_cache a file that was just published is seen at once.
    gixy --level --skips host_spoofing,try_files_is_evil_too "$rendered/$1/nginx.conf"
}
render_nginx nginx
render_nginx nginx-behind-proxies TRUSTED_PROXIES="192.0.2.7 2001:db8::/32 private"
say "manifests are clean"
