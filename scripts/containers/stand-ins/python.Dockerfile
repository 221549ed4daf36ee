# Python as python:X.Y-slim-RELEASE has it: `python`, `python3` and `pip` in /usr/local, with nothing of Debian's packages
# beside them. /usr/local is a virtual environment, which is how Debian's Python keeps out of the way. The headers are there too,
# without the compiler that Debian's package of them brings.
ARG DEBIAN_RELEASE
FROM debian:${DEBIAN_RELEASE}-slim
WORKDIR /tmp
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3 python3-venv \
    && python3 -m venv /usr/local \
    && apt-get download "lib$(readlink /usr/bin/python3)-dev" \
    && dpkg-deb --extract lib*-dev_*.deb headers \
    && cp -R headers/usr/include/. /usr/include/ \
    && rm -rf /tmp/* \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /
ENV LANG=C.UTF-8
CMD ["python3"]
