"""Makes importable what `app-runner init` passes as arguments: COUNT, then COUNT pairs of a name and its text, then
options.

Nothing is written for it: the program also runs on a read-only file system, and there is no file that another user
could replace.
"""

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType

count = int(sys.argv[1])
words = sys.argv[2 : 2 + 2 * count]
EMBEDDED = dict(zip(words[::2], words[1::2], strict=True))
OPTIONS = sys.argv[2 + 2 * count :]


PACKAGE = "django_bootstrap_init"


class EmbeddedModules(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """The package, whose modules have the names of its files."""

    @staticmethod
    def file(fullname: str) -> str:
        package, _, module = fullname.partition(".")
        return f"{module or '__init__'}.py" if package == PACKAGE else ""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if self.file(fullname) not in EMBEDDED:
            return None
        is_package = fullname == PACKAGE
        return importlib.machinery.ModuleSpec(fullname, self, origin=self.file(fullname), is_package=is_package)

    def is_package(self, fullname: str) -> bool:
        return fullname == PACKAGE

    def get_source(self, fullname: str) -> str:
        return EMBEDDED[self.file(fullname)]


sys.meta_path.insert(0, EmbeddedModules())
from django_bootstrap_init import main, templates  # noqa: E402

templates.EMBEDDED = EMBEDDED
sys.exit(main.main(OPTIONS))
