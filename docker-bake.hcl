// Every image and tag: `docker buildx bake` builds them all, `docker buildx bake single-py3_13-trixie` one.

variable "PREFIX" {
  // For example "registry.example.com/team/"; empty for local images.
  default = ""
}

variable "VERSION" {
  default = "0.0.0"
}

variable "REVISION" {
  default = "unknown"
}

variable "PLATFORMS" {
  default = ""
}

// The newest Python and Debian are what a tag without them means.
variable "NEWEST_PYTHON" {
  default = "3.13"
}

variable "NEWEST_DEBIAN" {
  default = "trixie"
}

function "tags" {
  params = [image, python, debian]
  result = concat(
    ["${PREFIX}${image}:py${python}-${debian}", "${PREFIX}${image}:${VERSION}-py${python}-${debian}"],
    debian == NEWEST_DEBIAN ? ["${PREFIX}${image}:py${python}", "${PREFIX}${image}:${VERSION}-py${python}"] : [],
    debian == NEWEST_DEBIAN && python == NEWEST_PYTHON ? ["${PREFIX}${image}:latest", "${PREFIX}${image}:${VERSION}"] : [],
  )
}

group "default" {
  targets = ["proxy", "app", "single"]
}

target "common" {
  args = {
    VERSION  = VERSION
    REVISION = REVISION
  }
  platforms = PLATFORMS == "" ? [] : split(",", PLATFORMS)
}

target "proxy" {
  inherits   = ["common"]
  name       = "proxy-${debian}"
  dockerfile = "Dockerfile.proxy"
  target     = "proxy"
  matrix = {
    debian = ["bookworm", "trixie"]
  }
  args = {
    DEBIAN_RELEASE = debian
  }
  tags = concat(
    ["${PREFIX}django-bootstrap-proxy:${debian}", "${PREFIX}django-bootstrap-proxy:${VERSION}-${debian}"],
    debian == NEWEST_DEBIAN ? ["${PREFIX}django-bootstrap-proxy:latest", "${PREFIX}django-bootstrap-proxy:${VERSION}"] : [],
  )
}

target "app" {
  inherits   = ["common"]
  name       = "app-py${replace(python, ".", "_")}-${debian}"
  dockerfile = "Dockerfile.app"
  target     = "app"
  matrix = {
    python = ["3.10", "3.11", "3.12", "3.13", "3.14"]
    debian = ["bookworm", "trixie"]
  }
  args = {
    PYTHON_VERSION = python
    DEBIAN_RELEASE = debian
  }
  tags = tags("django-bootstrap-app", python, debian)
}

target "single" {
  inherits   = ["common"]
  name       = "single-py${replace(python, ".", "_")}-${debian}"
  dockerfile = "Dockerfile.app"
  target     = "single"
  matrix = {
    python = ["3.10", "3.11", "3.12", "3.13", "3.14"]
    debian = ["bookworm", "trixie"]
  }
  args = {
    PYTHON_VERSION = python
    DEBIAN_RELEASE = debian
  }
  tags = tags("django-bootstrap", python, debian)
}
