"""Which URLs and folders may be served as files: each rule by itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from testkit.bootstrap import BOOTSTRAP

sys.path.insert(0, str(BOOTSTRAP.parent))
from django_bootstrap import places


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/static/", "/static/"),
        ("/a/b-c_d.e~f+@,=/", "/a/b-c_d.e~f+@,=/"),
        ("/%73tatic/", "/static/"),  # Nginx compares the decoded path
        ("/a%2Fb/", "/a/b/"),
        ("https://cdn.example.com/static/", "none"),
        ("HTTP://cdn.example.com/", "none"),
        ("//cdn.example.com/static/", "none"),
        ("https://cdn.example.com/static/?v=1", "none"),
        ("s3://bucket/", "none"),
    ],
)
def test_urls(url: str, path: str) -> None:
    assert places.url_path(url) == path


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/", "every address"),
        ("static/", "does not begin"),
        ("/static", "does not begin and end"),
        ("/static/?v=1/", "'?'"),
        ("/static/#a/", "'#'"),
        ("/%3Fa/", "'?'"),
        ("/../static/", "begins with a dot"),
        ("/a/./b/", "begins with a dot"),
        ("/%2e%2e/", "begins with a dot"),
        ("/.static/", "begins with a dot"),
        ("/a//b/", "empty part"),
        ("/a(b)/", "'('"),
        ("/a*b/", "'*'"),
        ("/a|b/", "'|'"),
        ("///", "empty part"),
        ("/sta\ntic/", "control character"),
        ("/%0astatic/", "'\\n'"),
        ("/%00/", "'\\x00'"),
        ("/sta tic/", "a space"),
        ("/%20/", "' '"),
        ("/a\\b/", "'\\\\'"),
        ('/a"b/', "'\"'"),
        ("/a'b/", '"\'"'),
        ("/a`b/", "'`'"),
        ("/$host/", "'$'"),
        ("/%24host/", "'$'"),
        ("/a;b/", "';'"),
        ("/a{b/", "'{'"),
        ("/a}b/", "'}'"),
        ("/größe/", "'\\xf6'"),
        ("/gr%C3%B6%C3%9Fe/", "'\\xf6'"),
        ("/%ff/", "not UTF-8"),
        ("/%zz/", "begins no escape"),
        ("/100%25/", "'%'"),
        ("/" + "x" * 300 + "/", "longer"),
    ],
)
def test_urls_that_are_refused(url: str, reason: str) -> None:
    with pytest.raises(places.Refused) as refusal:
        places.url_path(url)
    assert reason in str(refusal.value)


@pytest.fixture
def project(tmp_path: Path) -> places.Project:
    (tmp_path / "app/mysite").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/db.sqlite3").touch()
    app = str(tmp_path / "app")
    return places.Project((app,), (app, f"{app}/mysite/settings.py"), (str(tmp_path / "data/db.sqlite3"),))


@pytest.mark.parametrize("name", ["app/static", "app/collected/public", "app/with space", "app/größe", "app/mysite/static"])
def test_a_folder_of_the_projects(project: places.Project, tmp_path: Path, name: str) -> None:
    assert places.folder(tmp_path / name, project) == str(tmp_path / name)


@pytest.mark.parametrize(
    "path",
    ["/srv/static", "/data/uploads", "/opt/site/static", "/vol/media", "/home/me/static", "/mnt/media", "/var/www/site",
     "/var/www/site/static", "/usr/src/site/static"],
)  # fmt: skip
def test_a_folder_elsewhere(project: places.Project, path: str) -> None:
    assert places.folder(path, project) == path


@pytest.mark.parametrize(
    "path",
    ["/etc", "/etc/nginx", "/bin", "/boot", "/dev/shm", "/lib64", "/proc/self", "/root/static", "/run/secrets", "/sbin",
     "/sys/x", "/tmp/static", "/usr/local/share", "/usr", "/var", "/var/log/x", "/var/lib/mysite/media",
     "/var/www", "/usr/src", "/srv/../etc"],
)  # fmt: skip
def test_a_system_folder(project: places.Project, path: str) -> None:
    with pytest.raises(places.Refused, match="system folder"):
        places.folder(path, project)


def test_a_system_folder_that_is_the_app_folder_allows_nothing() -> None:
    for base in ("/", "/usr", "/etc"):
        with pytest.raises(places.Refused, match="system folder"):
            places.folder("/etc/static", places.Project((base,), ()))
    assert places.folder("/usr/local/site/static", places.Project(("/usr/local/site",), ())) == "/usr/local/site/static"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("/", "the whole file system"),
        ("app", "the project's code"),
        (".", "the project's code"),
        ("app/mysite/..", "the project's code"),
        ("app/mysite", "the project's code"),
        ("data", "db.sqlite3 is in it"),
        ("app/a$b", "'$'"),
        ('app/a"b', "'\"'"),
        ("app/a\nb", "'\\n'"),
        ("app/a;b", "';'"),
        ("app/a{b", "'{'"),
        ("app/a\\b", "'\\\\'"),
        ("app/a:b", "':'"),
        ("app/a#b", "'#'"),
        ("app/*", "'*'"),
        ("/home/django", "a home folder"),
        ("app/a\udcff", "'\\udcff'"),
        ("app/a\0b", "control character"),
        ("app/" + "x/" * 800, "longer"),
    ],
)
def test_a_folder_that_is_refused(project: places.Project, tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(places.Refused) as refusal:
        places.folder(str(tmp_path / name), project)
    assert reason in str(refusal.value)


@pytest.mark.parametrize("marker", ["manage.py", "__init__.py", "settings.py", "pyproject.toml", ".git"])
def test_a_folder_of_code(project: places.Project, tmp_path: Path, marker: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / marker).touch()
    with pytest.raises(places.Refused, match="a folder of code"):
        places.folder(tmp_path / "other", project)


def test_an_upload_takes_down_no_other_upload(project: places.Project, tmp_path: Path) -> None:
    """Clients choose the names of files there, but make no folders called .git."""
    media = tmp_path / "app/media"
    media.mkdir()
    for marker in places.CODE_MARKERS:
        (media / marker).touch()
    assert places.folder(media, project, uploads=True) == str(media)
    (media / ".git").unlink()
    (media / ".git").mkdir()
    with pytest.raises(places.Refused, match="a folder of code"):
        places.folder(media, project, uploads=True)


def test_links_are_resolved_first(project: places.Project, tmp_path: Path) -> None:
    (tmp_path / "app/static").symlink_to("/etc")
    with pytest.raises(places.Refused, match="system folder /etc"):
        places.folder(tmp_path / "app/static", project)
    (tmp_path / "app/media").symlink_to(tmp_path / "app")
    with pytest.raises(places.Refused, match="the project's code"):
        places.folder(tmp_path / "app/media", project)
    (tmp_path / "app/public").symlink_to(tmp_path / "app/mysite/public")
    assert places.folder(tmp_path / "app/public", project) == str(tmp_path / "app/mysite/public")


def test_a_file_is_no_folder(project: places.Project, tmp_path: Path) -> None:
    (tmp_path / "app/static").touch()
    with pytest.raises(places.Refused, match="not a folder"):
        places.folder(tmp_path / "app/static", project)
