# Builds the front end.
FROM node:@{node}-slim AS assets
@{corepack}
WORKDIR @{folder}
COPY @{manifests} ./
RUN --mount=type=cache,target=@{cache} @{install}
COPY . /app
RUN @{build}

