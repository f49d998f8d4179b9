"""A text in UTF-8, whatever it was written in, gone through from its beginning as often as its origin allows.

Transcoding is done piece by piece; bytes that are no text are marked, not dropped and not replaced. What a worker can read
from the file itself is handed over as a span of it.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from screening.batch.intake.encoding import MARKED, UTF8
from screening.batch.intake.feed import Feed, Origin, exactly
from screening.batch.intake.source import refusal

PIECE = 1 << 20
BOM = b"\xef\xbb\xbf"


class Utf8:
    """UTF-8 bytes in order, without a byte order mark; bytes that were no text stand in it as encoded surrogates."""

    def __init__(self, feed: Feed, encoding: str) -> None:
        self.bom, self.feed = 0, feed
        self._pushed, self._ended = b"", False
        self._decoder = None if encoding == UTF8 else codecs.getincrementaldecoder(encoding)(MARKED)
        if self._decoder is not None:
            self._pushed = self._piece().removeprefix(BOM)
        elif feed.peek(len(BOM)) == BOM:
            self.bom = len(feed.read(len(BOM)))

    def read(self, size: int) -> bytes:
        """Return `size` bytes, fewer only at the end."""
        have, self._pushed = self._pushed[:size], self._pushed[size:]
        if len(have) == size:
            return have
        if self._decoder is None:
            return have + self.feed.read(size - len(have))
        pieces, length = [have], len(have)
        while length < size and not self._ended:
            pieces.append(self._piece())
            length += len(pieces[-1])
        joined = b"".join(pieces)
        self._pushed = joined[size:]
        return joined[:size]

    def push(self, data: bytes) -> None:
        """Put bytes back, to be read again."""
        self._pushed = data + self._pushed

    def _piece(self) -> bytes:
        assert self._decoder is not None
        data = self.feed.read(PIECE)
        self._ended = len(data) < PIECE
        return self._decoder.decode(data, self._ended).encode(UTF8, "surrogatepass")


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes left where they are, in a file that must not change meanwhile: cheaper than handing them to a worker."""

    path: Path
    offset: int
    length: int
    state: tuple[int, int]

    def read(self) -> bytes:
        """Read them, if the file is still the one that was scanned."""
        with self.path.open("rb", buffering=0) as file:
            file.seek(self.offset)
            data = exactly(file, self.length)
        if state_of(self.path) != self.state or len(data) != self.length:
            raise refusal("E502", str(self.path), "the file changed while it was read", "run again on a file at rest")
        return data


def state_of(path: Path) -> tuple[int, int]:
    """Return what changes when a file is written: its size and time."""
    status = path.stat()
    return status.st_size, status.st_mtime_ns


@dataclass(frozen=True, slots=True)
class TextOrigin:
    """Where a text comes from, and what it is written in."""

    origin: Origin
    encoding: str
    _once: list[Utf8] = field(default_factory=list)
    _spent: list[bool] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.origin.name

    def spans(self) -> Callable[[Utf8, int, memoryview], bytes | Span]:
        """Return what turns bytes at a place of the text into what a worker is handed: a span where the file has them."""
        path = self.origin.path
        if path is None or self.encoding != UTF8:
            return lambda _text, _offset, data: bytes(data)
        state = state_of(path)

        def span(text: Utf8, offset: int, data: memoryview) -> bytes | Span:
            return bytes(data) if text.feed.compression else Span(path, text.bom + offset, len(data), state)

        return span

    @contextmanager
    def opened(self, skip: int = 0, *, last: bool = False) -> Iterator[Utf8]:
        """Give the text from its beginning, or from `skip` on; a stream is `last` gone through once."""
        if self._spent:
            raise refusal("E001", self.name, "a stream can be read only once", "give a file")
        if self.origin.path is None:
            if last:
                self._spent.append(True)
            if not self._once:
                self._once.append(Utf8(self.origin.feed()[0], self.encoding))
            self._once[0].read(skip)
            yield self._once[0]
            return
        feed, file = self.origin.feed()
        with closing(file) if file is not None else nullcontext():
            text = Utf8(feed, self.encoding)
            text.read(skip)
            yield text
