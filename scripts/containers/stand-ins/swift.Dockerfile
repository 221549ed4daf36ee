# What swift:X.Y-RELEASE has beside the toolchain, which comes in as a volume of the build (scripts/images.sh).
ARG DEBIAN_RELEASE
FROM debian:${DEBIAN_RELEASE}-slim
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends binutils gcc git libc6-dev libcurl4 libedit2 libncurses6 libsqlite3-0 \
        libstdc++-12-dev libxml2 libz3-4 zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
ARG TOOLCHAIN
ENV PATH=${TOOLCHAIN}/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
