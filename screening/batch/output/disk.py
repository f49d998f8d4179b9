"""The disk: what is appended stays appended, a name appears at once or not at all, and a full disk is said in words.

The only module of the output that speaks to the operating system and looks at a clock (to sync about once a second).
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from screening.errors import InvalidInput, Problem

try:
    import fcntl
except ImportError:  # Windows has no advisory locks; two runs into one file are then the user's to avoid
    fcntl = None  # type: ignore[assignment]

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
clock: Callable[[], float] = time.monotonic


@dataclass(slots=True)
class Appended:
    """A file that only grows, or is cut back to an earlier length; `end` is its length."""

    path: Path
    file: FileIO
    end: int = 0

    @classmethod
    def opened(cls, path: Path, *, new: bool) -> Appended:
        """Open `path`, emptied or made if `new`, else as it is."""
        file = FileIO(path, "w+" if new or not path.exists() else "r+")
        return cls(path, file, file.seek(0, os.SEEK_END))

    def append(self, data: bytes) -> None:
        """Write all of `data` at the end; if the disk does not take all of it, nothing of it stays."""
        view, start = memoryview(data), self.end
        try:
            while view:
                written = self.file.write(view)
                assert written is not None
                self.end += written
                view = view[written:]
        except OSError:
            with suppress(OSError):
                self.cut(start)
            raise

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes between two places; fewer, if the file is shorter."""
        self.file.seek(start)
        parts = []
        while start < end and (part := self.file.read(end - start)):
            parts.append(part)
            start += len(part)
        self.file.seek(self.end)
        return b"".join(parts)

    def cut(self, end: int) -> None:
        """Drop everything behind `end`."""
        self.file.truncate(end)
        self.file.seek(end)
        self.end = end

    def sync(self) -> None:
        """Return when all that was appended is on the disk."""
        os.fsync(self.file.fileno())

    def close(self) -> None:
        self.file.close()

    def lock(self) -> bool:
        """Keep the file to this process while it is open; False if another one has it."""
        if fcntl is None:
            return True
        try:
            fcntl.flock(self.file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def sync_file(path: Path) -> None:
    """Return when what was written to `path` is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Return when the names in the folder `path` are on the disk, where a system lets a folder be synced."""
    if os.name == "nt":
        return
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def rename(old: Path, new: Path) -> None:
    """Give `old` the name `new`, in place of a file that has it."""
    old.replace(new)


def remove(path: Path) -> None:
    """Remove a file that may be there."""
    path.unlink(missing_ok=True)


@contextmanager
def in_words(out: Path, kept: Callable[[], str] = str) -> Iterator[None]:
    """Turn what the operating system refuses into an error for people; `kept` says what is not lost."""
    try:
        yield
    except OSError as error:
        where = str(error.filename or out)
        if error.errno in FULL:
            message, hint = "the disk is full, or a file may not grow any further", "make room"
        else:
            message, hint = f"cannot be written: {error.strerror or error}", "check the folder and its permissions"
        if rest := kept():
            message, hint = f"{message}; {rest}", f"{hint}, then run the same command with --resume"
        raise InvalidInput([Problem("E508", where, message, hint)]) from error
