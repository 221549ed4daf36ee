// The tag matrix: `docker buildx bake` builds every image; REGISTRY ends with a slash when it is set.
//
//     docker buildx bake                      every image of this machine's architecture
//     docker buildx bake single-py313-trixie  one of them

variable "REGISTRY" {
  default = ""
}

variable "VERSION" {
  default = "0.0.0"
}

variable "REVISION" {
  default = "unknown"
}

// "-amd64" where each architecture is built on a machine of its own and joined later.
variable "SUFFIX" {
  default = ""
}

variable "PYTHONS" {
  default = ["3.10", "3.11", "3.12", "3.13", "3.14"]
}

variable "RELEASES" {
  default = ["bookworm", "trixie"]
}

// What `latest`, and a tag without a Debian release, means.
variable "LATEST_PYTHON" {
  default = "3.13"
}

variable "LATEST_RELEASE" {
  default = "trixie"
}

group "default" {
  targets = ["proxy", "app", "single", "build"]
}

function "tags" {
  params = [image, python, release, variant]
  result = [for tag in compact([
    "py${python}-${release}",
    "${VERSION}-py${python}-${release}",
    release == LATEST_RELEASE ? "py${python}" : "",
    release == LATEST_RELEASE && python == LATEST_PYTHON ? VERSION : "",
    release == LATEST_RELEASE && python == LATEST_PYTHON ? "latest" : "",
  ]) : "${REGISTRY}${image}:${tag}${variant}${SUFFIX}"]
}

target "proxy" {
  name       = "proxy-${release}"
  matrix     = { release = RELEASES }
  dockerfile = "Dockerfile.proxy"
  target     = "proxy"
  args       = { DEBIAN_RELEASE = release, VERSION = VERSION, REVISION = REVISION }
  tags = [for tag in compact([release, "${VERSION}-${release}", release == LATEST_RELEASE ? VERSION : "",
    release == LATEST_RELEASE ? "latest" : ""]) : "${REGISTRY}django-bootstrap-proxy:${tag}${SUFFIX}"]
}

target "app" {
  name       = "app-py${replace(python, ".", "")}-${release}"
  matrix     = { python = PYTHONS, release = RELEASES }
  dockerfile = "Dockerfile.app"
  target     = "app"
  args       = { PYTHON_VERSION = python, DEBIAN_RELEASE = release, VERSION = VERSION, REVISION = REVISION }
  tags       = tags("django-bootstrap-app", python, release, "")
}

target "single" {
  name       = "single-py${replace(python, ".", "")}-${release}"
  matrix     = { python = PYTHONS, release = RELEASES }
  dockerfile = "Dockerfile.app"
  target     = "single"
  args       = { PYTHON_VERSION = python, DEBIAN_RELEASE = release, VERSION = VERSION, REVISION = REVISION }
  tags       = tags("django-bootstrap", python, release, "")
}

// One image for both: what it compiles runs on either.
target "build" {
  name       = "build-py${replace(python, ".", "")}-${release}"
  matrix     = { python = PYTHONS, release = RELEASES }
  dockerfile = "Dockerfile.app"
  target     = "build"
  args       = { PYTHON_VERSION = python, DEBIAN_RELEASE = release, VERSION = VERSION, REVISION = REVISION }
  tags = concat(
    tags("django-bootstrap", python, release, "-build"),
    tags("django-bootstrap-app", python, release, "-build"),
  )
}
