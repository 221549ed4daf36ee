# Python as python:X.Y-slim-RELEASE has it: `python`, `python3` and `pip` in /usr/local, with nothing of Debian's packages
# beside them. /usr/local is a virtual environment, which is how Debian's Python keeps out of the way.
ARG DEBIAN_RELEASE
FROM debian:${DEBIAN_RELEASE}-slim
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends python3 python3-venv \
    && python3 -m venv /usr/local \
    && rm -rf /var/lib/apt/lists/*
ENV LANG=C.UTF-8
CMD ["python3"]
