"""startproject, with settings that change what a visitor sees: another user model, a CDN, a path prefix."""

from pathlib import Path

from workshop.files import add_apps, append, replace, write
from workshop.recipe import Recipe

from . import startproject

MANIFEST = """
    STATIC_ROOT = BASE_DIR / "collected"
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
"""

USER = '''
    from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
    from django.contrib.auth.models import PermissionsMixin
    from django.db import models


    class UserManager(BaseUserManager):
        def create_user(self, email, password=None, **more):
            user = self.model(email=self.normalize_email(email), **more)
            user.set_password(password)
            user.save(using=self._db)
            return user

        def create_superuser(self, email, password=None, **more):
            return self.create_user(email, password, is_staff=True, is_superuser=True, **more)


    class User(AbstractBaseUser, PermissionsMixin):
        """A user is an email address: there is no username."""

        email = models.EmailField(unique=True)
        is_staff = models.BooleanField(default=False)
        is_active = models.BooleanField(default=True)

        objects = UserManager()
        USERNAME_FIELD = "email"
'''

USER_MIGRATION = """
    from django.db import migrations, models


    class Migration(migrations.Migration):
        initial = True
        dependencies = [("auth", "0012_alter_user_first_name_max_length")]
        operations = [
            migrations.CreateModel(
                name="User",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("password", models.CharField(max_length=128, verbose_name="password")),
                    ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                    ("is_superuser", models.BooleanField(default=False)),
                    ("email", models.EmailField(max_length=254, unique=True)),
                    ("is_staff", models.BooleanField(default=False)),
                    ("is_active", models.BooleanField(default=True)),
                    ("groups", models.ManyToManyField(blank=True, related_name="user_set", to="auth.group")),
                    ("user_permissions", models.ManyToManyField(blank=True, related_name="user_set", to="auth.permission")),
                ],
            ),
        ]
"""


def plain(folder: Path) -> Path:
    startproject.make(folder, "Django~=5.2.0")
    return folder / "mysite" / "settings.py"


def production(settings: Path):
    replace(settings, "DEBUG = True", "DEBUG = False")
    replace(settings, "ALLOWED_HOSTS = []", 'ALLOWED_HOSTS = ["127.0.0.1", "www.example.com"]')


def custom_user(folder: Path):
    settings = plain(folder)
    production(settings)
    people = folder / "people"
    write(people / "__init__.py", "")
    write(people / "migrations" / "__init__.py", "")
    write(people / "models.py", USER)
    write(people / "migrations" / "0001_initial.py", USER_MIGRATION)
    add_apps(settings, "people")
    append(settings, 'AUTH_USER_MODEL = "people.User"\nDEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\n')
    append(settings, MANIFEST)


CDN = "https://cdn.example.com/assets/"


def cdn(folder: Path):
    settings = plain(folder)
    production(settings)
    append(settings, MANIFEST)
    replace(settings, "STATIC_URL = 'static/'", f'STATIC_URL = "{CDN}"')


def prefix(folder: Path):
    settings = plain(folder)
    production(settings)
    append(settings, MANIFEST)
    append(settings, 'FORCE_SCRIPT_NAME = "/shop"\n')


RECIPES = [
    Recipe(
        "custom-user",
        "a user model with an email address and no username",
        custom_user,
        user="admin@example.com",
        files=("manage.py", "people/models.py", "people/migrations/0001_initial.py"),
    ),
    Recipe("cdn", "STATIC_URL on a CDN", cdn, cdn=CDN, files=("manage.py", "mysite/settings.py")),
    # The proxy in front strips the prefix, as FORCE_SCRIPT_NAME wants it: Django resolves paths without it.
    Recipe(
        "prefix",
        "a path prefix: FORCE_SCRIPT_NAME and STATIC_URL `static/`",
        prefix,
        public="http://www.example.com/shop",
        files=("manage.py", "mysite/settings.py"),
    ),
]
