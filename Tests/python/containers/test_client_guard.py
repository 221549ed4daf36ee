"""The images' own Nginx module, built for the Nginx of each release of Debian."""

import subprocess
import uuid

import pytest
from testkit.containers.engine import podman

MODULE = "/usr/lib/nginx/modules/ngx_http_client_guard_module.so"
IMAGES = ["django-bootstrap-example:single-py3.11", "django-bootstrap-example:single-py3.13"]


@pytest.mark.parametrize("image", IMAGES)
def test_nginx_runs_with_it(run, visit, image):
    container = run(image, SECRET_KEY="test", TRUSTED_PROXIES="none")
    visit(container).until_there()
    assert f'load_module "{MODULE}";' in container.shell("cat /run/nginx/conf/nginx.conf")
    assert "WARNING" not in container.logs(), container.logs()


@pytest.fixture
def without_module():
    made = []

    def build(image: str) -> str:
        made.append(f"bootstrap-test-{uuid.uuid4().hex[:8]}")
        text = f"FROM {image}\nRUN rm {MODULE}\n"
        subprocess.run(["podman", "build", "--quiet", "--tag", made[-1], "-"], input=text, text=True, check=True)
        return made[-1]

    yield build
    for tag in made:
        podman("rmi", "--force", tag, check=False)


@pytest.mark.parametrize("image", IMAGES)
def test_nginx_runs_without_it(run, visit, without_module, image):
    container = run(without_module(image), SECRET_KEY="test", TRUSTED_PROXIES="none")
    visit(container).until_there()
    assert MODULE not in container.shell("cat /run/nginx/conf/nginx.conf")
    assert container.stop() == 0
