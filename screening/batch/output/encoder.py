"""What every kind of output is to a run: rows in, bytes out, block by block; and the last step to the finished file.

An encoder is small and picklable: the worker processes encode, the main process only appends. Bytes of later blocks follow
those of earlier ones, so that an unfinished file can be cut off after any whole block. Kinds that cannot be appended to
(Parquet, XLSX, compressed files) keep blocks in a form that can, and are made from it at the end, a block at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from screening.errors import InvalidInput, Problem


class Encoder(Protocol):
    """One kind of output."""

    @property
    def kind(self) -> str:
        """The ending it is for, and so its name: `csv`, `jsonl.gz`; a run is resumed only with the kind it began with."""

    @property
    def ready(self) -> bool:
        """Whether `header` and the blocks of `rows`, one after another, already are the finished file."""

    def header(self) -> bytes:
        """Return what comes before the first block; a whole file, if there is no block at all."""

    def rows(self, table: pa.Table, objects: tuple[str, ...] = ()) -> bytes:
        """Encode rows whose columns are the encoder's, all text; null is as good as empty."""

    def total(self, before: int, data: bytes) -> int:
        """Return `before` plus the rows in `data` where the kind has a limit, else 0; raise if it is exceeded."""

    def convert(self, pieces: Iterable[bytes], out: Path, scratch: Path) -> None:
        """Write the finished file to `out` from the header and the blocks; `scratch` is a folder for its own use."""


def texts(table: pa.Table) -> list[pa.Array]:
    """Return the columns of `table`, each as one run of text, empty where it was null."""
    return [_text(column) for column in table.columns]


def _text(column: pa.ChunkedArray) -> pa.Array:
    whole = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    text = whole if pa.types.is_string(whole.type) else whole.cast(pa.string())
    return text.fill_null("") if text.null_count else text


def refusal(message: str, hint: str, where: str = "output") -> InvalidInput:
    """Return the error for an output of the wanted kind that cannot be."""
    return InvalidInput([Problem("E508", where, message, hint)])
