"""The proxy in front of a container, as the tests' session: public addresses, https ended, a path prefix stripped."""

from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter


class Ingress(HTTPAdapter):
    """Sends what is asked of `public` to the container's port on loopback, with the headers that such a proxy sets."""

    def __init__(self, public: str, port: int):
        super().__init__()
        self.public, self.port = urlsplit(public), port

    def rewritten(self, url: str) -> str:
        parts = urlsplit(url)
        assert parts.netloc == self.public.netloc, f"not an address of this site: {url}"
        prefix = self.public.path.rstrip("/")
        assert parts.path == prefix or parts.path.startswith(prefix + "/"), f"outside of {prefix}: {url}"
        return urlunsplit(("http", f"127.0.0.1:{self.port}", parts.path.removeprefix(prefix) or "/", parts.query, ""))

    def send(self, request, *arguments, **options):
        inside = request.copy()
        inside.url = self.rewritten(request.url)
        inside.headers.update({"Host": self.public.netloc, "X-Forwarded-Proto": self.public.scheme, "X-Forwarded-For": "192.0.2.1"})
        response = super().send(inside, *arguments, **options)
        # Cookies and redirects are those of the public address: a browser knows no other.
        response.url, response.request = request.url, request
        return response


def session(public: str | None, port: int) -> tuple[str, requests.Session]:
    """The site's address without a slash at its end, and a session that reaches nothing else."""
    made = requests.Session()
    # Variables of this machine's proxies are not for loopback.
    made.trust_env = False
    address = (public or f"http://127.0.0.1:{port}").rstrip("/")
    if public:
        made.mount("http://", Ingress(public, port))
        made.mount("https://", Ingress(public, port))
    return address, made
