# The Python environment: what builds it stays in this stage.
# /venv, not /app/.venv: nothing that is copied or mounted over /app can hide it.
FROM @{base} AS environment
WORKDIR /app
@{packages}
@{install}

