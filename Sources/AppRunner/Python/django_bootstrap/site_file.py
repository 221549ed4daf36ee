"""The site file: the values that the proxy and publishing read (docs/reference/site-file.md)."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, field


@dataclass
class Site:
    """The values of the site file; empty is none."""

    settings: str = ""
    wsgi_application: str = ""
    asgi_application: str = ""
    static_url: str = ""
    static_root: str = ""
    static_missing: str = "application"
    script_name: str = ""
    media_url: str = ""
    media_root: str = ""
    site_root: str = ""
    immutable: list[str] = field(default_factory=list)
    # Not in the file:
    warnings: list[str] = field(default_factory=list)
    refusals: dict[str, tuple[str, str]] = field(default_factory=dict)  # of a setting: reason and remedy
    server: str = ""  # WHITENOISE or SERVESTATIC, the prefix of its settings

    @property
    def lines(self) -> list[str]:
        names = ["settings", "wsgi_application", "asgi_application", "static_url", "static_root", "static_missing"]
        names += ["script_name", "media_url", "media_root", "site_root"]
        values = [(name, getattr(self, name)) for name in names]
        return [f"{name}={value}" for name, value in [("version", 1), *values, ("immutable", len(self.immutable))]]

    def refuse(self, name: str, value: object, reason: object, remedy: str) -> None:
        self.refusals[name] = (str(reason), remedy)
        self.warnings.append(f"cannot serve {name} {ascii(str(value))[1:-1][:200]}: {reason}; {remedy}")


def write(site: Site, path: str) -> None:
    """First the names, then the file that counts them: a reader of the second has the first."""
    replace(path + ".immutable", site.immutable)
    replace(path, site.lines)


def replace(path: str, lines: list[str]) -> None:
    descriptor, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(path)}-", dir=os.path.dirname(path))
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write("".join(f"{line}\n" for line in lines))
            os.fchmod(file.fileno(), 0o644)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def remove(path: str) -> None:
    for name in (path, path + ".immutable"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
