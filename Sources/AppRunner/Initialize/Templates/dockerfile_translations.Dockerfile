# Compiles the translations.
FROM @{base}-build AS translations
WORKDIR /app
@{copy}
RUN find . -name '*.po' -path '*/LC_MESSAGES/*' -exec sh -ec 'for po; do msgfmt --output-file="${po%.po}.mo" "$po"; done' _ {} +

