"""The site file as the bootstrap helper writes it."""

KEYS = ["settings", "wsgi_application", "asgi_application", "script_name"]
KEYS += ["static_url", "static_root", "media_url", "media_root", "site_root"]


def site_text(**values) -> str:
    """The site file as the bootstrap helper writes it: every key, empty for none."""
    lines = {"version": "1"} | dict.fromkeys(KEYS, "") | {"static_missing": "not-found", "immutable": "0"}
    return "".join(f"{key}={value}\n" for key, value in (lines | values).items())


# What the stand-in for Gunicorn answers.
DJANGO = (200, "ok")
