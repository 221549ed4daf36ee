RUN pip install --no-cache-dir 'pipenv>=2024' && python3 -m venv /venv
ENV VIRTUAL_ENV=/venv PATH=/venv/bin:$PATH
@{copy}
RUN pipenv sync
