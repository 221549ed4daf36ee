"""What the tests know of a project: how it is made, and what a visitor finds where."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Upload:
    """A form of the admin; `file` is its file field. The page `shown` then names the file; without it, the form's answer does."""

    form: str
    file: str = "file"
    values: dict[str, str] = field(default_factory=lambda: {"title": "From a test"})
    shown: str | None = None


@dataclass(frozen=True)
class Recipe:
    """`make(folder)` makes the project in an empty folder. Paths of the site are as the application sees them."""

    name: str
    title: str
    make: Callable[[Path], None]
    # The path of the user interface of which the superuser is a user.
    admin: str = "/admin/"
    user: str = "admin"
    upload: Upload = Upload("/admin/documents/document/add/")
    # What production needs: variables of the project's own settings. None is of this project, but for Celery's two switches.
    environment: dict[str, str] = field(default_factory=dict)
    # Containers beside it, by the names under which the project's variables know them: postgres, redis.
    services: tuple[str, ...] = ()
    # The address that clients use, where a proxy in front speaks https or strips a path prefix.
    public: str | None = None
    # Where STATIC_URL is on another host: its address, and nothing static is served by the container.
    cdn: str | None = None
    celery: bool = False
    # The files that the generated project must have, and the settings module in them.
    files: tuple[str, ...] = ()
    # Edits of the project or of what `init` wrote that the project cannot do without, as (file, old, new). Should be none.
    by_hand: tuple[tuple[str, str, str], ...] = ()
    # The oldest Python that the project's Django runs on.
    python: tuple[int, int] = (3, 10)
