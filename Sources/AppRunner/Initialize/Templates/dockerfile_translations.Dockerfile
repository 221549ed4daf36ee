# The catalogues that gettext compiles.
FROM @{base} AS translations
WORKDIR /app
RUN apt-get-install.sh gettext
@{copy}
RUN find . -name '*.po' -path '*/LC_MESSAGES/*' -exec sh -ec 'for po; do msgfmt --output-file="${po%.po}.mo" "$po"; done' _ {} +

