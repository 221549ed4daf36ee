"""The administrator of a project: logs in, loads the page's files, uploads a picture and looks at it."""

import re
import uuid
from urllib.parse import urljoin, urlsplit

import requests
from testkit.containers.visitor import picture

from .ingress import session
from .page import Page

# The names of ManifestStaticFilesStorage: 12 digits of a hash before the ending.
HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/]*$")

TYPES = {
    "css": {"text/css"},
    "js": {"text/javascript", "application/javascript"},
    "mjs": {"text/javascript", "application/javascript"},
    "svg": {"image/svg+xml"},
    "png": {"image/png"},
    "jpg": {"image/jpeg"},
    "ico": {"image/x-icon", "image/vnd.microsoft.icon"},
    "webp": {"image/webp"},
    "woff2": {"font/woff2"},
    "json": {"application/json"},
}


class Visitor:
    """`address` is the public one, without a slash at the end; `admin` and `user` are the recipe's."""

    def __init__(self, port: int, admin: str, user: str, public: str | None = None):
        self.address, self.session = session(public, port)
        self.admin, self.user = admin, user

    def get(self, url: str) -> requests.Response:
        return self.session.get(urljoin(self.address + "/", url), timeout=30)

    def at(self, path: str) -> str:
        """The public address of a path of the application's."""
        return self.address + path

    def answers(self) -> bool:
        """Whether the login page is there. "Not yet" is no connection, or our 503; any other failure is the application's."""
        try:
            response = self.get(self.at(self.admin))
        except requests.ConnectionError:
            return False
        if response.status_code == 503 and "Retry-After" in response.headers:
            return False
        assert response.status_code == 200, f"{response.url}: {response.status_code}\n{response.text[:2000]}"
        return True

    def send(self, response: requests.Response, kind: str, values: dict[str, str], files=None) -> requests.Response:
        """Fills in the form of a page and sends it, as a browser would."""
        form = Page(response.text).form_with(kind)
        target = urljoin(response.url, form.action) if form.action else response.url
        parts = urlsplit(response.url)
        headers = {"Referer": response.url, "Origin": f"{parts.scheme}://{parts.netloc}"}
        answer = self.session.post(target, data=form.filled(values), files=files, headers=headers, timeout=30)
        assert answer.status_code == 200, f"POST {target}: {answer.status_code}\n{answer.text[:2000]}"
        return answer

    def logs_in(self, password: str):
        login = self.get(self.at(self.admin))
        form = Page(login.text).form_with("passwords")
        (secret,) = form.passwords
        self.send(login, "passwords", {"username": self.user, secret: password})
        again = self.get(self.at(self.admin))
        assert not Page(again.text).forms or not any(form.passwords for form in Page(again.text).forms), "still the login page"
        assert again.status_code == 200 and again.url == self.at(self.admin), f"{again.url}: {again.status_code}"

    def login_page_files(self) -> list[str]:
        """The addresses of all files that the login page loads."""
        login = self.get(self.at(self.admin))
        return sorted({urljoin(login.url, asset) for asset in Page(login.text).assets if not asset.startswith("data:")})

    def loads(self, url: str):
        """Asserts that a file is there, is of its name's type, and is cached permanently where its name has a hash."""
        response = self.get(url)
        assert response.status_code == 200, f"{url}: {response.status_code}"
        assert response.content, f"{url}: empty"
        name = urlsplit(url).path.rsplit("/", 1)[-1]
        if "." not in name:
            return  # a view of the application's, such as its catalogue of translations
        ending = name.rsplit(".", 1)[-1].lower()
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
        assert ending in TYPES, f"{url}: the tests know no type for it"
        assert kind in TYPES[ending], f"{url}: {kind}"
        kept = "immutable" in response.headers.get("Cache-Control", "")
        if HASHED.search(urlsplit(url).path):
            assert kept, f"{url}: {response.headers.get('Cache-Control')}"

    def uploads(self, upload) -> str:
        """Sends a picture with the form; the address at which it is shown."""
        stem = f"wall-{uuid.uuid4().hex[:10]}"
        content = picture(60, 40)
        page = self.get(self.at(upload.form))
        assert page.status_code == 200, f"{page.url}: {page.status_code}"
        files = {upload.file: (f"{stem}.png", content, "image/png")}
        # The admin's button that stays at the object; other forms do not know the name.
        answer = self.send(page, "files", {**upload.values, "_continue": "1"}, files)
        shown = self.get(self.at(upload.shown)) if upload.shown else answer
        read = Page(shown.text)
        found = [url for url in (*read.links, *read.assets) if stem in url]
        assert found, f"{shown.url} does not name {stem}.png\n{shown.text[:3000]}"
        url = urljoin(shown.url, found[0])
        response = self.get(url)
        assert response.status_code == 200, f"{url}: {response.status_code}"
        assert response.headers["Content-Type"] == "image/png", f"{url}: {response.headers['Content-Type']}"
        # A site may show a smaller copy under a name of its own.
        if urlsplit(url).path.endswith(f"/{stem}.png"):
            assert response.content == content, f"{url}: other bytes than those that were sent"
        else:
            assert response.content.startswith(b"\x89PNG"), url
        return url
