"""The site file: what the settings say of static files and uploads, each value judged before it is written."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path

import pytest
from testkit.bootstrap import Project

KEYS = [
    "version", "settings", "wsgi_application", "asgi_application", "static_url", "static_root", "static_missing",
    "script_name", "media_url", "media_root", "site_root", "immutable",
]  # fmt: skip
MANIFEST_STORAGE = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
BUCKET = """
from django.core.files.storage import Storage
class Bucket(Storage):
    def url(self, name):
        return name
"""
WHITENOISE = """
class WhiteNoiseMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
    def __call__(self, request):
        return self.get_response(request)
"""
OWN_MIDDLEWARE = "from whitenoise.middleware import WhiteNoiseMiddleware\nclass Ours(WhiteNoiseMiddleware):\n    pass\n"


class Site:
    """A project whose site file is written by the helper."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.path = project.run_directory / "gunicorn" / "site"
        self.write = project.write
        self.configure = project.configure

    @property
    def folder(self) -> Path:
        return self.project.directory

    def run(self, *flags: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
        return self.project.bootstrap("--site", str(self.path), "--app", str(self.folder), *flags, **environment)

    def ask(self, settings: str = "", *flags: str, **environment: str | None) -> dict[str, str]:
        """What is in the file for these settings; nothing may be said."""
        values, said = self.say(settings, *flags, **environment)
        assert said == []
        return values

    def say(self, settings: str = "", *flags: str, **environment: str | None) -> tuple[dict[str, str], list[str]]:
        self.configure(settings)
        result = self.run(*flags, **environment)
        assert result.returncode == 0, result.stderr
        return self.values(), result.stderr.splitlines()

    def values(self) -> dict[str, str]:
        pairs = [line.split("=", 1) for line in self.path.read_text().splitlines()]
        assert [key for key, _ in pairs] == KEYS
        return dict(pairs)

    @property
    def immutable(self) -> list[str]:
        return Path(f"{self.path}.immutable").read_text().splitlines()


@pytest.fixture
def site(project: Project) -> Site:
    return Site(project)


def storages(**backends: str) -> str:
    """STORAGES with these backends."""
    whole = {
        "default": "django.core.files.storage.FileSystemStorage",
        "staticfiles": "django.contrib.staticfiles.storage.StaticFilesStorage",
        **backends,
    }
    return f"STORAGES = { ({alias: {'BACKEND': backend} for alias, backend in whole.items()})!r}\n"


# --- the file ---


def test_the_settings_of_a_usual_project(site: Site) -> None:
    assert site.ask("WSGI_APPLICATION = 'mysite.wsgi.application'\nMEDIA_URL, MEDIA_ROOT = '/media/', 'media'\n") == {
        "version": "1",
        "settings": "mysite.settings",
        "wsgi_application": "mysite.wsgi.application",
        "asgi_application": "",
        "static_url": "/static/",
        "static_root": str(site.folder / "collected"),  # relative: to the working directory
        "static_missing": "not-found",
        "script_name": "",
        "media_url": "/media/",
        "media_root": str(site.folder / "media"),
        "site_root": "",
        "immutable": "0",
    }
    assert site.immutable == []
    assert {path.name for path in site.path.parent.iterdir()} == {"site", "site.immutable"}
    for path in site.path.parent.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_project_that_says_nothing(site: Site) -> None:
    values = site.ask("STATIC_URL = STATIC_ROOT = None\nINSTALLED_APPS = []\n")
    assert values == dict.fromkeys(KEYS, "") | {
        "version": "1", "settings": "mysite.settings", "static_missing": "application", "immutable": "0",
    }  # fmt: skip


def test_a_strict_umask(site: Site) -> None:
    site.configure("import os\nos.umask(0o077)\n")
    assert site.run().returncode == 0
    assert stat.S_IMODE(site.path.stat().st_mode) == 0o644


def test_a_new_file_takes_the_place_of_the_old_one(site: Site) -> None:
    site.path.write_text("version=1\nsettings=old\n")
    with open(site.path) as reader:  # one that has opened the old file reads it to its end
        assert site.ask()["settings"] == "mysite.settings"
        assert reader.read() == "version=1\nsettings=old\n"


def test_a_link_in_its_place_is_replaced_not_followed(site: Site, tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("mine")
    site.path.symlink_to(tmp_path / "victim")
    site.ask()
    assert (tmp_path / "victim").read_text() == "mine" and not site.path.is_symlink()


@pytest.mark.parametrize("settings", ["import no_such_thing", "INSTALLED_APPS = ['no_such_app']"])
def test_a_failure_writes_nothing(site: Site, settings: str) -> None:
    site.path.write_text("old\n")
    site.configure(settings)
    result = site.run("--collectstatic")
    assert result.returncode == 78, result.stderr
    assert site.path.read_text() == "old\n" and os.listdir(site.path.parent) == ["site"]


def test_a_folder_that_is_not_there(site: Site) -> None:
    site.path.parent.rmdir()
    result = site.run()
    assert result.returncode == 78
    assert result.stderr == f"bootstrap: cannot write {site.path}: No such file or directory\n"


def test_without_settings(site: Site) -> None:
    result = site.run(DJANGO_SETTINGS_MODULE=None)
    assert result.returncode == 78 and not site.path.exists()


def test_the_settings_alone_are_enough(site: Site) -> None:
    """No `django.setup()`, whose apps may take long, and argv as Gunicorn's own settings see it."""
    site.project.add_app("shop", models="raise SystemExit('models were imported')\n")
    settings = "import sys\nassert sys.argv == ['gunicorn', '-w', '2', 'a:b'], sys.argv\nSTATIC_URL = 'static/'\n"
    assert site.ask(settings, "--", "-w", "2", "a:b")["static_url"] == "/static/"


def test_what_needs_the_apps_gets_them(site: Site) -> None:
    site.write("mysite/storage.py", "from django.contrib.auth.models import User\n" + BUCKET)
    assert site.ask(storages(default="mysite.storage.Bucket") + "MEDIA_ROOT = 'media'\n")["media_root"] == ""


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("'mysite.wsgi.application'", "mysite.wsgi.application"),
        ("'wsgi'", ""),
        ("'mysite.wsgi:application'", ""),
        ("'a.b\\nversion=2'", ""),
        ("'a.b; import os'", ""),
        ("42", ""),
        ("None", ""),
    ],
)
def test_applications(site: Site, setting: str, value: str) -> None:
    values = site.ask(f"WSGI_APPLICATION = {setting}\nASGI_APPLICATION = {setting}\n")
    assert (values["wsgi_application"], values["asgi_application"]) == (value, value)


# --- URLs ---


@pytest.mark.parametrize(
    ("url", "prefix", "path"),
    [
        ("static/", None, "/static/"),
        ("/assets/", None, "/assets/"),
        ("/assets", None, "/assets/"),  # as Django's storages complete it
        ("static/", "/shop", "/shop/static/"),
        ("static/", "/shop/", "/shop/static/"),
        ("/static/", "/shop", "/static/"),
        ("https://cdn.example.com/static/", "/shop", "none"),
        ("//cdn.example.com/static/", None, "none"),
        ("", "/shop", ""),
        (None, None, ""),
    ],
)
def test_urls(site: Site, url: str | None, prefix: str | None, path: str) -> None:
    values = site.ask(f"STATIC_URL = {url!r}\nFORCE_SCRIPT_NAME = {prefix!r}\n")
    assert (values["static_url"], values["media_url"]) == (path, "")
    media = site.ask(f"STATIC_URL = '/other/'\nMEDIA_URL = {url or ''!r}\nFORCE_SCRIPT_NAME = {prefix!r}\n")
    assert (media["static_url"], media["media_url"]) == ("/other/", path)


def test_a_url_as_django_makes_it(site: Site) -> None:
    """The prefix is added here without `django.setup()`: the result is Django's own."""
    path = site.ask("STATIC_URL, FORCE_SCRIPT_NAME = 'static/', '/shop'\n")["static_url"]
    assert site.project.python("from django.conf import settings\nprint(settings.STATIC_URL)") == path


@pytest.mark.parametrize("name", ["STATIC_URL", "MEDIA_URL"])
@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/", "every address"),
        ("static/?v=1/", "'?'"),
        ("/a/../b/", "begins with a dot"),
        ("/a\nversion=2/", "control character"),
        ("/a'; }/", "space"),
        ("/$uri/", "'$'"),
        ("/%24uri/", "'$'"),
    ],
)
def test_a_url_that_is_refused(site: Site, name: str, url: str, reason: str) -> None:
    values, said = site.say(f"STATIC_URL = None\n{name} = {url!r}\n")
    assert values[name.lower()] == ""
    (line,) = said
    assert line.startswith(f"bootstrap: warning: cannot serve {name} ") and reason in line and "; set it to" in line


def test_the_same_url_twice(site: Site) -> None:
    values, said = site.say("MEDIA_URL = STATIC_URL\n")
    assert (values["static_url"], values["media_url"]) == ("/static/", "")
    assert len(said) == 1 and "STATIC_URL is the same" in said[0]


# --- folders ---


def test_paths_of_pathlib(site: Site) -> None:
    code = "from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n"
    values = site.ask(f"{code}STATIC_ROOT, MEDIA_ROOT = BASE_DIR / 'a', BASE_DIR / 'b'\n")
    assert (values["static_root"], values["media_root"]) == (str(site.folder / "a"), str(site.folder / "b"))


def test_links_are_resolved(site: Site) -> None:
    (site.folder / "real").mkdir()
    (site.folder / "link").symlink_to("real")
    assert site.ask("STATIC_ROOT = 'link'\n")["static_root"] == str(site.folder / "real")


@pytest.mark.parametrize("name", ["STATIC_ROOT", "MEDIA_ROOT"])
@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("'/'", "the whole file system"),
        ("'/etc'", "system folder /etc"),
        ("'.'", "the project's code is in it"),
        ("'..'", "the project's code is in it"),
        ("'mysite'", "the project's code is in it"),
        ("'data'", "data/db.sqlite3 is in it"),
        ("'lib'", "the project's code is in it"),
        ("'a\\nversion=2'", "'\\n'"),
        ("'a\\0b'", "control character"),
        ("b'static'", "not text"),
        ("42", "42"),
    ],
)
def test_a_folder_that_is_refused(site: Site, name: str, value: str, reason: str) -> None:
    site.write("lib/vendored.py", "")
    site.project.database["NAME"] = "data/db.sqlite3"
    more = "import sys, os\nsys.path.append(os.path.abspath('lib'))\n"
    values, said = site.say(f"STATIC_ROOT = None\n{more}{name} = {value}\n")
    assert values[name.lower()] == "" and values["static_missing"] == "application"
    (line,) = said
    assert line.startswith(f"bootstrap: warning: cannot serve {name} ") and reason in line
    assert "; set it to a folder of its own, for example BASE_DIR / " in line


def test_a_package_is_served_as_uploads_only(site: Site) -> None:
    """A client may have uploaded a file of that name."""
    site.write("package/__init__.py", "")
    values, said = site.say("STATIC_ROOT = MEDIA_ROOT = 'package'\n")
    assert (values["static_root"], values["media_root"]) == ("", str(site.folder / "package"))
    assert len(said) == 1 and "cannot serve STATIC_ROOT package: it is a folder of code (__init__.py is in it)" in said[0]


def test_an_empty_media_root_is_not_the_working_directory(site: Site) -> None:
    assert site.ask("MEDIA_ROOT = ''\n")["media_root"] == ""
    site.write("mysite/storage.py", "from django.core.files.storage import FileSystemStorage as Own")
    assert site.ask("MEDIA_ROOT = ''\n" + storages(default="mysite.storage.Own"))["media_root"] == ""


@pytest.mark.parametrize("alias", ["default", "staticfiles"])
def test_a_bucket_is_no_folder(site: Site, alias: str) -> None:
    site.write("mysite/storage.py", BUCKET)
    values = site.ask("MEDIA_ROOT = 'media'\n" + storages(**{alias: "mysite.storage.Bucket"}))
    name, other = ("media_root", "static_root") if alias == "default" else ("static_root", "media_root")
    assert values[name] == "" and values[other].startswith(str(site.folder))


def test_a_storage_that_fails(site: Site) -> None:
    values, said = site.say("MEDIA_ROOT = 'media'\n" + storages(default="mysite.no_such.Storage"))
    assert values["media_root"] == "" and values["static_root"]
    (line,) = said
    assert "warning: cannot tell where the uploads are: their storage fails with " in line and "no_such" in line


def test_a_storage_with_a_folder_and_a_url_of_its_own(site: Site) -> None:
    options = "{'location': 'uploads', 'base_url': '/files/'}"
    more = storages() + f"STORAGES['default']['OPTIONS'] = {options}\nMEDIA_ROOT, MEDIA_URL = 'media', '/media/'\n"
    values = site.ask(more)
    assert (values["media_root"], values["media_url"]) == (str(site.folder / "uploads"), "/files/")


def test_a_home_folder(site: Site) -> None:
    values, said = site.say("STATIC_ROOT = 'data'\n", HOME=str(site.folder / "data/django"))
    assert values["static_root"] == str(site.folder / "data") and said == [], "without such a folder it does not matter"
    (site.folder / "data/django").mkdir(parents=True)
    values, said = site.say("STATIC_ROOT = 'data'\n", HOME=str(site.folder / "data/django"))
    assert values["static_root"] == "" and "data/django is in it, which is not for clients" in said[0]


# --- WhiteNoise and ServeStatic ---


@pytest.mark.parametrize(
    ("middleware", "package"),
    [("whitenoise.middleware.WhiteNoiseMiddleware", "WHITENOISE"), ("servestatic.middleware.ServeStaticMiddleware", "SERVESTATIC")],
)
def test_an_application_that_serves_its_files(site: Site, middleware: str, package: str) -> None:
    """By its name alone: the package need not be imported."""
    settings = f"MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', {middleware!r}]\n{package}_ROOT = 'public'\n"
    values = site.ask(settings)
    assert (values["static_missing"], values["site_root"]) == ("application", str(site.folder / "public"))
    assert site.ask("WHITENOISE_ROOT = 'public'\n")["site_root"] == "", "the setting is unused without the middleware"


def test_a_middleware_that_is_derived_from_it(site: Site) -> None:
    site.write("whitenoise/__init__.py", "")
    site.write("whitenoise/middleware.py", WHITENOISE)
    site.write("mysite/middleware.py", "def plain(get_response):\n    return get_response\n" + OWN_MIDDLEWARE)
    assert site.ask("MIDDLEWARE = ['mysite.middleware.plain']\n")["static_missing"] == "not-found"
    assert site.ask("MIDDLEWARE = ['mysite.middleware.Ours', 'mysite.nothing.Here']\n")["static_missing"] == "application"


def test_a_root_of_whitenoise_that_is_refused(site: Site) -> None:
    values, said = site.say("MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\nWHITENOISE_ROOT = '.'\n")
    assert values["site_root"] == "" and len(said) == 1
    assert "cannot serve WHITENOISE_ROOT .: the project's code is in it" in said[0]


# --- the manifest ---


def collected(site: Site, more: str = "") -> str:
    site.write("assets/app.css", "body { background: url('logo.svg') }")
    site.write("assets/logo.svg", "<svg/>")
    return storages(staticfiles=MANIFEST_STORAGE) + "STATICFILES_DIRS = ['assets']\n" + more


def test_the_names_of_the_manifest(site: Site) -> None:
    values = site.ask(collected(site), "--collectstatic")
    files = {str(path.relative_to(site.folder / "collected")) for path in (site.folder / "collected").rglob("*")}
    hashed = sorted(files - {"app.css", "logo.svg", "staticfiles.json"})
    assert len(hashed) == 2 and site.immutable == hashed and values["immutable"] == "2"


def test_before_anything_is_collected(site: Site) -> None:
    values, said = site.say(collected(site))
    assert values["immutable"] == "0" and site.immutable == [] and len(said) == 1


def test_a_manifest_with_names_that_are_none(site: Site) -> None:
    assert site.run("--collectstatic").returncode == 0
    names = {
        "a.js": "a.0123456789ab.js", "d/b.js": "d/b@2x+1.0123456789ab.js", "same.js": "same.js", "up": "../../etc/passwd",
        "abs": "/etc/passwd", "line": "a\nb.js", "space": "a b.js", "quote": 'a".js', "dollar": "a$b.js", "dot": ".hidden.js",
        "number": 5, "empty": "", "double": "a//b.js", "here": "a/./b.js", "long": "x" * 600, "umlaut": "ä.js", "option": "-a.js",
    }  # fmt: skip
    (site.folder / "collected").mkdir(exist_ok=True)
    (site.folder / "collected/staticfiles.json").write_text(json.dumps({"paths": names, "version": "1.0"}))
    site.configure(storages(staticfiles=MANIFEST_STORAGE))
    result = site.run()
    assert result.returncode == 0 and result.stderr == ""
    assert site.immutable == ["a.0123456789ab.js", "d/b@2x+1.0123456789ab.js"]


def test_no_more_names_than_a_reader_takes(site: Site) -> None:
    (site.folder / "collected").mkdir()
    names = {f"{number}.js": f"{number:06}.0123456789ab.js" for number in range(100_001)}
    (site.folder / "collected/staticfiles.json").write_text(json.dumps({"paths": names, "version": "1.0"}))
    assert site.ask(storages(staticfiles=MANIFEST_STORAGE))["immutable"] == "100000"
    assert len(site.immutable) == 100_000


@pytest.mark.parametrize("text", ["{", "[]", '{"version": "9.9", "paths": {}}'])
def test_a_manifest_that_is_broken(site: Site, text: str) -> None:
    (site.folder / "collected").mkdir()
    (site.folder / "collected/staticfiles.json").write_text(text)
    values, said = site.say(storages(staticfiles=MANIFEST_STORAGE))
    assert values["immutable"] == "0" and site.immutable == []
    assert len(said) == 1 and "cannot tell where the static files are" in said[0]


def test_a_manifest_of_another_name(site: Site) -> None:
    site.write(
        "mysite/storage.py",
        "from django.contrib.staticfiles.storage import ManifestStaticFilesStorage\n"
        "class Ours(ManifestStaticFilesStorage):\n    manifest_name = 'manifest-2.json'\n",
    )
    site.write("assets/a.css", "a {}")
    settings = storages(staticfiles="mysite.storage.Ours") + "STATICFILES_DIRS = ['assets']\n"
    assert site.ask(settings, "--collectstatic")["immutable"] == "1"


# --- nothing collected ---


COLLECT = 'add "RUN SECRET_KEY=build django-admin collectstatic --noinput" to the Dockerfile, or set RUN_COLLECTSTATIC=1'
ASSETS = "STATICFILES_DIRS = ['assets']\n"


@pytest.fixture
def assets(site: Site) -> Site:
    site.write("assets/a.css", "a {}")
    return site


@pytest.mark.parametrize("folder", [None, "collected", "collected/.hidden"])
def test_an_empty_static_root(assets: Site, folder: str | None) -> None:
    if folder:
        (assets.folder / folder).mkdir(parents=True)
    _, said = assets.say(ASSETS)
    root = assets.folder / "collected"
    assert said == [f"bootstrap: warning: no static files in STATIC_ROOT {root}: every file below /static/ will be 404; {COLLECT}"]


def test_the_files_of_an_app(site: Site) -> None:
    _, said = site.say("INSTALLED_APPS += ['django.contrib.admin', 'django.contrib.messages', 'django.contrib.sessions']\n")
    assert len(said) == 1 and "no static files in STATIC_ROOT" in said[0]


def test_the_projects_own_command_is_named(assets: Site) -> None:
    assets.write("manage.py", "")
    _, said = assets.say(ASSETS)
    assert "RUN SECRET_KEY=build python manage.py collectstatic --noinput" in said[0]


def test_no_static_root(assets: Site) -> None:
    _, said = assets.say(ASSETS + "STATIC_ROOT = None\n")
    assert said == [
        "bootstrap: warning: STATIC_ROOT is not set and no static files are collected: files below /static/ will be 404; "
        'add "RUN app-runner collectstatic" to the Dockerfile, or set RUN_COLLECTSTATIC=1'
    ]


@pytest.mark.parametrize(
    "settings",
    [
        "",
        "STATIC_URL = 'https://cdn.example.com/static/'\n" + ASSETS,
        "INSTALLED_APPS.remove('django.contrib.staticfiles')\n" + ASSETS,
        "MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\nWHITENOISE_USE_FINDERS = True\n" + ASSETS,
        "MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\nDEBUG = True\n" + ASSETS,
    ],
)
def test_nothing_is_missing(assets: Site, settings: str) -> None:
    assets.ask(settings)


def test_a_bucket_needs_no_static_root(assets: Site) -> None:
    """Its storage makes the URLs, whatever STATIC_URL is."""
    assets.write("mysite/storage.py", BUCKET)
    assets.ask(storages(staticfiles="mysite.storage.Bucket") + "STATIC_ROOT = None\n" + ASSETS)


def test_files_that_were_collected_by_hand(assets: Site) -> None:
    """The contract's folder is served where STATIC_ROOT does not exist."""
    assets.write("static/a.css", "a {}")
    assets.ask(ASSETS)


def test_whitenoise_without_finders_finds_none_either(assets: Site) -> None:
    _, said = assets.say("MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']\n" + ASSETS)
    assert len(said) == 1 and "no static files in STATIC_ROOT" in said[0]


def test_collected_at_the_start(assets: Site) -> None:
    assets.ask(ASSETS, "--collectstatic")


def test_apps_that_cannot_be_set_up_are_gunicorns_to_say(assets: Site) -> None:
    assets.project.add_app("shop", models="raise ValueError('x')\n")
    assets.ask(ASSETS)


# --- for publishing ---


def test_publishing_needs_no_settings_that_load(site: Site) -> None:
    """An init container often has none of the project's variables: the usual folders are what it publishes then."""
    site.path.write_text("static_root=/old\n")
    Path(f"{site.path}.immutable").write_text("old\n")
    site.configure("import os\nos.environ['SECRET']\n")
    result = site.run("--site-optional")
    assert result.returncode == 0 and os.listdir(site.path.parent) == []
    (line,) = result.stderr.splitlines()
    assert line.startswith("bootstrap: warning: STATIC_ROOT is not known: cannot load the settings mysite.settings: KeyError")
    assert line.endswith(f"the usual folders are used: {site.folder}/static, {site.folder}/staticfiles")


def test_publishing_says_nothing_of_missing_files(assets: Site) -> None:
    values = assets.ask(ASSETS + "import sys\nassert 'collectstatic' in sys.argv\n", "--site-optional")
    assert values["static_root"] == str(assets.folder / "collected")


def test_a_database_that_the_apps_ask_for(site: Site) -> None:
    site.write("mysite/storage.py", "from django.contrib.auth.models import User\nUser.objects.count()\n" + BUCKET)
    site.write("shop/__init__.py", "")
    site.write(
        "shop/apps.py",
        "from django.apps import AppConfig\nclass Shop(AppConfig):\n    name = 'shop'\n    def ready(self):\n"
        "        from django.contrib.auth.models import User\n        User.objects.count()\n",
    )
    site.configure(storages(default="mysite.storage.Bucket") + "INSTALLED_APPS += ['shop.apps.Shop']\n")
    result = site.run("--site-optional")
    assert result.returncode == 0 and "STATIC_ROOT is not known" in result.stderr
    assert site.run().returncode == 3
