"""Which URLs and folders of the settings may be served as files: what is refused gets a reason."""

from __future__ import annotations

import os
import re
import sys
import urllib.parse
from collections.abc import Iterable
from dataclasses import dataclass, field

OTHER_HOST = "none"  # the site file's word for a URL on another host
LONGEST_URL, LONGEST = 200, 1024  # characters

# hier(7). A link like /bin -> /usr/bin has been resolved before.
SYSTEM_FOLDERS = tuple(
    f"/{name}" for name in "bin boot dev etc lib lib32 lib64 libx32 proc root run sbin sys tmp usr var".split()
)
# Where projects keep their files all the same; the folder itself is not one of them.
PROJECT_FOLDERS = ("/usr/src", "/var/www")
CODE_MARKERS = ("manage.py", "__init__.py", "settings.py", "pyproject.toml", ".git")
UNSAFE_IN_URL = re.compile(r"[^A-Za-z0-9._~+@,=/-]")  # of the rest, some would need quoting in Nginx's files
UNSAFE_IN_PATH = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\"'`\\${};:#*]")


class Refused(Exception):
    """Why a value of the settings is not used."""


# --- URLs ---


def url_path(url: str) -> str:
    """The path of STATIC_URL or MEDIA_URL as Nginx compares it (decoded); OTHER_HOST when it has a host of its own."""
    if re.search(r"[\x00-\x20\x7f]", url):
        raise Refused("it has a space or a control character in it")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//[^/]", url):
        return OTHER_HOST
    if re.search(r"%(?![0-9A-Fa-f]{2})", url):
        raise Refused("it has a % in it that begins no escape")
    try:
        path = urllib.parse.unquote(url, errors="strict")
    except UnicodeDecodeError:
        raise Refused("its escapes are not UTF-8") from None
    found = UNSAFE_IN_URL.search(path)
    if found:
        raise Refused(f"it has {found.group()!a} in it")
    if not path.startswith("/") or not path.endswith("/"):
        raise Refused("it does not begin and end with a slash")
    if path == "/":
        raise Refused("every address of the site would be a file")
    if any(part[:1] in ("", ".") for part in path[1:-1].split("/")):
        raise Refused("it has an empty part in it, or one that begins with a dot")
    if len(path) > LONGEST_URL:
        raise Refused(f"it is longer than {LONGEST_URL} characters")
    return path


# --- folders ---


@dataclass(frozen=True)
class Project:
    """What must not be served, and where the project may keep files; every path is absolute and without links."""

    bases: tuple[str, ...]  # the app folder and the working directory
    code: tuple[str, ...]
    private: tuple[str, ...] = field(default=())  # databases, the home folder, files of our own

    @classmethod
    def of(cls, app: str, settings_file: str | None, private: Iterable[str] = ()) -> Project:
        """The project in the app folder and the working directory, with what Python imports from."""
        bases = tuple(dict.fromkeys(real(path) for path in (app, os.getcwd())))
        code = [base for base in bases if os.path.exists(os.path.join(base, "manage.py"))]
        code += [os.getcwd(), *(path for path in sys.path if os.path.exists(path or os.curdir))]
        code += [settings_file] if settings_file else []
        home = os.path.expanduser("~")
        private = [*private, *([home] if os.path.isdir(home) else [])]
        return cls(bases, tuple(dict.fromkeys(map(real, code))), tuple(map(real, private)))


def real(path: str) -> str:
    return os.path.realpath(path)


def contains(folder: str, path: str) -> bool:
    """Whether the path is the folder or below it; both are absolute and without links."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def folder(name: str | os.PathLike[str], project: Project, uploads: bool = False) -> str:
    """The folder of STATIC_ROOT, MEDIA_ROOT or WHITENOISE_ROOT, absolute and without links; a missing one will do.

    In a folder of uploads a client chooses the names: a file that is called manage.py must not take it down."""
    text = os.fspath(name)
    if not isinstance(text, str):
        raise Refused("it is not text")
    if "\0" in text:
        raise Refused("it has a control character in it")
    path = real(text)
    reason = against(path, project, uploads)
    if reason:
        raise Refused(reason)
    return path


def against(path: str, project: Project, uploads: bool) -> str | None:
    """Why a folder must not be served; None when it may."""
    if path == "/":
        return "it is the whole file system"
    found = UNSAFE_IN_PATH.search(path)
    if found:
        return f"its path has {found.group()!a} in it"
    if len(path) > LONGEST:
        return f"its path is longer than {LONGEST} characters"
    if os.path.exists(path) and not os.path.isdir(path):
        return "it is not a folder"
    for code in project.code:
        if contains(path, code):
            return f"the project's code is in it ({code})"
    for marker in CODE_MARKERS:
        found_marker = os.path.join(path, marker)
        if os.path.isdir(found_marker) or (os.path.lexists(found_marker) and not uploads):
            return f"it is a folder of code ({marker} is in it)"
    for file in project.private:
        if contains(path, file):
            return f"{file} is in it, which is not for clients"
    return system_folder(path, project)


def system_folder(path: str, project: Project) -> str | None:
    usable = (base for base in project.bases if base != "/" and base not in SYSTEM_FOLDERS)
    if any(contains(base, path) for base in usable):
        return None
    if re.fullmatch(r"/home(/[^/]*)?", path):
        return "it is a home folder"
    if any(path != place and contains(place, path) for place in PROJECT_FOLDERS):
        return None
    for system in SYSTEM_FOLDERS:
        if contains(system, path):
            return f"it is in the system folder {system}"
    return None
