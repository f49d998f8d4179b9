"""The bytes of an input, decompressed and in order: from a file, a pipe or standard input.

A stream that is damaged or cut off is an error when its end is reached, never a shorter file. Nothing is written,
except a temporary copy for the two formats that cannot be read front to back.
"""

from __future__ import annotations

import shutil
import stat
import sys
import tempfile
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol

import pyarrow as pa

from screening.batch.intake.source import refusal

STANDARD_INPUT = "-"
COMPRESSIONS = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}


class Bytes(Protocol):
    """What can be read."""

    def read(self, size: int = ..., /) -> bytes: ...


class _Counted:
    """A stream with its first bytes put back, that counts what was taken from it."""

    closed = False

    def __init__(self, stream: Bytes, head: bytes) -> None:
        self._stream, self._head, self.position = stream, head, 0

    def read(self, size: int = 1 << 20) -> bytes:
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
        else:
            data = self._stream.read(size)
        self.position += len(data)
        return data

    def close(self) -> None:
        """Nothing: whoever opened the stream closes it."""


class Feed:
    """Bytes in order; `used` counts bytes of the file itself, also where it is compressed."""

    def __init__(self, name: str, stream: Bytes) -> None:
        self.name = name
        self.start = exactly(stream, 4)
        self.compression = next((kind for magic, kind in COMPRESSIONS.items() if self.start.startswith(magic)), None)
        self._counted = _Counted(stream, self.start)
        self._pushed = b""
        self._from: Bytes = self._counted
        if self.compression:
            self._from = pa.CompressedInputStream(pa.PythonFile(self._counted, mode="r"), self.compression)

    @property
    def used(self) -> int:
        return self._counted.position

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end; a stream that is damaged or cut off is refused."""
        data, self._pushed = self._pushed[:size], self._pushed[size:]
        try:
            return data + exactly(self._from, size - len(data)) if len(data) < size else data
        except (OSError, pa.ArrowException) as error:
            what = f"the {self.compression} data are damaged or cut off" if self.compression else "reading failed"
            hint = "pack or fetch the file again" if self.compression else "check the disk and try again"
            raise refusal("E502", self.name, f"{what} ({error}); nothing after this point was read", hint) from error

    def peek(self, size: int) -> bytes:
        """Return the next bytes and leave them to be read again."""
        data = self.read(size)
        self._pushed = data + self._pushed
        return data


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Origin:
    """Where the bytes come from: a regular file (opened as often as needed) or a stream (opened once)."""

    name: str
    path: Path | None
    stream: BinaryIO | None = None
    size: int | None = None
    _once: list[Feed] = field(default_factory=list)

    def feed(self) -> tuple[Feed, BinaryIO | None]:
        """Return the bytes and what to close afterwards (nothing, for a stream that is read once)."""
        if self.path is not None:
            file = self.path.open("rb", buffering=0)
            return Feed(self.name, file), file
        if not self._once:
            assert self.stream is not None
            self._once.append(Feed(self.name, self.stream))
        return self._once[0], None

    def local(self) -> Origin:
        """Return a regular file with the same bytes: itself, or a temporary copy that goes when it is no longer used."""
        if self.path is not None:
            return self
        with tempfile.NamedTemporaryFile(prefix="screening-", delete=False) as copy:
            path = Path(copy.name)
            origin = Origin(self.name, path)
            weakref.finalize(origin, path.unlink, missing_ok=True)
            shutil.copyfileobj(_Whole(self.feed()[0]), copy, 1 << 20)
        return origin


class _Whole:
    """A feed as a plain readable."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed

    def read(self, size: int = 1 << 20, /) -> bytes:
        return self._feed.read(size)


def origin_of(path: str, stdin: BinaryIO | None) -> Origin:
    """Find the input; one that is missing, a folder or not readable is refused."""
    if path == STANDARD_INPUT:
        return Origin("standard input", None, stdin if stdin is not None else sys.stdin.buffer)
    place = Path(path)
    try:
        status = place.stat()
        if stat.S_ISDIR(status.st_mode):
            raise refusal("E001", path, "this is a folder", "name a file, or `-` for standard input")
        file = place.open("rb", buffering=0)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise refusal(
            "E001", path, f"the file cannot be read: {reason}", "check the path and its permissions"
        ) from error
    if not stat.S_ISREG(status.st_mode):
        origin = Origin(path, None, file)  # a pipe: opening it a second time would lose what was read
        weakref.finalize(origin, file.close)
        return origin
    file.close()
    return Origin(path, place, size=status.st_size)


def exactly(stream: Bytes, size: int) -> bytes:
    """Read until `size` bytes are there or the stream ends: pipes give less than they are asked for."""
    data = stream.read(size)
    if len(data) == size or not data:
        return bytes(data)
    pieces, have = [data], len(data)
    while have < size and (data := stream.read(size - have)):
        pieces.append(data)
        have += len(data)
    return b"".join(pieces)
