FROM @{base}
WORKDIR /app
@{packages}
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
COPY --from=environment /venv /venv
@{copy}
ENV DJANGO_SETTINGS_MODULE=@{settings}
@{finish}
@{command}
