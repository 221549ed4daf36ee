"""Public generators, each installed from the package index into a virtual environment below .run/projects/tools."""

import datetime
import hashlib
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from testkit.tree import ROOT

STATE = ROOT / ".run" / "projects"
SECONDS = 180

# A generator must neither find the environment of the tests nor write the name of this machine's user into a project.
HIDDEN = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "DJANGO_SETTINGS_MODULE", "BOOTSTRAP_VENV")


def environment(first: Path | None = None, **more) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    path = [str(first)] if first else []
    return kept | {"PATH": os.pathsep.join([*path, kept["PATH"]]), "GIT_CONFIG_GLOBAL": os.devnull, **more}


def run(command: list, folder: Path, timeout: float = SECONDS, env: dict | None = None) -> str:
    """What the command writes to stdout. A command that fails or takes longer than `timeout` seconds is an AssertionError."""
    words = [str(word) for word in command]
    try:
        result = subprocess.run(
            words, cwd=folder, env=env or environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False, timeout=timeout,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise AssertionError(f"cannot run {' '.join(words)}: no end after {timeout} s\n{error.output or ''}") from None
    assert result.returncode == 0, f"cannot run {' '.join(words)}: {result.returncode}\n{result.stdout}{result.stderr}"
    return result.stdout


class Tool:
    """The programs of some packages: Tool("uv")("uv", "init", ..., folder=PATH)."""

    def __init__(self, *requirements: str, python: str = sys.executable):
        self.requirements, self.python = requirements, python

    @property
    def folder(self) -> Path:
        """One for each set of requirements. Without a pin it is made anew every day: the newest release is what is asked for."""
        pinned = all("=" in requirement for requirement in self.requirements)
        words = [*self.requirements, self.python, sys.version, "" if pinned else datetime.date.today().isoformat()]
        return STATE / "tools" / f"{self.name}-{hashlib.sha256(' '.join(words).encode()).hexdigest()[:10]}"

    @property
    def name(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.requirements[0].lower())

    def installed(self) -> Path:
        """The folder of the programs."""
        folder, done = self.folder, self.folder / "installed"
        if not done.exists():
            for older in folder.parent.glob(f"{self.name}-??????????"):
                shutil.rmtree(older)
            folder.parent.mkdir(parents=True, exist_ok=True)
            run([self.python, "-m", "venv", "--clear", folder], folder.parent)
            install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", *self.requirements]
            run([folder / "bin" / "python", *install], folder.parent, timeout=600)
            done.touch()
        return folder / "bin"

    def __call__(self, program: str, *arguments, folder: Path, timeout: float = SECONDS, **env) -> str:
        programs = self.installed()
        return run([programs / program, *arguments], folder, timeout, environment(programs, **env))


@cache
def python_of(minimum: tuple[int, int]) -> str | None:
    """A Python of this machine that is new enough: PROJECTS_PYTHON, the one that runs the tests, or one in PATH."""
    names = [f"python3.{minor}" for minor in range(20, minimum[1] - 1, -1)]
    for candidate in [os.environ.get("PROJECTS_PYTHON"), sys.executable, *map(shutil.which, names)]:
        # A name in PATH may be a shim of a version that is not there.
        question = f"import ensurepip, sys; sys.exit(sys.version_info < {minimum})"
        if candidate and subprocess.run([candidate, "-c", question], capture_output=True, check=False).returncode == 0:
            return candidate
    return None
