@{tool}
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH UV_PROJECT_ENVIRONMENT=/venv@{uv}
@{copy}
RUN --mount=type=cache,target=/root/.cache/uv uv sync --python /usr/local/bin/python3 --locked --no-dev@{options}
