"""A project with URLs and folders of its own: Nginx serves them, in one container and in two, without a setting for it."""

from pathlib import Path

import pytest
import requests
from testkit.containers.engine import eventually, podman
from testkit.containers.images import APP, PROXY, SINGLE, Builder

PROJECT = Path(__file__).parent / "own_places"
STYLE = (PROJECT / "look/shop.css").read_text()


@pytest.fixture(scope="module")
def build():
    builder = Builder()
    yield lambda base: builder(PROJECT, base)
    builder.remove()


def get(container, path: str) -> requests.Response:
    return requests.get(f"http://127.0.0.1:{container.port}{path}", timeout=20)


def page(container) -> str:
    def ask():
        try:
            answer = get(container, "/")
        except requests.RequestException:
            assert container.running, container.logs()
            return ""
        return answer.text if answer.status_code == 200 else ""

    return eventually(ask, "the page")


def is_served(container):
    address = page(container).removeprefix("the project: ")
    assert address.startswith("/assets/shop.") and address != "/assets/shop.css", "the name with the hash"
    # The two containers start by themselves: Nginx may have had its first answer before it read the site file.
    style = eventually(lambda: (found := get(container, address)).text == STYLE and found, "the style sheet from Nginx")
    assert "immutable" in style.headers["Cache-Control"]
    assert get(container, "/uploads/a.txt").text == "an upload\n"
    assert get(container, "/static/shop.css").text.startswith("the project"), "no default location is left there"


def test_in_one_container(build, run):
    container = run(build(SINGLE))
    page(container)
    container.shell("echo an upload > /data/uploads/a.txt")
    is_served(container)
    assert container.stop() == 0


@pytest.mark.parametrize("first", ["proxy", "app"])
def test_in_two(build, run, volume, first):
    image, sockets, static, uploads = build(APP), volume(), volume(), f"{volume()}:/data/uploads"
    podman("run", "--rm", "--volume", uploads, image, "sh", "-c", "echo an upload > /data/uploads/a.txt")
    both = ["--volume", f"{sockets}:/run/gunicorn", "--volume", uploads]

    def proxy():
        return run(PROXY, options=[*both, "--volume", f"{static}:/app/static"], TRUSTED_PROXIES="none")

    def app():
        options = [*both, "--volume", f"{static}:/srv/static"]
        return run(image, options=options, STATIC_PUBLISH_DIR="/srv/static", SKIP_MIGRATIONS="1")

    if first == "proxy":
        front, back = proxy(), app()
    else:
        back, front = app(), proxy()
    is_served(front)
    front.until_healthy()
    assert front.stop() == 0 and back.stop() == 0
