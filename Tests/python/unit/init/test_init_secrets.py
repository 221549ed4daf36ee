"""No secret of the settings is copied into the files that are written, whatever its variable is called."""

from __future__ import annotations

import pytest

from django_bootstrap_init.detect import detect
from django_bootstrap_init.facts import Options
from django_bootstrap_init.plan import plan

SETTINGS = """
import os
SECRET_KEY = os.environ.get("DJANGO_SEED", "{0}")
DATABASES = {{"default": {{"ENGINE": "django.db.backends.postgresql", "HOST": "db", "NAME": "x", "USER": "x"}}}}
EMAIL_HOST_PASSWORD = {1}
CACHES = {{"default": {{"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {{"PASSWORD": {1}}}}}}}
OTHER = {1}
DATE_FORMAT = os.environ.get("SHOWN", "j. F Y")
"""


@pytest.mark.parametrize(
    "name",
    ["MAIL", "DB_PWD", "HASHID_SALT", "WEBHOOK_SIGNING", "STRIPE_SECRET", "SENTRY_DSN"]
    + ["AWS_ACCESS_KEY_ID", "SOME_TOKEN", "MY_KEY"],
)
def test_a_default_that_is_a_secret(make, name) -> None:
    text = SETTINGS.format("hunter2", f'os.environ.get("{name}", "hunter2")')
    manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n'
    root = make({"manage.py": manage, "mysite/settings.py": text, "mysite/__init__.py": "", "requirements.txt": "Django\n"})
    written = plan(str(root), detect(str(root), Options()), Options())
    assert not [path for path, content in written.items() if "hunter2" in content]
    assert "#SHOWN=j. F Y" in written[".env.example"]


@pytest.mark.parametrize("name", ["DB_PWD", "HASHID_SALT", "WEBHOOK_SIGNING_ID"])
def test_by_the_name_alone(make, name) -> None:
    text = f'import os\nX = len(os.environ.get("{name}", "hunter2"))\nSECRET_KEY = "x"\n'
    root = make({"manage.py": "", "mysite/settings.py": text, "mysite/__init__.py": "", "requirements.txt": "Django\n"})
    options = Options("", "single", "mysite.settings")
    assert "hunter2" not in "".join(plan(str(root), detect(str(root), options), options).values())
