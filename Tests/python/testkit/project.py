"""A throw-away Django project: settings, urls, wsgi, views that a test can question, optionally a user model of its own."""

from pathlib import Path
from textwrap import dedent

SETTINGS = """
    import os
    from pathlib import Path

    BASE_DIR = Path(__file__).resolve().parent.parent
    SECRET_KEY = os.environ.get("SECRET_KEY", "only for tests")
    DEBUG = False
    ALLOWED_HOSTS = ["*"]
    ROOT_URLCONF = "{name}.urls"
    WSGI_APPLICATION = "{name}.wsgi.application"
    INSTALLED_APPS = [
        "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions", "django.contrib.staticfiles",
        {apps}
    ]
    MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
    DATABASES = {{
        "default": {{
            "ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("DATABASE_FILE", BASE_DIR / "db.sqlite3"),
        }}
    }}
    AUTH_USER_MODEL = "{user_model}"
    DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_TZ = True
    STATIC_URL = "/static/"
    STATIC_ROOT = BASE_DIR / "static"
    MEDIA_URL = "/media/"
    MEDIA_ROOT = BASE_DIR / "media"
    {extra}
"""

URLS = """
    from django.urls import re_path

    from {name} import views

    urlpatterns = [
        re_path(r"^upload/", views.upload),
        re_path(r"", views.echo),
    ]
"""

VIEWS = '''
    import json
    import os

    from django.http import HttpResponse, JsonResponse


    def echo(request):
        """What Django saw, in the shape that the query asks for: status, type, vary, encoding, size, location."""
        ask = request.GET
        meta = {{key: value for key, value in request.META.items() if isinstance(value, str) and key not in os.environ}}
        body = json.dumps({{"method": request.method, "path": request.path, "secure": request.is_secure(), "meta": meta}})
        if "size" in ask:
            body = "x" * int(ask["size"])
        response = HttpResponse(body, status=int(ask.get("status", 200)), content_type=ask.get("type", "application/json"))
        for name, header in (("vary", "Vary"), ("encoding", "Content-Encoding"), ("location", "Location")):
            if name in ask:
                response[header] = ask[name]
        return response


    def upload(request):
        return JsonResponse({{"received": len(request.read())}})
'''

WSGI = """
    import os

    from django.core.wsgi import get_wsgi_application

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "{name}.settings")
    application = get_wsgi_application()
"""

USER_MODEL = """
    from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin, UserManager
    from django.db import models


    class Member(AbstractBaseUser, PermissionsMixin):
        username = models.CharField(max_length=40, unique=True)
        email = models.EmailField()
        is_staff = models.BooleanField(default=False)
        USERNAME_FIELD = "username"
        EMAIL_FIELD = "email"
        REQUIRED_FIELDS = ["email"]
        objects = UserManager()
"""


def make_project(directory: Path, name: str = "site1", custom_user: bool = False, extra_settings: str = "") -> Path:
    """Writes the project's package into `directory` (the container's /app) and returns the package's directory.

    `extra_settings` is Python, appended to settings.py. A custom user model lives in the app `members`, which has no
    migrations: `migrate --run-syncdb` makes its table.
    """
    package = directory / name
    values = {
        "name": name,
        "apps": '"members",' if custom_user else "",
        "user_model": "members.Member" if custom_user else "auth.User",
        "extra": "",
    }
    files = {"__init__": "", "settings": SETTINGS, "urls": URLS, "views": VIEWS, "wsgi": WSGI}
    package.mkdir(parents=True, exist_ok=True)
    for module, text in files.items():
        (package / f"{module}.py").write_text(dedent(text.format(**values)).lstrip("\n"))
    with (package / "settings.py").open("a") as settings:
        settings.write(dedent(extra_settings))
    if custom_user:
        members = directory / "members"
        members.mkdir(exist_ok=True)
        (members / "__init__.py").write_text("")
        (members / "models.py").write_text(dedent(USER_MODEL).lstrip("\n"))
    return package
