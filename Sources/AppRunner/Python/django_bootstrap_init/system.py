"""Debian packages that Python packages need: to be built, and to run. Wheels bring the rest themselves."""

from __future__ import annotations

from .facts import Packages

COMPILER = ["build-essential"]
# name -> (to build, to run); a package with wheels for every platform is not here.
NEEDS: dict[str, tuple[list[str], list[str]]] = {
    "psycopg2": ([*COMPILER, "libpq-dev"], []),  # libpq5 is in the image
    "psycopg-c": ([*COMPILER, "libpq-dev"], []),
    "mysqlclient": ([*COMPILER, "default-libmysqlclient-dev", "pkg-config"], ["libmariadb3"]),
    "pycairo": ([*COMPILER, "libcairo2-dev", "pkg-config"], ["libcairo2"]),
    "pycurl": ([*COMPILER, "libcurl4-openssl-dev", "libssl-dev"], ["libcurl4"]),
    "python-ldap": ([*COMPILER, "libldap-dev", "libsasl2-dev"], ["libldap-2.5-0|libldap2", "libsasl2-2"]),
    "django-auth-ldap": ([*COMPILER, "libldap-dev", "libsasl2-dev"], ["libldap-2.5-0|libldap2", "libsasl2-2"]),
    "xmlsec": ([*COMPILER, "libxmlsec1-dev", "pkg-config"], ["libxmlsec1-openssl"]),
    "pylibmc": ([*COMPILER, "libmemcached-dev", "zlib1g-dev"], ["libmemcached11", "libmemcachedutil2"]),
    "uwsgi": (COMPILER, []),
    "python-snappy": ([], []),
    "weasyprint": ([], ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]),
    "cairosvg": ([], ["libcairo2"]),
    "python-magic": ([], ["libmagic1"]),
    "pyodbc": ([], ["unixodbc"]),
    "pdf2image": ([], ["poppler-utils"]),
    "pytesseract": ([], ["tesseract-ocr"]),
    "pydub": ([], ["ffmpeg"]),
    "ffmpeg-python": ([], ["ffmpeg"]),
    "graphviz": ([], ["graphviz"]),
    "pyzbar": ([], ["libzbar0"]),
}


def system_packages(packages: Packages, installed_apps: list[str], engine: str) -> tuple[list[str], list[str]]:
    """Debian packages to build the environment and to run the project, each sorted."""
    build: set[str] = set()
    run: set[str] = set()
    names = set(packages.names)
    if packages.has_extra("psycopg", "c"):
        names.add("psycopg-c")
    for name in names:
        to_build, to_run = NEEDS.get(name, ([], []))
        build.update(to_build)
        run.update(package.split("|")[-1] for package in to_run)
    if packages.git:
        build.add("git")
    if "django.contrib.gis" in installed_apps or engine in ("postgis", "spatialite"):
        run.update(["gdal-bin", "libproj25"] + (["libsqlite3-mod-spatialite"] if engine == "spatialite" else []))
    return sorted(build), sorted(run)
