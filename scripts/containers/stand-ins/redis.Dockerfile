# Redis as redis:X has it: every client may connect, data in /data, and the command is the server's.
ARG DEBIAN_RELEASE
FROM debian:${DEBIAN_RELEASE}-slim
RUN groupadd --gid 999 redis && useradd --uid 999 --gid redis redis \
    && apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends redis-server && rm -rf /var/lib/apt/lists/* \
    && mkdir /data && chown redis:redis /data
USER 999:999
WORKDIR /data
EXPOSE 6379
ENTRYPOINT ["redis-server", "--protected-mode", "no", "--bind", "*"]
CMD ["--dir", "/data"]
