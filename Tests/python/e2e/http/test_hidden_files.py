"""Names that are answered 404 below /static/ and /media/, and links that are not followed."""

import os

import pytest
from testkit.app import needs_root

SECRET = b"not for clients"
CONTENT = b"for clients"
APPLICATION = 1234  # a user that is not root, as django is beside the image's files


@pytest.mark.parametrize("folder", ["static", "staticfiles", "media", "mediafiles"])
@pytest.mark.parametrize(
    "name",
    [".env", ".git/config", "a/.htpasswd", "a/.b/c.txt", ".well-known/x", "..a", "settings.py~", "a/#notes.txt#", "db.bak"]
    + ["page.php.old", "x.orig", "x.save", "x.swp", "x.swo", "X.BAK"],
)
def test_a_hidden_name_is_not_found(site, folder, name):
    site.tree.write(f"app/{folder}/hidden/{name}", SECRET)
    prefix = "/static" if folder.startswith("static") else "/media"
    target = f"{prefix}/hidden/{name}".replace("#", "%23")
    for form in (target, target.replace(".", "%2e"), target.replace("/hidden/", "/hidden/./"), target + "?a=b"):
        response = site.request(form)
        assert (response.status, SECRET in response.body) == (404, False), form


@pytest.mark.parametrize("name", ["a.b.txt", "a.bak.txt", "bak", "old/file.txt", "x.old.d/file.txt", "a~b.txt", "data.tmp", "a#b"])
@pytest.mark.parametrize("prefix", ["static", "media"])
def test_a_name_that_is_only_similar_is_served(site, prefix, name):
    site.tree.write(f"app/{prefix}/similar/{name}", CONTENT)
    response = site.request(f"/{prefix}/similar/{name}".replace("#", "%23"))
    assert (response.status, response.body) == (200, CONTENT)


def test_the_site_has_its_well_known_addresses(site):
    assert site.seen("/.well-known/change-password")["path"] == "/.well-known/change-password"


def link(tree, path: str, target, owner: int | None = None):
    """A link below the root, made by that user."""
    place = tree.root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)
    if owner is not None:
        os.lchown(place, owner, owner)


@pytest.mark.parametrize("folder", ["media", "mediafiles"])
def test_no_link_below_media_is_followed(tree, proxy_for, folder):
    secret = tree.write("outside/secret.txt", SECRET)
    tree.write(f"app/{folder}/file.txt", CONTENT)
    for name, target in {
        "file": secret,
        "relative": "../../outside/secret.txt",
        "folder": secret.parent,
        "process": "/proc/self",
        "inside": tree.app / folder / "file.txt",
        "chain": "file",
    }.items():
        link(tree, f"app/{folder}/{name}", target)
    site = proxy_for(tree)
    for target in ("file", "relative", "folder/secret.txt", "process/environ", "process/root/etc/hostname", "inside", "chain"):
        response = site.request(f"/media/{target}")
        assert (response.status, SECRET in response.body) == (404, False), target
    assert site.request("/media/file.txt").body == CONTENT


@pytest.mark.parametrize("folder", ["static", "staticfiles", "media", "mediafiles"])
def test_the_folder_itself_may_be_a_link(tree, proxy_for, folder):
    volume = tree.write("volume/a/file.txt", CONTENT).parent.parent
    link(tree, f"app/{folder}", volume)
    site = proxy_for(tree)
    assert site.request(f"/{folder.removesuffix('files')}/a/file.txt").body == CONTENT


@needs_root
@pytest.mark.parametrize("folder", ["static", "staticfiles"])
def test_a_link_below_static_leads_to_files_of_its_own_user_only(tree, proxy_for, folder):
    root_owned = tree.write("outside/packages/file.txt", SECRET)
    tree.write(f"app/{folder}/page.js", CONTENT)
    for name, target, owner in (
        ("collected", root_owned, None),  # what `collectstatic --link` makes while the image is built
        ("planted", root_owned, APPLICATION),
        ("folder", root_owned.parent, APPLICATION),
        ("shadow", "/etc/shadow", APPLICATION),
        ("process", "/proc/1", APPLICATION),
        ("page.js.gz", root_owned, APPLICATION),
        ("inside", "page.js", None),
    ):
        link(tree, f"app/{folder}/{name}", target, owner)
    site = proxy_for(tree)
    for target in ("planted", "folder/file.txt", "shadow", "process/environ"):
        response = site.request(f"/static/{target}")
        assert (response.status, SECRET in response.body) == (404, False), target
    assert site.request("/static/collected").body == SECRET
    assert site.request("/static/inside").body == CONTENT
    assert site.request("/static/page.js", [("Accept-Encoding", "gzip")]).body == CONTENT
