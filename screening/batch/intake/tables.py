"""What Parquet and XLSX have in common: rows that are already split into cells, handed to workers as Arrow bytes.

Every cell becomes the text that a person would write: dates as 2024-03-15, whole numbers without a point, nothing as ''.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.block import Block, Rejected
from screening.batch.intake.rows import Rows
from screening.batch.intake.source import MAX_TRANSACTION, refusal
from screening.terms import Text

NOT_UTF8 = Text(
    "the value holds bytes that are not UTF-8 text (shown as \\xNN)",
    "값에 UTF-8 텍스트가 아닌 바이트가 있습니다(\\xNN으로 표시)",
)


@dataclass(frozen=True, slots=True)
class TableRaw:
    """Whole rows as an Arrow stream; `read` turns every cell into text."""

    number: int
    size: int
    header: tuple[str, ...]
    rows: Rows
    held: bytes

    def read(self) -> Block:
        """Turn the cells into text (in a worker)."""
        table = pa.ipc.open_stream(self.held).read_all()
        columns, bad = [], np.zeros(table.num_rows, np.bool_)
        places: dict[int, int] = {}
        for position, column in enumerate(table.columns):
            cells, unreadable = as_text(column)
            columns.append(cells)
            for row in unreadable:
                bad[row] = True
                places.setdefault(row, position)
        whole = pa.table(columns, names=self.header)
        if not places:
            return Block(self.number, whole, self.rows)
        rejected = []
        for row, position in sorted(places.items()):
            cells = tuple(column[row].as_py() for column in whole.columns)
            rejected.append(Rejected(int(self.rows[row]), self.header[position], cells[position], NOT_UTF8, cells))
        return Block(self.number, whole.filter(pa.array(~bad)), self.rows[~bad], tuple(rejected))


def _held(table: pa.Table) -> bytes:
    """Return a table as bytes: a slice is cut to size, which pickling it would not do."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue().to_pybytes())


def as_text(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, list[int]]:
    """Return every value of a column as text, '' for nothing, and the places of those that are not UTF-8."""
    if isinstance(column.type, pa.BaseExtensionType):
        column = pa.chunked_array([chunk.storage for chunk in column.chunks], column.type.storage_type)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_timestamp(column.type):
        return pc.fill_null(_moments(column), ""), []
    try:
        text = column.cast(pa.string())
        text.validate(full=True)
    except pa.ArrowInvalid:
        return _repaired(column)
    return pc.fill_null(text, ""), []


def castable(type: pa.DataType) -> bool:
    """Whether values of a type have one text: no lists, no structures."""
    try:
        as_text(pa.chunked_array([pa.array([], type)]))
    except (pa.ArrowException, NotImplementedError):
        return False
    return not pa.types.is_nested(getattr(type, "storage_type", type))


def _moments(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Days where a time stamp is midnight of no time zone, else date and time without empty fractions of a second."""
    text = pc.replace_substring_regex(column.cast(pa.string()), r"\.0+($|[Z+-])", r"\1")
    return text if column.type.tz else pc.replace_substring_regex(text, r" 00:00:00$", "")


def _repaired(column: pa.ChunkedArray) -> tuple[pa.ChunkedArray, list[int]]:
    values, bad = column.cast(pa.large_binary()).to_pylist(), []
    cells = []
    for place, value in enumerate(values):
        try:
            cells.append("" if value is None else value.decode())
        except UnicodeDecodeError:
            cells.append(value.decode("utf-8", "backslashreplace"))
            bad.append(place)
    return pa.chunked_array([pa.array(cells, pa.string())]), bad


def cut(
    batches: Iterable[tuple[pa.Table, Rows]], header: tuple[str, ...], id_column: int | None, where: str, size: float
) -> Iterator[TableRaw]:
    """Give batches of rows as blocks of whole transactions; `size` is how many bytes of the file one row stands for."""
    number, left, left_rows = 0, None, np.array([], np.int64)
    batches = iter(batches)
    following = next(batches, None)
    while following is not None:
        (batch, batch_rows), following = following, next(batches, None)
        table = batch if left is None else pa.concat_tables([left, batch])
        rows = np.concatenate([left_rows, batch_rows])
        whole = following is None or id_column is None
        stop = table.num_rows if whole else _last_transaction(table.column(id_column))
        if stop:
            yield TableRaw(number, round(stop * size), header, rows[:stop], _held(table.slice(0, stop)))
            number += 1
        left, left_rows = table.slice(stop), rows[stop:]
        if left.nbytes > MAX_TRANSACTION:
            message = (
                f"the rows from row {left_rows[0]} on have one transaction id for more than {MAX_TRANSACTION:,} bytes"
            )
            raise refusal("E505", where, message, "check which column holds the transaction id, and the mapping")


def _last_transaction(column: pa.ChunkedArray) -> int:
    """Return where the rows of the last transaction begin."""
    ids = [name.strip() for name in as_text(column)[0].to_pylist()]
    begin = max(len(ids) - 1, 0)
    while begin and ids[begin] and ids[begin - 1] == ids[begin]:
        begin -= 1
    return begin
