@{tool}
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
ENV UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
@{copy}
RUN --mount=type=cache,target=/root/.cache/uv \
    uv venv --python /usr/local/bin/python3 /venv && uv pip install @{options}
