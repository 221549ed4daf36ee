FROM @{base}
WORKDIR /app
@{packages}
@{environment}
@{copy}
@{project}
ENV DJANGO_SETTINGS_MODULE=@{settings}
@{finish}
@{command}
