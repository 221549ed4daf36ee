# The Python environment: what builds it stays out of the image.
FROM @{base} AS environment
WORKDIR /app
@{packages}
@{install}

