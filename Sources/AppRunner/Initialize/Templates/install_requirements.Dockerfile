@{tool}
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH@{uv}
@{copy}
RUN --mount=type=cache,target=/root/.cache/uv \
    uv venv --python /usr/local/bin/python3 /venv && uv pip install @{options}
