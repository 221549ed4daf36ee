RUN pip install --no-cache-dir 'poetry>=2,<3' && python3 -m venv /venv
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
@{copy}
RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-interaction --compile --only @{groups}@{options}
@{project}
