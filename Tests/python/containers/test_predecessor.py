"""A project of the shell-script images, with nothing changed but the first line of its Dockerfile."""

import requests

IMAGE = "django-bootstrap-predecessor:test"


def test_it_runs(run):
    container = run(IMAGE, SUPERUSER_PASSWORD="pw")
    container.until_healthy()  # asked with a host of ALLOWED_HOSTS, and as HTTPS
    address = f"http://127.0.0.1:{container.port}"
    headers = {"Host": "shop.example.com", "X-Forwarded-Proto": "https"}
    assert requests.get(address, headers=headers, timeout=10).text == "the shop"
    assert requests.get(address, timeout=10).status_code == 400
    redirect = requests.get(address, headers={"Host": "shop.example.com"}, timeout=10, allow_redirects=False)
    assert redirect.headers["Location"] == "https://shop.example.com/"
    manifest = container.shell("cat /app/static/staticfiles.json")
    assert "admin/css/base.css" in manifest
    assert requests.get(f"{address}/static/admin/css/base.css", timeout=10).headers["Cache-Control"] == "max-age=60, public"
    assert "--timeout" in " ".join(command for *_, command in container.processes())
    assert container.stop() == 0
