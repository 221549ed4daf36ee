# The images that Django projects are built on.
#
#     docker build --file Dockerfile.app --target app    --tag django-bootstrap-app .   a container of the pod shape: no Nginx
#     docker build --file Dockerfile.app --target single --tag django-bootstrap .       all in one container
#     docker build --file Dockerfile.app --target build  --tag django-bootstrap:build . a compiler and uv: the first stage of a project
#
# Python and Debian are build arguments; docker-bake.hcl has the matrix.

ARG SWIFT_VERSION=6.3
ARG PYTHON_VERSION=3.13
ARG DEBIAN_RELEASE=trixie

# The same stage as in Dockerfile.proxy, so that one build serves both. Built on the older Debian, the programs run on both.
FROM swift:${SWIFT_VERSION}-bookworm AS programs
WORKDIR /src
COPY Package.swift ./
COPY Sources Sources
# Package.swift names the tests' folders, but a change of a test must not rebuild the programs.
RUN for name in $(grep -oE '[A-Za-z]+Tests' Package.swift) TestSupport; do \
        mkdir -p "Tests/${name}" && touch "Tests/${name}/None.swift" || exit 1; \
    done \
    && swift build --configuration release --static-swift-stdlib \
    && mkdir /programs \
    && cp .build/release/proxy .build/release/app-runner .build/release/celery-runner /programs/ \
    && strip /programs/*

FROM python:${PYTHON_VERSION}-slim-${DEBIAN_RELEASE} AS app

# Fixed, so that volumes keep their owners. libpq5: what psycopg needs of PostgreSQL.
RUN groupadd --gid 107 django \
    && useradd --uid 104 --gid django --create-home django \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends libpq5 \
    && rm -rf /var/lib/apt/lists/* /var/log/* /var/cache/debconf/*-old

# Without it, what a worker printed last is lost when it dies.
ENV PYTHONUNBUFFERED=1

# Gunicorn is the only Python package: all others are the project's. It lies in a folder of its own, which is searched after
# the project's packages: what installs those neither removes nor changes it, and a Gunicorn of the project's is used in its
# place. pip compiles it to .pyc; without that a start takes three times as long.
COPY Sources/AppRunner/Gunicorn/requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --compile --target /usr/local/lib/django-bootstrap/gunicorn --requirement /tmp/requirements.txt \
    && rm -r /tmp/requirements.txt /usr/local/lib/django-bootstrap/gunicorn/bin
# For scripts that start `gunicorn` by themselves: the last in PATH.
COPY --chmod=755 Sources/AppRunner/Python/django_bootstrap/gunicorn_launcher.py /usr/local/lib/django-bootstrap/bin/gunicorn

# One file for both: app-runner is celery-runner too when it is called so.
COPY --from=programs /programs/app-runner /usr/local/bin/

# What Dockerfiles of the predecessor's users name, where they had it: two scripts, links to app-runner, and pip's settings.
# django-entrypoint.sh and celery-entrypoint.sh lie where a project's own replace them.
COPY --chmod=755 Sources/AppRunner/Predecessor/scripts/apt-get-install.sh Sources/AppRunner/Predecessor/scripts/apt-get-purge.sh /scripts/
RUN for name in su-exec tini dinit; do ln -s /usr/local/bin/app-runner "/usr/local/sbin/$name" || exit 1; done \
    && for name in django celery; do ln -s /usr/local/bin/app-runner "/scripts/$name-entrypoint.sh" || exit 1; done \
    && printf '[global]\nno-cache-dir = true\n' > /etc/pip.conf
ENV PATH=$PATH:/scripts:/usr/local/lib/django-bootstrap/bin

# The file says the shape where BOOTSTRAP_SHAPE is set to nothing, and that this is no host.
# 1777: any user that the container runs as can make its folders in /run, as in an empty tmpfs.
# The two folders are where volumes are mounted: a new volume takes the owner and mode of what it is mounted
# over. Group root: an arbitrary user id (OpenShift) comes with it.
RUN ln -s app-runner /usr/local/bin/celery-runner \
    && mkdir -p /app /usr/local/share/django-bootstrap \
    && echo pod > /usr/local/share/django-bootstrap/shape \
    && chmod 1777 /run \
    && install -d -m 775 -o django -g root /run/gunicorn /srv/static

ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="django-bootstrap app" \
    org.opencontainers.image.description="Gunicorn, Celery and migrations of a Django project; Nginx is in another container" \
    org.opencontainers.image.licenses="BSD-3-Clause" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}"

ENV BOOTSTRAP_SHAPE=pod
WORKDIR /app
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=3 CMD ["/usr/local/bin/app-runner", "health"]
# By its path, as above: PATH may begin with a folder of the project's user, and the engine searches it as root.
ENTRYPOINT ["/usr/local/bin/app-runner"]

# What a project's first stage compiles and installs with; its second one is `app` or `single` (docs/how-to/build-image.md).
# The same Python at the same path, so that a virtual environment can be copied from one to the other.
FROM app AS build

# Headers of PostgreSQL and MariaDB: psycopg[c], mysqlclient. git: requirements from repositories. gettext: compilemessages.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
        gcc g++ make libc6-dev pkg-config libpq-dev libmariadb-dev gettext git \
    && rm -rf /var/lib/apt/lists/* /var/log/* /var/cache/debconf/*-old

COPY Sources/AppRunner/Gunicorn/build-requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir --requirement /tmp/requirements.txt && rm /tmp/requirements.txt

# uv: the image's Python alone; files that are copied, for a link into a cache would not reach the next stage; .pyc files, without
# which a start takes three times as long.
ENV UV_PYTHON_DOWNLOADS=never UV_PYTHON_PREFERENCE=only-system UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
LABEL org.opencontainers.image.title="django-bootstrap build" \
    org.opencontainers.image.description="Compiles and installs a Django project's packages; not to be run as a server"
HEALTHCHECK NONE
ENTRYPOINT []
CMD ["bash"]

# Our Nginx module: Nginx refuses one that was built for another version, so the release is that of the image below.
FROM debian:${DEBIAN_RELEASE}-slim AS nginx-module
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends nginx-dev gcc libc6-dev make
COPY scripts/nginx-module.sh /src/scripts/
COPY Sources/Proxy/Module /src/Sources/Proxy/Module
RUN bash /src/scripts/nginx-module.sh /module && strip --strip-debug /module/*.so

FROM app AS single

RUN groupadd --gid 101 nginx \
    && useradd --uid 101 --gid nginx --groups django --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin nginx \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends nginx \
    && rm -rf /var/lib/apt/lists/* /var/log/* /var/cache/debconf/*-old /etc/nginx /usr/share/nginx/html

COPY --from=nginx-module /module/ngx_http_client_guard_module.so /usr/lib/nginx/modules/

# The default files at the paths where users replace them (an edited one is the user's). Debian's own are gone: a file
# below /etc/nginx counts.
RUN ln -s app-runner /usr/local/bin/proxy && mkdir -p /etc/nginx && proxy render --output /etc/nginx && rm -rf /run/nginx \
    && echo single > /usr/local/share/django-bootstrap/shape

# Also where BOOTSTRAP_RUN_DIR is moved, which otherwise means a host.
ENV BOOTSTRAP_SHAPE=single LISTEN_ADDRESS=all
LABEL org.opencontainers.image.title="django-bootstrap" \
    org.opencontainers.image.description="A Django project in one container: Nginx in front of Gunicorn, and Celery if asked"
