"""What the small projects of the tests say of themselves: their user, and where they come from."""

import requests

from .engine import Container, eventually


def answer(container: Container) -> str:
    """The text of the front page, once it is the project's own."""

    def ask():
        try:
            return requests.get(f"http://127.0.0.1:{container.port}/", timeout=10).text
        except requests.RequestException:
            assert container.running, container.logs()
            return ""

    return eventually(lambda: text if "uid" in (text := ask()) else "", "an answer")
