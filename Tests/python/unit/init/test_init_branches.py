# ruff: noqa: E501
"""Settings that variables switch: what counts while nothing is set but what compose.yaml sets."""

from __future__ import annotations

import pytest

from django_bootstrap_init.detect import detect
from django_bootstrap_init.facts import Facts, Options
from django_bootstrap_init.plan import plan

from .projects import SETTINGS, site


def planned(make, settings: str, requirements: str = "django\n") -> tuple[Facts, dict[str, str]]:
    root = str(make(site(settings="import os\n" + SETTINGS + settings) | {"requirements.txt": requirements}))
    facts = detect(root, Options())
    return facts, plan(root, facts, Options())


def required(facts: Facts) -> list[str]:
    return [variable.name for variable in facts.variables if variable.required]


ENGINES = """\
if os.getenv("DB") == "postgres":
    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.environ["DB_HOST"], "NAME": "hc"}}
if os.getenv("DB") in ["mysql", "mariadb"]:
    DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "NAME": "hc"}}
"""


def test_the_engine_that_is_the_default_counts(make) -> None:
    facts, files = planned(make, ENGINES, "django\npsycopg\nmysqlclient\n")
    assert (facts.database, required(facts)) == ("sqlite", [])
    assert "postgres" not in files["compose.yaml"] and "mysql" not in files["compose.yaml"]
    assert "ln -s data/db.sqlite3 db.sqlite3" in files["Dockerfile"]
    note = next(note for note in facts.notes if note.startswith("the settings can use"))
    assert "PostgreSQL (mysite/settings.py line 13: os.getenv('DB') == 'postgres')" in note
    assert "MySQL (mysite/settings.py line 15: os.getenv('DB') in ['mysql', 'mariadb'])" in note


def test_the_connection_of_another_engine_is_passed_on(make) -> None:
    """compose.yaml gives SQLite no values for it; a user that sets DB needs it."""
    settings = 'if os.getenv("DB") == "postgres":\n    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": os.getenv("DB_HOST", ""), "PASSWORD": os.getenv("DB_PASSWORD", ""), "USER": os.getenv("DB_USER", "hc")}}\n'
    facts, files = planned(make, settings, "django\npsycopg\n")
    assert "    DB:\n    DB_HOST:\n    DB_PASSWORD:\n    DB_USER:\n" in files["compose.yaml"]
    assert "#DB=\n#DB_HOST=\n#DB_PASSWORD=\n#DB_USER=hc\n" in files[".env.example"]
    assert any("set that variable and those of the connection in compose.yaml" in note for note in facts.notes)


@pytest.mark.parametrize(
    "test", ['"DATABASE_URL" in os.environ', 'os.environ.get("DATABASE_URL")', 'url := os.environ.get("DATABASE_URL")']
)
@pytest.mark.parametrize("driver, database", [("psycopg\n", "postgres"), ("", "sqlite")])
def test_a_variable_of_compose_counts_as_set(make, test, driver, database) -> None:
    settings = f'if {test}:\n    DATABASES = {{"default": dj_database_url.config()}}\n'
    facts, files = planned(make, settings, "django\n" + driver)
    assert facts.database == database and "DATABASE_URL: " in files["compose.yaml"]


@pytest.mark.parametrize(
    "settings, url",
    [
        ('URL = os.environ.get("REDIS_TLS_URL", os.environ.get("REDIS_URL"))\nif URL:\n    CACHES = {"default": {"LOCATION": URL + "/0"}}\n', "redis://redis:6379"),
        ('CACHES = {"default": {"LOCATION": f"{os.environ[\'REDIS_URL\']}/1"}}\n', "redis://redis:6379"),
        ('REDIS_URL = env("REDIS_URL")\nCACHES = {"default": {"LOCATION": f"{REDIS_URL}?db=1"}}\n', "redis://redis:6379/2"),
        ('PING = os.environ.get("SITE", "") + "/ping/"\nCACHES = {"default": {"LOCATION": os.environ["REDIS_URL"]}}\n', "redis://redis:6379/2"),
    ],
)
def test_a_redis_to_which_the_settings_add_the_number(make, settings, url) -> None:
    """redis://redis:6379/2/0 would be the database 20, which Redis does not have."""
    _, files = planned(make, settings, "django\ndjango-redis\n")
    assert f'    REDIS_URL: "{url}"\n' in files["compose.yaml"]
    assert f"REDIS_URL={url}\n" in files["k8s/secret.env.example"]


def test_a_bucket_that_a_variable_switches_on_is_off(make) -> None:
    settings = (
        'MEDIA_ROOT = BASE_DIR / "media"\nSTORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}\n'
        'if "AWS_STORAGE_BUCKET_NAME" in os.environ:\n    STORAGES["default"]["BACKEND"] = "storages.backends.s3.S3Storage"\n'
        '    AWS_REGION = os.environ["AWS_REGION"]\n'
    )
    facts, files = planned(make, settings)
    assert (facts.media_root, required(facts)) == ("media", [])
    # Not an empty value: it would be in os.environ.
    assert "    AWS_REGION:\n    AWS_STORAGE_BUCKET_NAME:\n" in files["compose.yaml"]


@pytest.mark.parametrize(
    "settings, names",
    [
        ('try:\n    A = os.environ["A"]\nexcept KeyError:\n    A = ""\n', []),
        ('try:\n    A = os.environ["A"]\nexcept ValueError:\n    A = ""\n', ["A"]),
        ('if not os.getenv("A"):\n    raise ValueError("A")\n', ["A"]),
        ('if not DEBUG:\n    A = os.environ["A"]\n', []),
        ('DEBUG = os.environ.get("DEBUG", "1") == "1"\nif not DEBUG:\n    A = os.environ["A"]\n', ["A"]),
        ('DEBUG = os.environ.get("DEBUG", "1") == "1"\nif DEBUG:\n    A = os.environ["A"]\n', []),
        ('if os.environ.get("S") or os.environ.get("T"):\n    A = os.environ["A"]\n', []),
        ('if unknown() and os.environ.get("S"):\n    A = os.environ["A"]\n', []),
        ('if unknown():\n    A = os.environ["A"]\n', ["A"]),
        ('if os.environ.get("S") is not None:\n    A = os.environ["A"]\n', []),
        ('if os.environ.get("S") is None:\n    A = os.environ["A"]\n', ["A"]),
        ('if "S" not in os.environ:\n    A = os.environ["A"]\n', ["A"]),
        ('if os.environ.get("S", "no").lower() == "yes":\n    A = os.environ["A"]\n', []),
    ],
)
def test_what_has_to_be_there(make, settings, names) -> None:
    assert required(planned(make, settings)[0]) == names


def test_functions_of_the_settings_own(make) -> None:
    settings = (
        'def env_bool(name, default):\n    return os.getenv(name, default=default) == "True"\n'
        "def needed(name):\n    return os.environ[name]\n"
        'def secret(s, default=""):\n    if path := os.getenv(s + "_FILE"):\n        return open(path).read()\n    return os.environ.get(s, default)\n'
        'DEBUG = env_bool("DEBUG", "True")\nA = needed("A")\nSECRET_KEY = secret("SECRET_KEY", "---")\nB = secret("B")\n'
    )
    facts, files = planned(make, settings)
    assert {variable.name: variable.role for variable in facts.variables} == {
        "A": "", "B": "", "DEBUG": "debug", "SECRET_KEY": "secret_key",
    }  # fmt: skip
    assert required(facts) == ["A"]
    assert "RUN A=example DEBUG=False SECRET_KEY=build app-runner collectstatic" in files["Dockerfile"]


def test_debug_is_off_in_the_image(make) -> None:
    settings = 'DEBUG = env.bool("DJANGO_DEBUG", True)\nMEDIA_ROOT = BASE_DIR / "media" if DEBUG else Path("/data/media")\n'
    facts, files = planned(make, settings)
    assert facts.media_root == "/data/media" and "RUN DJANGO_DEBUG=False app-runner" in files["Dockerfile"]


def test_https_is_off_on_this_machine_and_on_behind_an_ingress(make) -> None:
    facts, files = planned(make, 'SECURE_SSL_REDIRECT = os.environ.get("SSL", "True").lower() == "true"\n')
    assert 'SSL: "${SSL:-False}"' in files["compose.yaml"] and "#SSL=True\n" in files[".env.example"]
    assert "SSL" not in files["k8s/configmap.yaml"] and not any("SECURE_SSL_REDIRECT" in note for note in facts.notes)


@pytest.mark.parametrize(
    "settings, note",
    [
        ('DATABASES["default"]["NAME"] = compute()\n', "SQLite's file"),
        ('DATABASES["default"]["NAME"] = str(compute())\n', "SQLite's file"),
        ('DATABASES["default"]["NAME"] = "a b; rm -rf x"\n', "SQLite's file"),
        ('DATABASES["default"]["NAME"] = "a\\nRUN b"\n', "SQLite's file"),
        ("MEDIA_ROOT = compute()\n", "MEDIA_ROOT cannot be told"),
        ('MEDIA_ROOT = "/srv/a b"\n', "MEDIA_ROOT cannot be told"),
    ],
)
def test_what_cannot_be_told_is_no_text_of_a_file(make, settings, note) -> None:
    facts, files = planned(make, settings)
    assert any(note in found for found in facts.notes)
    text = "".join(files.values())
    assert not any(word in text for word in ("UNKNOWN", "a b", "RUN b", "compute"))


def test_a_default_that_only_a_file_changes(make) -> None:
    facts, _ = planned(make, 'MEDIA_ROOT = Path(config.get("files", "media", fallback=BASE_DIR / "uploads"))\n')
    assert facts.media_root == "uploads"
