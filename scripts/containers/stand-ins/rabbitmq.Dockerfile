# RabbitMQ as rabbitmq:X has it: RABBITMQ_DEFAULT_USER and RABBITMQ_DEFAULT_PASS.
ARG DEBIAN_RELEASE
FROM debian:${DEBIAN_RELEASE}-slim
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends rabbitmq-server && rm -rf /var/lib/apt/lists/* \
    && usermod --uid 999 rabbitmq && chown -R rabbitmq /var/lib/rabbitmq /var/log/rabbitmq
COPY --chmod=755 rabbitmq-entrypoint.sh /usr/local/bin/docker-entrypoint.sh
USER 999
EXPOSE 5672
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["rabbitmq-server"]
