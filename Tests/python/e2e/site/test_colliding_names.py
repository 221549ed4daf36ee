"""Immutable names that Nginx's hash table puts into one place: the table has to be built all the same."""

from itertools import islice, product

from testkit.site_file import site_text

# ngx_hash_key: key * 31 + character, so both pairs have the same key.
PAIRS = ("b@", "a_")


def colliding(number: int) -> list[str]:
    return ["".join(pairs) + ".css" for pairs in islice(product(PAIRS, repeat=14), number)]


def test_names_with_the_same_key(tree, site_for):
    """A bucket of Nginx's takes 64 KiB; more is an error that stops the start."""
    tree.write("app/static/app.1f.css", "x")
    site = site_for(site_text(immutable=1), names=["app.1f.css", *colliding(4000)])
    assert site.caching("/static/app.1f.css") == (200, ["max-age=315360000, public, immutable"])
    assert "names are not valid" in site.proxy.stderr.text()
