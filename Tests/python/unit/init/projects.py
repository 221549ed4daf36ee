# ruff: noqa: E501
"""Small projects in the forms that Django teams have them."""

from __future__ import annotations

SETTINGS = """\
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "django-insecure-literal"
DEBUG = True
ALLOWED_HOSTS = []
INSTALLED_APPS = ["django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.staticfiles"]
ROOT_URLCONF = "mysite.urls"
WSGI_APPLICATION = "mysite.wsgi.application"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
STATIC_URL = "static/"
"""


def manage(settings: str = "mysite.settings") -> str:
    return f'''\
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{settings}")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
'''


def wsgi(settings: str = "mysite.settings", kind: str = "wsgi") -> str:
    return f'''\
import os

from django.core.{kind} import get_{kind}_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{settings}")
application = get_{kind}_application()
'''


def site(package: str = "mysite", folder: str = "", settings: str = SETTINGS) -> dict[str, str]:
    place = f"{folder}/{package}" if folder else package
    return {
        (f"{folder}/" if folder else "") + "manage.py": manage(f"{package}.settings"),
        f"{place}/__init__.py": "",
        f"{place}/settings.py": settings,
        f"{place}/urls.py": "urlpatterns = []\n",
        f"{place}/wsgi.py": wsgi(f"{package}.settings"),
        f"{place}/asgi.py": wsgi(f"{package}.settings", "asgi"),
    }


STARTPROJECT = site() | {"requirements.txt": "Django==5.2.4\n"}

UV = site("shop", "src", SETTINGS.replace("mysite", "shop") + 'STATIC_ROOT = BASE_DIR / "collected"\n') | {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">=3.12"\ndependencies = ["django>=6"]\n'
    '[build-system]\nrequires = ["uv_build>=0.8,<0.9"]\nbuild-backend = "uv_build"\n',
    "uv.lock": 'version = 1\nrequires-python = ">=3.12"\n\n[[package]]\nname = "django"\nversion = "6.0"\n'
    'source = { registry = "https://index.example/simple" }\n\n[[package]]\nname = "shop"\nversion = "1.0"\nsource = { editable = "." }\n'
    'dependencies = [{ name = "django" }]\n',
}

POETRY = site() | {
    "pyproject.toml": '[tool.poetry]\nname = "mysite"\nversion = "1.0"\ndescription = ""\nauthors = []\n'
    '[tool.poetry.dependencies]\npython = "^3.11"\ndjango = "^5.2"\npsycopg = {version = "^3.2", extras = ["c"]}\n'
    '[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
    "poetry.lock": '[[package]]\nname = "django"\nversion = "5.2"\ngroups = ["main"]\n\n[[package]]\nname = "psycopg"\nversion = "3.2"\n'
    'groups = ["main"]\n\n[[package]]\nname = "pytest"\nversion = "8.0"\ngroups = ["dev"]\n',
    "mysite/settings.py": SETTINGS
    + 'import os\nSECRET_KEY = os.environ["SECRET_KEY"]\nDATABASES = {"default": {"ENGINE": "django.db.backends.postgresql",'
    ' "NAME": os.environ["SHOP_DB"], "USER": os.environ["SHOP_LOGIN"], "PASSWORD": os.environ["SHOP_WORD"],'
    ' "HOST": os.environ.get("SHOP_SERVER", "localhost")}}\nDEBUG = os.environ.get("DEBUG") == "1"\n'
    'ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")\nSTATIC_ROOT = os.path.join(BASE_DIR, "static_root")\n',
}

COOKIECUTTER = {
    "manage.py": manage("config.settings.local"),
    "config/__init__.py": "from .celery_app import app as celery_app\n",
    "config/celery_app.py": 'import os\n\nfrom celery import Celery\n\napp = Celery("shop")\n',
    "config/wsgi.py": wsgi("config.settings.production"),
    "config/asgi.py": wsgi("config.settings.production", "asgi"),
    "config/urls.py": "urlpatterns = []\n",
    "config/settings/__init__.py": "",
    "config/settings/base.py": """\
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve(strict=True).parent.parent.parent
APPS_DIR = BASE_DIR / "shop"
env = environ.Env()
DEBUG = env.bool("DJANGO_DEBUG", False)
DATABASES = {"default": env.db("DATABASE_URL")}
INSTALLED_APPS = ["django.contrib.staticfiles", "django_celery_beat", "shop.users"]
AUTH_USER_MODEL = "users.User"
STATIC_ROOT = str(BASE_DIR / "staticfiles")
MEDIA_ROOT = str(APPS_DIR / "media")
REDIS_URL = env("REDIS_URL", default="redis://redis:6379/0")
CELERY_BROKER_URL = REDIS_URL
""",
    "config/settings/local.py": 'from .base import *\nSECRET_KEY = "local"\n',
    "config/settings/production.py": """\
from .base import *
from .base import env

SECRET_KEY = env("DJANGO_SECRET_KEY")
ALLOWED_HOSTS = env.list("DJANGO_ALLOWED_HOSTS", default=["example.com"])
SECURE_SSL_REDIRECT = env.bool("DJANGO_SECURE_SSL_REDIRECT", default=True)
ADMIN_URL = env("DJANGO_ADMIN_URL")
SENTRY_DSN = env("SENTRY_DSN")
""",
    "shop/__init__.py": "",
    "shop/users/models.py": """\
from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    name = None
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []
""",
    "requirements/base.txt": "django==5.2\ndjango-environ==0.12\ncelery==5.7\nredis==6.0\ndjango-celery-beat==2.8\n",
    "requirements/production.txt": "-r base.txt\npsycopg[c]==3.2.9\ngunicorn==23.0.0\n",
    "requirements/local.txt": "-r base.txt\nwerkzeug\n",
    "locale/de/LC_MESSAGES/django.po": "",
}

WAGTAIL = {
    "manage.py": manage("mysite.settings.dev"),
    "mysite/__init__.py": "",
    "mysite/wsgi.py": wsgi("mysite.settings.dev"),
    "mysite/settings/__init__.py": "",
    "mysite/settings/base.py": SETTINGS.replace("parent.parent", "parent.parent.parent").replace(
        'SECRET_KEY = "django-insecure-literal"\nDEBUG = True\nALLOWED_HOSTS = []\n', ""
    )
    + 'import os\nSTATIC_ROOT = os.path.join(BASE_DIR, "static")\nMEDIA_ROOT = os.path.join(BASE_DIR, "media")\n',
    "mysite/settings/dev.py": 'from .base import *\nDEBUG = True\nSECRET_KEY = "dev"\nALLOWED_HOSTS = ["*"]\n',
    "mysite/settings/production.py": "from .base import *\nDEBUG = False\ntry:\n    from .local import *\nexcept ImportError:\n    pass\n",
    "requirements.txt": "Django>=5.2,<5.3\nwagtail>=7.0,<7.1\n",
}

FRONTEND = STARTPROJECT | {
    "package.json": '{"scripts": {"build": "vite build"}, "engines": {"node": ">=20"}}',
    "package-lock.json": "{}",
    "mysite/settings.py": SETTINGS + 'STATIC_ROOT = BASE_DIR / "static_root"\nSTATICFILES_DIRS = [BASE_DIR / "assets"]\n',
}

CUSTOM_USER = STARTPROJECT | {
    "mysite/settings.py": SETTINGS + 'AUTH_USER_MODEL = "people.Person"\n',
    "people/models.py": "class Person(AbstractBaseUser):\n    USERNAME_FIELD = 'phone'\n    REQUIRED_FIELDS = ['country']\n",
}

CDN = STARTPROJECT | {
    "mysite/settings.py": SETTINGS
    + 'STATIC_URL = "https://cdn.example/"\nSTATIC_ROOT = BASE_DIR / "s"\nSTORAGES = {"default": {"BACKEND": "storages.backends.s3.S3Storage"},'
    ' "staticfiles": {"BACKEND": "storages.backends.s3.S3Storage"}}\n',
    "requirements.txt": "Django==5.2.4\ndjango-storages[s3]\nmysqlclient\ngit+https://code.example/thing.git#egg=thing\n",
}

CELERY = STARTPROJECT | {
    "mysite/celery.py": 'from celery import Celery\n\napp = Celery("mysite")\n',
    "mysite/settings.py": SETTINGS
    + 'CELERY_BROKER_URL = "amqp://localhost"\nCELERY_BEAT_SCHEDULE = {"a": {"task": "b", "schedule": 1}}\n',
    "requirements.txt": "Django==5.2.4\ncelery\n",
}

CHANNELS = STARTPROJECT | {
    "mysite/settings.py": SETTINGS + 'ASGI_APPLICATION = "mysite.asgi.application"\nCHANNEL_LAYERS = {"default": {"BACKEND": '
    '"channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [os.environ.get("REDIS_URL", "redis://localhost")]}}}\n',
    "requirements.txt": "Django==5.2.4\nchannels\nchannels-redis\n",
}

ALL = {
    "channels": CHANNELS,
    "startproject": STARTPROJECT,
    "uv": UV,
    "poetry": POETRY,
    "cookiecutter": COOKIECUTTER,
    "wagtail": WAGTAIL,
    "frontend": FRONTEND,
    "custom_user": CUSTOM_USER,
    "cdn": CDN,
    "celery": CELERY,
}
