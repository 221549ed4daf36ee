@{tool}
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
ENV UV_PROJECT_ENVIRONMENT=/venv UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
@{copy}
RUN --mount=type=cache,target=/root/.cache/uv uv sync --python /usr/local/bin/python3 --locked --no-dev@{options}
