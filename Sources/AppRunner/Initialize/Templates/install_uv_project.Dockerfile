RUN --mount=type=cache,target=/root/.cache/uv uv sync --python /usr/local/bin/python3 --locked --no-dev@{options}
