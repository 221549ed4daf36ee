"""Every Dockerfile of docs/how-to/dockerfile.md: built as it stands, started without a variable and without a command."""

import re
import uuid
from pathlib import Path

import pytest
import requests
from testkit.containers.engine import eventually, podman
from testkit.containers.images import CERTIFICATES, SINGLE
from testkit.tree import ROOT

PAGE = ROOT / "docs/how-to/dockerfile.md"
SECTIONS = dict(re.findall(r"^## (.+?)\n.*?```dockerfile\n(.*?)```", PAGE.read_text(), re.S | re.M))
IMAGE = "/usr/local/lib/django-bootstrap/gunicorn"
SYSTEM = "(python3 in PATH: /usr/local/bin/python3)"


def environment(folder: str) -> str:
    return f"of the virtual environment {folder} (the folder exists)"


# Section: what Python says of itself, how `plan` describes it, and whose Gunicorn it is.
EXPECTED = {
    "uv": ("/app/.venv", environment("/app/.venv"), IMAGE),
    "uv, without a virtual environment": ("/usr/local", SYSTEM, IMAGE),
    "uv pip": ("/usr/local", SYSTEM, IMAGE),
    "pip, a list of requirements": ("/usr/local", SYSTEM, IMAGE),
    "pip, a project with a pyproject.toml": ("/usr/local", SYSTEM, IMAGE),
    "Poetry": ("/app/.venv", environment("/app/.venv"), IMAGE),
    "Poetry, without a virtual environment": ("/usr/local", SYSTEM, IMAGE),
    "PDM": ("/app/.venv", environment("/app/.venv"), IMAGE),
    "An environment from another stage": ("/venv", environment("/venv"), IMAGE),
    "A Gunicorn of your own": ("/usr/local", SYSTEM, "/usr/local/lib/python3.13/site-packages"),
}
FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1.0"\nrequires-python = ">=3.11,<4.0"\n'
    'dependencies = ["django>=5.2,<5.3"]\n\n[tool.setuptools]\npackages = ["shop"]\n',
    "requirements.txt": "django>=5.2,<5.3\n",
    ".dockerignore": ".venv\n",
    "manage.py": "import os\nimport sys\n\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n"
    "from django.core.management import execute_from_command_line\n\nexecute_from_command_line(sys.argv)\n",
    "shop/__init__.py": "",
    "shop/settings.py": "import os\n\nSECRET_KEY = os.environ.get('SECRET_KEY', 'only for tests')\nALLOWED_HOSTS = ['*']\n"
    "ROOT_URLCONF = 'shop.urls'\nWSGI_APPLICATION = 'shop.wsgi.application'\n"
    "INSTALLED_APPS = ['django.contrib.contenttypes', 'django.contrib.auth', 'django.contrib.staticfiles']\n"
    "DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': '/tmp/db.sqlite3'}}\n"
    "STATIC_URL, STATIC_ROOT, STATICFILES_DIRS = '/static/', '/app/static', ['/app/assets']\n",
    "shop/wsgi.py": "import os\n\nfrom django.core.wsgi import get_wsgi_application\n\n"
    "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\napplication = get_wsgi_application()\n",
    "shop/urls.py": "import os\nimport sys\n\nimport gunicorn\nfrom django.http import JsonResponse\n"
    "from django.urls import re_path\n\nseen = {'prefix': sys.prefix, 'gunicorn': os.path.dirname(gunicorn.__path__[0])}\n"
    "urlpatterns = [re_path('', lambda request: JsonResponse(seen | {'uid': os.getuid()}))]\n",
    "assets/shop.css": "body { color: black }\n",
}
TRUST = {"SSL_CERT_FILE": CERTIFICATES, "REQUESTS_CA_BUNDLE": CERTIFICATES, "PIP_CERT": CERTIFICATES}
OPTIONS = ["--network", "host", "--volume", f"{CERTIFICATES}:{CERTIFICATES}:ro"]
for name, value in TRUST.items():
    OPTIONS += ["--env", f"{name}={value}"]


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The project with the lock file of each tool."""
    folder = tmp_path_factory.mktemp("shop")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    # Poetry asks pip's index in the way that pip does: not every mirror knows the other one.
    index = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    script = (
        "pip install --quiet --root-user-action=ignore uv poetry pdm 'hishel<2' && "
        f'poetry source add --priority=primary index "$(python -c "{index}")" && uv lock && poetry lock && pdm lock'
    )
    podman(
        "run", "--rm", *OPTIONS, "--volume", f"{folder}:/project", "--workdir", "/project", SINGLE, "sh", "-c", script, timeout=900
    )
    return folder


@pytest.fixture(scope="module")
def is_stand_in() -> bool:
    """Whether the base is Debian's Python in a virtual environment, /usr/local, which is no system's to uv."""
    return podman("run", "--rm", SINGLE, "sh", "-c", "ls /usr/local/pyvenv.cfg 2>/dev/null || true").strip() != ""


@pytest.fixture
def image(project, is_stand_in, request, tmp_path):
    """The section's Dockerfile, built."""
    file = tmp_path / "Dockerfile"
    text = SECTIONS[request.param].replace("django-bootstrap:py3.13", SINGLE)
    if is_stand_in:
        text = text.replace("--system", "--python /usr/local/bin/python3")
    file.write_text(text)
    tag = f"bootstrap-test-{uuid.uuid4().hex[:8]}"
    podman("build", "--quiet", "--format", "docker", *OPTIONS, "--file", file, "--tag", tag, project, timeout=900)
    yield request.param, tag
    podman("rmi", "--force", tag, check=False)


def test_every_dockerfile_of_the_page_is_here():
    assert set(SECTIONS) == set(EXPECTED)


@pytest.mark.parametrize("image", EXPECTED, indirect=True)
def test_the_dockerfile(image, run):
    name, tag = image
    prefix, python, gunicorn = EXPECTED[name]
    container = run(tag)
    address = f"http://127.0.0.1:{container.port}"

    def answer():
        try:
            return requests.get(address, timeout=10)
        except requests.RequestException:
            assert container.running, container.logs()

    seen = eventually(lambda: (found := answer()) is not None and found.status_code == 200 and found.json(), "an answer")
    assert seen == {"prefix": prefix, "gunicorn": gunicorn, "uid": 104}
    assert requests.get(f"{address}/static/shop.css", timeout=10).text == FILES["assets/shop.css"]
    plan = podman("run", "--rm", tag, "plan")
    assert python in plan
    whose = "of the image" if gunicorn == IMAGE else "23.0.0 of the project"
    assert f"{whose} ({gunicorn})" in plan
    assert "DJANGO_SETTINGS_MODULE=shop.settings, from manage.py line 4" in plan
    assert "application: from WSGI_APPLICATION of shop.settings" in plan
    # A command that is passed through finds the same Python and the settings.
    shown = podman(
        "run", "--rm", tag, "python", "-c", "import sys; from django.conf import settings as s; print(sys.prefix, s.DEBUG)"
    )
    assert shown.split() == [prefix, "False"]
    container.until_healthy()
    assert container.stop() == 0


def test_gunicorn_as_a_command_of_a_script():
    """For projects that start it by themselves."""
    assert podman("run", "--rm", SINGLE, "sh", "-c", "gunicorn --version").startswith("gunicorn (version ")
