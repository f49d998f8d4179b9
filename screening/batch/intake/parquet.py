"""Parquet: row groups in batches; every scalar type is read as text, lists and structures are refused. Rows begin at 1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from screening.batch.intake.cutting import Limits
from screening.batch.intake.feed import Origin
from screening.batch.intake.rows import Rows
from screening.batch.intake.source import checked_header, id_position, refusal
from screening.batch.intake.tables import TableRaw, castable, cut
from screening.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from screening.batch.translation import Mapping


@dataclass(frozen=True, slots=True)
class Parquet:
    """An opened Parquet file."""

    origin: Origin
    header: tuple[str, ...]
    id_column: int | None
    batch_rows: int
    nested: bool = False

    @property
    def name(self) -> str:
        return self.origin.name

    @property
    def total_bytes(self) -> int | None:
        return self.origin.size

    def raws(self) -> Iterator[TableRaw]:
        """Give the rows in blocks of whole transactions."""
        assert self.origin.path is not None
        try:
            with pq.ParquetFile(self.origin.path) as file:
                size = self.origin.path.stat().st_size / file.metadata.num_rows
                yield from cut(self._batches(file), self.header, self.id_column, self.name, size)
        except (OSError, pa.ArrowException) as error:
            raise _damaged(self.name, error) from error

    def _batches(self, file: pq.ParquetFile) -> Iterator[tuple[pa.Table, Rows]]:
        first = 1
        for batch in file.iter_batches(self.batch_rows, use_threads=False):
            yield pa.Table.from_batches([batch]), np.arange(first, first + batch.num_rows, dtype=np.int64)
            first += batch.num_rows


def open_parquet(origin: Origin, mapping: Mapping | None, limits: Limits) -> Parquet:
    """Read the columns and make sure that each has a text for its values."""
    assert origin.path is not None
    try:
        with pq.ParquetFile(origin.path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
            groups = range(file.metadata.num_row_groups)
            weight = sum(file.metadata.row_group(group).total_byte_size for group in groups)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(origin.name, error) from error
    if not rows:
        raise refusal("E501", origin.name, "the file has a header and no rows", "add a row for each line item")
    header = checked_header(schema.names, origin.name)
    unread = [each for each in schema if not castable(each.type)]
    if unread:
        hint = "write it as text, or leave it out"
        raise InvalidInput(
            Problem("E502", origin.name, f"the column `{each.name}` holds {each.type}, not one value a row", hint)
            for each in unread
        )
    fitting = int(limits.block_bytes / max(weight / rows, 1))
    return Parquet(origin, header, id_position(header, mapping), max(1, min(limits.block_rows, fitting)))


def _damaged(where: str, error: Exception) -> InvalidInput:
    reason = " ".join(str(error).split())[:200]
    return refusal("E502", where, f"the Parquet file is damaged: {reason}", "write or fetch the file again")
