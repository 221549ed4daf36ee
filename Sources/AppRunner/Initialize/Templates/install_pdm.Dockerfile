RUN pip install --no-cache-dir 'pdm[locked]>=2,<3' && python3 -m venv /venv
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
@{copy}
RUN --mount=type=cache,target=/root/.cache/pdm pdm install --frozen-lockfile --prod@{options}
@{project}
