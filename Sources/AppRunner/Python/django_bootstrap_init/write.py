"""Writes a set of files, all or none; follows no link inside the project."""

from __future__ import annotations

import os
import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from .files import Problem

FLAGS = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Signals come when the files are in their places, or gone again."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def existing(root: str, files: dict[str, str]) -> list[str]:
    return [name for name in files if os.path.lexists(os.path.join(root, name))]


class Writer:
    """Each file is written beside its place under a name of its own; when all are there they are renamed, or all
    undone."""

    def __init__(self, root: str, replaces: bool) -> None:
        self.replaces = replaces
        self.mark = f".init-{secrets.token_hex(6)}"
        self.root = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self.folders: dict[str, int] = {"": self.root}
        self.made: list[str] = []
        self.placed: list[tuple[str, str, bool]] = []  # folder, name, whether it replaced one

    def write(self, files: dict[str, str]) -> None:
        staged: list[tuple[str, str]] = []
        try:
            for path, text in files.items():
                folder, name = os.path.split(path)
                staged.append((folder, name))
                self.stage(self.open(folder), name, text)
            with uninterrupted():
                for folder, name in staged:
                    path = os.path.join(folder, name)
                    self.place(folder, name)
                self.forget()
        except BaseException as error:
            with uninterrupted():
                self.undo(staged)
            if isinstance(error, OSError):
                raise Problem(f"cannot write {path}: {reason(error)}; nothing was written", 1) from None
            raise

    def forget(self) -> None:
        """The files that were replaced."""
        for folder, name, replaced in self.placed:
            if replaced:
                os.unlink(name + self.mark + ".old", dir_fd=self.folders[folder])

    def open(self, folder: str) -> int:
        if folder not in self.folders:
            with suppress(FileExistsError):
                os.mkdir(folder, 0o777, dir_fd=self.root)
                self.made.append(folder)
            self.folders[folder] = os.open(folder, FLAGS, dir_fd=self.root)
        return self.folders[folder]

    def stage(self, folder: int, name: str, text: str) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(name + self.mark, flags, 0o666, dir_fd=folder), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    def place(self, folder: str, name: str) -> None:
        descriptor, old = self.folders[folder], False
        if self.replaces:
            with suppress(FileNotFoundError):
                os.rename(name, name + self.mark + ".old", src_dir_fd=descriptor, dst_dir_fd=descriptor)
                old = True
            self.placed.append((folder, name, old))
        # A link, not a rename: a file that has come meanwhile is not replaced.
        os.link(name + self.mark, name, src_dir_fd=descriptor, dst_dir_fd=descriptor, follow_symlinks=False)
        if not self.replaces:
            self.placed.append((folder, name, False))
        os.unlink(name + self.mark, dir_fd=descriptor)

    def undo(self, staged: list[tuple[str, str]]) -> None:
        for folder, name, replaced in reversed(self.placed):
            with suppress(OSError):
                if replaced:
                    os.rename(
                        name + self.mark + ".old",
                        name,
                        src_dir_fd=self.folders[folder],
                        dst_dir_fd=self.folders[folder],
                    )
                else:
                    os.unlink(name, dir_fd=self.folders[folder])
        for folder, name in staged:
            with suppress(OSError, KeyError):
                os.unlink(name + self.mark, dir_fd=self.folders[folder])
        for folder in self.made:
            with suppress(OSError):
                os.rmdir(folder, dir_fd=self.root)


def reason(error: OSError) -> str:
    if isinstance(error, NotADirectoryError) or error.errno == 40:  # ELOOP: a link in the place of a folder
        return "its folder is a link or no folder"
    return error.strerror or str(error)
