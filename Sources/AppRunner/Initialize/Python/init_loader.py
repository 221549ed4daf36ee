"""Makes importable what `app-runner init` passes as arguments: COUNT, then COUNT pairs of a name and its text, then options.

Nothing is written for it: the program also runs on a read-only file system, and there is no file that another user could replace.
"""

import importlib.abc
import importlib.machinery
import sys

count = int(sys.argv[1])
words = sys.argv[2 : 2 + 2 * count]
EMBEDDED = dict(zip(words[::2], words[1::2], strict=True))
OPTIONS = sys.argv[2 + 2 * count :]


class EmbeddedModules(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    def find_spec(self, fullname, path=None, target=None):
        if fullname + ".py" not in EMBEDDED:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, origin=fullname + ".py")

    def get_source(self, fullname):
        return EMBEDDED[fullname + ".py"]


sys.meta_path.insert(0, EmbeddedModules())
import init_main  # noqa: E402
import init_templates  # noqa: E402

init_templates.EMBEDDED = EMBEDDED
sys.exit(init_main.main(OPTIONS))
