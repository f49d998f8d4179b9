"""Rows as CSV or TSV, for spreadsheets first: Korean must be readable in Excel, and no cell may run.

UTF-8 with a byte order mark, which is how Excel knows UTF-8; to standard output without it, for the next program of a
pipe. Lines end in a line feed alone: Excel and LibreOffice read it as well as CR LF, and `cut`, `grep` and `awk` do not
find a stray carriage return in the last column. Every cell that is not empty stands in quotes, an empty one is empty: that
is pyarrow's way, in half the time of the writers that quote only where needed, and a semicolon or a line end in a cell
can never be misread. Formulas are defused in cells and names of columns (formulas.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

from screening.batch.output.encoder import texts
from screening.batch.output.formulas import characters, defused, offsets

BOM = b"\xef\xbb\xbf"
ROWS_AT_ONCE = 16_384


@dataclass(frozen=True, slots=True)
class Delimited:
    """CSV, or TSV with a tab as the `separator`."""

    columns: tuple[str, ...]
    separator: str = ","
    bom: bool = True
    ready: bool = True

    @property
    def kind(self) -> str:
        return "csv" if self.separator == "," else "tsv"

    def header(self) -> bytes:
        names = pa.Table.from_arrays(
            [pa.array([name], pa.string()) for name in self.columns],
            names=[str(n) for n in range(len(self.columns))],
        )
        return (BOM if self.bom else b"") + lines(names, self.separator)

    def rows(self, table: pa.Table, objects: tuple[str, ...] = ()) -> bytes:  # noqa: ARG002 - a shape shared by all kinds
        return lines(table, self.separator)

    def total(self, before: int, data: bytes) -> int:  # noqa: ARG002 - a text file has no limit of rows
        return 0

    def convert(self, pieces: Iterable[bytes], out: Path, scratch: Path) -> None:  # noqa: ARG002
        with out.open("wb") as file:
            for piece in pieces:
                file.write(piece)


def lines(table: pa.Table, separator: str = ",") -> bytes:
    """Return the rows of `table` as lines, defused and quoted, without a header."""
    if not table.num_rows or not table.num_columns:
        return b""
    columns = [defused(column) for column in texts(table)]
    if len(columns) > 1:  # a line of one empty cell must not be a blank line
        columns = [_empty_as_null(column) for column in columns]
    sink = pa.BufferOutputStream()
    options = pa.csv.WriteOptions(
        include_header=False, delimiter=separator, quoting_style="needed", batch_size=ROWS_AT_ONCE
    )
    pa.csv.write_csv(pa.Table.from_arrays(columns, names=table.column_names), sink, options)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def _empty_as_null(column: pa.Array) -> pa.Array:
    """Return a text column without null whose empty cells are null, which is what is written without quotes."""
    places = offsets(column)
    filled = np.packbits(places[1:] > places[:-1], bitorder="little").tobytes()
    buffers = [pa.py_buffer(filled), pa.py_buffer(places), pa.py_buffer(characters(column))]
    return pa.Array.from_buffers(pa.string(), len(column), buffers)
