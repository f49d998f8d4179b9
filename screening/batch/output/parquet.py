"""Rows as Parquet: every column text, as in the source and the other kinds; data for programs, so nothing is defused.

Made at the end from the unfinished file, a block at a time; small blocks share a row group.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet

from screening.batch.output.frames import packed, unpacked

ROW_GROUP = 131_072


@dataclass(frozen=True, slots=True)
class Parquet:
    """A Parquet file, compressed with zstd."""

    columns: tuple[str, ...]
    kind: str = "parquet"
    ready: bool = False

    def header(self) -> bytes:
        return b""

    def rows(self, table: pa.Table, objects: tuple[str, ...] = ()) -> bytes:  # noqa: ARG002
        return packed(table)

    def total(self, before: int, data: bytes) -> int:  # noqa: ARG002 - no limit of rows
        return 0

    def convert(self, pieces: Iterable[bytes], out: Path, scratch: Path) -> None:  # noqa: ARG002
        schema = pa.schema([(name, pa.string()) for name in self.columns])
        with out.open("wb") as file, pa.parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            waiting: list[pa.Table] = []
            for piece in pieces:
                waiting.append(unpacked(piece))
                if sum(table.num_rows for table in waiting) >= ROW_GROUP:
                    writer.write_table(pa.concat_tables(waiting), row_group_size=ROW_GROUP)
                    waiting = []
            if waiting:
                writer.write_table(pa.concat_tables(waiting), row_group_size=ROW_GROUP)
