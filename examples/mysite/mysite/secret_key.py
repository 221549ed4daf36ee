"""A secret key for sites that do not set one: random, made once, readable by its owner only."""

import os
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def stored_secret_key(path: Path) -> str:
    """The key in `path`, which is made first if there is none.

    Several workers may start at once: a complete file is linked into place, and link(2) refuses to replace another's.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # mkstemp makes the file with mode 0600.
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            try:
                with os.fdopen(handle, "w", encoding="ascii") as file:
                    file.write(get_random_secret_key())
                os.link(temporary, path)
            except FileExistsError:
                pass
            finally:
                os.unlink(temporary)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"cannot keep a secret key in {path}: {error.strerror}; set SECRET_KEY") from error
