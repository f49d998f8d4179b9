"""A text output compressed at the end, as one gzip or zstd stream.

One stream, though blocks could be compressed by the workers and strung together: several programs read only the first of
strung streams and take it for the whole file. No time and no name is stored, so the same rows give the same bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

import pyarrow as pa
import zstandard

from screening.batch.output.encoder import Encoder

GZIP_LEVEL = 6
ZSTD_LEVEL = 3
_GZIP_STREAM = 31  # zlib's word for: a gzip header, the largest window


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...
    def flush(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Compressed:
    """Another text kind, compressed."""

    inner: Encoder
    method: Literal["gz", "zst"]
    ready: bool = False

    @property
    def kind(self) -> str:
        return f"{self.inner.kind}.{self.method}"

    def header(self) -> bytes:
        return self.inner.header()

    def rows(self, table: pa.Table, objects: tuple[str, ...] = ()) -> bytes:
        return self.inner.rows(table, objects)

    def total(self, before: int, data: bytes) -> int:
        return self.inner.total(before, data)

    def convert(self, pieces: Iterable[bytes], out: Path, scratch: Path) -> None:  # noqa: ARG002
        stream = self._compressor()
        with out.open("wb") as file:
            for piece in pieces:
                file.write(stream.compress(piece))
            file.write(stream.flush())

    def _compressor(self) -> _Compressor:
        if self.method == "gz":
            return zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, _GZIP_STREAM)
        return zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True).compressobj()
