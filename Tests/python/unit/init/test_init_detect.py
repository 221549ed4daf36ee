# ruff: noqa: E501
"""Facts beyond the snapshots."""

from __future__ import annotations

import pytest

from django_bootstrap_init.compose import compose
from django_bootstrap_init.detect import detect
from django_bootstrap_init.facts import Facts, Options
from django_bootstrap_init.main import report
from django_bootstrap_init.plan import plan
from django_bootstrap_init.storage import storage
from django_bootstrap_init.yaml import scalar

from .projects import SETTINGS, STARTPROJECT, site


def facts_of(make, files, name="shop") -> tuple[str, Facts]:
    root = str(make(files, name))
    return root, detect(root, Options())


def changed(settings: str, requirements: str = "django\n") -> dict[str, str]:
    return site(settings=SETTINGS + settings) | {"requirements.txt": requirements}


@pytest.mark.parametrize(
    "settings, requirements, database",
    [
        ("", "django\n", "sqlite"),
        ('DATABASES = {"default": {"ENGINE": "django.db.backends.mysql"}}\n', "django\nmysqlclient\n", "mysql"),
        ('DATABASES = {"default": {"ENGINE": "django.contrib.gis.db.backends.postgis"}}\n', "django\npsycopg\n", "postgis"),
        ('DATABASES = {"default": {"ENGINE": "django.db.backends.oracle"}}\n', "django\n", "other"),
        (
            "DATABASES = {'default': dj_database_url.config(default='sqlite:///db.sqlite3')}\n",
            "django\npsycopg2-binary\n",
            "postgres",
        ),
        ("DATABASES = {'default': env.db(default='mysql://u:p@localhost/x')}\n", "django\n", "mysql"),
        ("DATABASES = compute()\n", "django\npsycopg\n", "postgres"),
    ],
)
def test_the_database(make, settings, requirements, database) -> None:
    root, facts = facts_of(make, changed(settings, requirements))
    assert facts.database == database
    assert ("postgres:" in plan(root, facts, Options())["compose.yaml"]) == (database in ("postgres", "postgis"))


def test_an_engine_of_the_environment_is_the_one_with_a_driver(make) -> None:
    settings = (
        'DATABASES = {"default": {"ENGINE": os.environ.get("DB_ENGINE", "django.db.backends.sqlite3"), "NAME": BASE_DIR / "x"}}\n'
    )
    root, facts = facts_of(make, changed(settings, "django\npsycopg\n"))
    assert facts.database == "postgres"
    assert "DB_ENGINE: django.db.backends.postgresql\n" in plan(root, facts, Options())["compose.yaml"]


def test_sqlite_in_a_folder_of_its_own_needs_no_link(make) -> None:
    files = changed('DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "var" / "db.sqlite3"}}\n')
    root, facts = facts_of(make, files)
    places = storage(root, facts)
    assert (places.volumes, places.link) == ({"data": "/app/var"}, None)


def test_sqlite_by_a_url_needs_no_link(make) -> None:
    root, facts = facts_of(make, changed("DATABASES = {'default': env.db(default='sqlite:///db.sqlite3')}\n"))
    assert storage(root, facts).link is None
    assert 'DATABASE_URL: "sqlite:////app/data/db.sqlite3"' in plan(root, facts, Options())["compose.yaml"]


def test_a_data_folder_of_the_project_is_not_hidden(make) -> None:
    root, facts = facts_of(make, STARTPROJECT | {"data/countries.csv": ""})
    assert storage(root, facts).volumes == {"data": "/app/state"}


def test_a_literal_host_is_named(make) -> None:
    _, facts = facts_of(
        make, changed('DATABASES = {"default": {"ENGINE": "x.postgresql", "HOST": "localhost"}}\n', "django\npsycopg\n")
    )
    assert any(note.startswith('DATABASES["default"]["HOST"] is "localhost"') for note in facts.notes)


def test_a_secret_default_is_copied_nowhere(make) -> None:
    settings = (
        'import os\nSECRET_KEY = os.environ.get("SECRET_KEY", "hunter2")\nAPI_TOKEN = os.environ.get("API_TOKEN", "hunter3")\n'
    )
    settings += 'DATABASES = {"default": env.db("DATABASE_URL", default="postgres://u:hunter4@db/x")}\nA = os.getenv("PASSPHRASE", "hunter5")\n'
    root, facts = facts_of(make, changed(settings, "django\npsycopg\n"))
    assert "hunter" not in "".join(plan(root, facts, Options()).values())


def test_tasks_and_channels(make) -> None:
    settings = 'TASKS = {"default": {"BACKEND": "django_tasks.backends.database.DatabaseBackend"}}\nASGI_APPLICATION = "mysite.asgi.application"\n'
    settings += (
        'CHANNEL_LAYERS = {"default": {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": ["redis://x"]}}}\n'
    )
    root, facts = facts_of(make, changed(settings, "django\nchannels\nchannels-redis\ndjango-tasks\n"))
    assert (facts.task_worker, facts.channels, facts.redis) == (True, True, True)
    assert "command: [python, manage.py, db_worker]" in plan(root, facts, Options())["compose.yaml"]


@pytest.mark.parametrize(
    "app, command",
    [("django_q", "qcluster"), ("django_rq", "rqworker"), ("huey.contrib.djhuey", "run_huey"), ("django_tailwind_cli", "tailwind build")],
)
def test_commands_of_apps_that_are_left_to_the_user(make, app, command) -> None:
    _, facts = facts_of(make, changed(f"INSTALLED_APPS += [{app!r}]\n"))
    assert [note for note in facts.notes if app in note and f"manage.py {command}" in note]


@pytest.mark.parametrize("name", ["compose.yml", "docker-compose.yml", "compose.override.yaml", "docker-compose.override.yml"])
def test_another_compose_file(make, name) -> None:
    _, facts = facts_of(make, changed("") | {name: "services: {}\n"})
    assert [note for note in facts.notes if note.startswith(f"{name} ") and "docker compose --file compose.yaml" in note]
    _, facts = facts_of(make, changed(""), "without")
    assert not [note for note in facts.notes if "--file" in note]


def test_a_negative_default(make) -> None:
    root, facts = facts_of(make, changed('SCORE = int(os.environ.get("SCORE_MIN", -500))\n'))
    assert "#SCORE_MIN=-500\n" in plan(root, facts, Options())[".env.example"]


def test_celery_without_redis_has_rabbitmq(make) -> None:
    files = changed("", "django\ncelery\n") | {"mysite/celery.py": "from celery import Celery\napp = Celery()\n"}
    _, facts = facts_of(make, files)
    assert (facts.celery_app, facts.rabbitmq, facts.redis) == ("mysite", True, False)


def test_the_nearest_package_json_with_a_build_script(make) -> None:
    files = STARTPROJECT | {
        "package.json": '{"scripts": {"lint": "x"}}',
        "frontend/package.json": '{"scripts": {"build": "x"}}',
        "frontend/pnpm-lock.yaml": "",
        "frontend/.nvmrc": "v24.1\n",
    }
    _, facts = facts_of(make, files)
    assert facts.frontend and (facts.frontend.folder, facts.frontend.manager, facts.frontend.node) == ("frontend", "pnpm", "24")


def test_compiled_translations(make) -> None:
    po, mo = {"locale/de/LC_MESSAGES/django.po": ""}, {"locale/de/LC_MESSAGES/django.mo": ""}
    assert facts_of(make, STARTPROJECT | po)[1].translations
    assert not facts_of(make, STARTPROJECT | po | mo, "both")[1].translations
    assert facts_of(make, STARTPROJECT | po | mo | {".gitignore": "*.mo\n"}, "ignored")[1].translations


def test_a_dependency_list_without_django(make) -> None:
    from django_bootstrap_init.files import Problem

    with pytest.raises(Problem, match="Django is not among the dependencies in requirements.txt"):
        facts_of(make, site() | {"requirements.txt": "flask\n"})


@pytest.mark.parametrize(
    "folder, package, project, image",
    [
        ("app", "mysite", None, "mysite"),
        ("app", "mysite", "My.Shop_2", "my-shop-2"),
        ("Big Shop", "config", None, "big-shop"),
        ("app", "config", None, "site"),
        ("app", "x" * 80, None, "x" * 40),
    ],
)
def test_the_name(make, folder, package, project, image) -> None:
    files = site(package) | {"requirements.txt": "django\n"}
    if project:
        files["pyproject.toml"] = f'[project]\nname = "{project}"\n'
    assert facts_of(make, files, folder)[1].name == image


def test_yaml_scalars() -> None:
    assert [scalar(text) for text in ("django", "False", "0", "", "a: b", "x#y", "no")] == [
        "django", '"False"', '"0"', '""', '"a: b"', '"x#y"', '"no"',
    ]  # fmt: skip


def test_images_of_a_registry(make) -> None:
    root, facts = facts_of(make, STARTPROJECT)
    files = plan(root, facts, Options(images="registry.example/team/", shape="pod"))
    assert "FROM registry.example/team/django-bootstrap-app:py3.13" in files["Dockerfile"]
    assert "image: registry.example/team/django-bootstrap-proxy:trixie" in files["compose.yaml"]


def test_no_services_no_depends_on(make) -> None:
    root, facts = facts_of(make, STARTPROJECT)
    assert "depends_on" not in compose(facts, Options(), storage(root, facts))


@pytest.mark.parametrize(
    "more, worker",
    [
        ("", "asgi"),
        ("gunicorn==27.0.1\n", "asgi"),
        ("gunicorn==23.0.0\nuvicorn-worker\n", "uvicorn_worker.UvicornWorker"),
        ("gunicorn==23.0.0\n", None),
    ],
)
def test_channels_gets_a_worker_for_websockets(make, more, worker) -> None:
    root, facts = facts_of(make, changed('ASGI_APPLICATION = "mysite.asgi.application"\n', "django\nchannels\n" + more))
    command = f'CMD ["mysite.asgi:application", "--worker-class", "{worker}"]\n'
    assert (command in plan(root, facts, Options())["Dockerfile"]) == (worker is not None)
    assert any("Channels needs an ASGI worker" in note for note in facts.notes) == (worker is None)


@pytest.mark.parametrize(
    "requirements, image, packages",
    [
        ("django\n", "", ""),
        ("django\npsycopg[c]\nmysqlclient\n", "-build", ""),
        ("django\ngit+https://code.example/x.git#egg=x\n", "-build", ""),
        ("django\npycurl\n", "-build", "RUN apt-get-install.sh libcurl4-openssl-dev libssl-dev\n"),
    ],
)
def test_compilers_are_those_of_the_build_image(make, requirements, image, packages) -> None:
    root, facts = facts_of(make, changed("", requirements))
    environment, final = plan(root, facts, Options())["Dockerfile"].split("\n\n")[-2:]
    assert f"FROM django-bootstrap:py3.13{image} AS environment\nWORKDIR /app\n{packages}" in environment
    # uv is in the build image.
    assert ("pip install --no-cache-dir 'uv" in environment) == (image == "")
    assert final.startswith("FROM django-bootstrap:py3.13\n") and "COPY --from=environment /venv /venv\n" in final


def test_compressor_makes_its_manifest(make) -> None:
    settings = 'COMPRESS_OFFLINE = True\nSTATIC_ROOT = BASE_DIR / "s"\nINSTALLED_APPS += ["compressor"]\n'
    root, facts = facts_of(make, changed(settings))
    assert "collectstatic --noinput \\\n    && python manage.py compress \\\n" in plan(root, facts, Options())["Dockerfile"]


@pytest.mark.parametrize(
    "route, settings, path",
    [
        ('path("admin/", admin.site.urls)', "", "admin/"),
        ('re_path(r"^back/", admin.site.urls)', "", "back/"),
        ("path(settings.ADMIN_URL, admin.site.urls)", 'ADMIN_URL = os.environ.get("ADMIN_URL", "hidden/")\n', "hidden/"),
        ("path(settings.ADMIN_URL, admin.site.urls)", 'ADMIN_URL = os.environ["ADMIN_URL"]\n', "admin/"),
        ("path(compute(), admin.site.urls)", "", ""),
        ('path(f"{prefix}admin/", admin.site.urls)', "", "admin/"),
        ('path(f"{unknown}admin/", admin.site.urls)', "", ""),
        ('path("", include("shop.urls"))', "", ""),
    ],
)
def test_where_to_log_in(make, route, settings, path) -> None:
    root, facts = facts_of(make, changed(settings) | {"mysite/urls.py": f'prefix = ""\nunknown = compute()\nurlpatterns = [{route}]\n'})
    assert facts.admin == path
    place = f" at http://localhost:8000/{path}" if path else ""
    assert report(facts, Options(), {}).endswith(f"\nlog in{place} as admin, with SUPERUSER_PASSWORD of .env\n")


@pytest.mark.parametrize(
    "backends, name",
    [
        ('["shop.backends.EmailBackend"]', "as admin or admin@example.com (AUTHENTICATION_BACKENDS decides which)"),
        ('["allauth.account.auth_backends.AuthenticationBackend", "django.contrib.auth.backends.ModelBackend"]', "as admin"),
        ('["django.contrib.auth.backends.AllowAllUsersModelBackend"]', "as admin"),
        ("compute()", "as admin"),
    ],
)
def test_a_login_by_other_backends(make, backends, name) -> None:
    _, facts = facts_of(make, changed(f"AUTHENTICATION_BACKENDS = {backends}\n"))
    assert report(facts, Options(), {}).endswith(f"{name}, with SUPERUSER_PASSWORD of .env\n")


@pytest.mark.parametrize(
    "settings, notes",
    [
        ('DEBUG = False\nALLOWED_HOSTS = ["*"]\n', []),
        ("DEBUG = False\n", ["ALLOWED_HOSTS is empty (mysite/settings.py line 6) and DEBUG is off"]),
        ('DEBUG = False\nALLOWED_HOSTS = ["shop.example"]\n', ["ALLOWED_HOSTS has no localhost (mysite/settings.py line 13)"]),
        (
            'DEBUG = False\nALLOWED_HOSTS = ["*"]\nSECURE_SSL_REDIRECT = True\n',
            ["SECURE_SSL_REDIRECT is True (mysite/settings.py line 14)"],
        ),
        ('DEBUG = os.environ.get("DEBUG") == "1"\nALLOWED_HOSTS = os.environ.get("HOSTS", "").split(",")\n', []),
    ],
)
def test_notes_name_the_line(make, settings, notes) -> None:
    _, facts = facts_of(make, changed(settings))
    assert [note[: len(start)] for note, start in zip(facts.notes, notes, strict=True)] == notes


UWSGI = """\
[uwsgi]
module = mysite.wsgi:application
attach-daemon = ./manage.py sendalerts --skip-checks
smart-attach-daemon2 = cmd=celery worker,pidfile=/tmp/x
"""


def test_processes_that_uwsgi_starts_beside_the_server(make) -> None:
    _, facts = facts_of(make, STARTPROJECT | {"docker/uwsgi.ini": UWSGI, "setup.ini": "[tool]\nattach-daemon = x\n"})
    assert [note for note in facts.notes if ".ini" in note] == [
        "docker/uwsgi.ini starts processes beside the server (line 3: ./manage.py sendalerts --skip-checks; "
        "line 4: cmd=celery worker,pidfile=/tmp/x), which nothing here starts: write them into a Procfile and name them in PROCFILE"
    ]


def test_a_uwsgi_ini_without_other_processes(make) -> None:
    files = {"uwsgi.ini": "[uwsgi]\nmodule = x\n# attach-daemon = x\n"}
    assert not any("uwsgi.ini" in note for note in facts_of(make, STARTPROJECT | files)[1].notes)
