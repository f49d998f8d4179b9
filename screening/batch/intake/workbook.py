"""XLSX: the first sheet, its first row the header, every cell as a person sees it. Row numbers are those of the sheet.

The sheet is held whole (the format cannot be read in parts; it has at most 1,048,576 rows). Dates are read as 2024-03-15,
whole numbers without a point, true and false in words; a cell with an error in it is empty. Rows without any text are no rows.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import fastexcel
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.intake.cutting import Limits
from screening.batch.intake.feed import Origin
from screening.batch.intake.rows import Rows
from screening.batch.intake.source import checked_header, id_position, refusal
from screening.batch.intake.tables import TableRaw, cut
from screening.errors import InvalidInput

if TYPE_CHECKING:
    from screening.batch.translation import Mapping

MAX_UNPACKED = 2_000_000_000  # a sheet of a million rows has less; more is a zip made to fill the memory
LONG = r"^-?[0-9]{22,}$"  # numbers that a person would write with an exponent


@dataclass(frozen=True, slots=True)
class Workbook:
    """An opened workbook: the rows of its first sheet."""

    name: str
    header: tuple[str, ...]
    id_column: int | None
    table: pa.Table
    rows: Rows
    block_rows: int
    total_bytes: int | None
    nested: bool = False

    def raws(self) -> Iterator[TableRaw]:
        """Give the rows in blocks of whole transactions."""
        size = (self.total_bytes or 0) / self.table.num_rows
        yield from cut(self._batches(), self.header, self.id_column, self.name, size)

    def _batches(self) -> Iterator[tuple[pa.Table, Rows]]:
        for start in range(0, self.table.num_rows, self.block_rows):
            rows = self.rows[start : start + self.block_rows]
            yield self.table.slice(start, len(rows)), rows


def open_workbook(origin: Origin, mapping: Mapping | None, limits: Limits) -> Workbook:
    """Read the first sheet of a workbook."""
    sheet = _sheet(origin)
    if not sheet.num_rows:
        raise refusal("E501", origin.name, "the first sheet is empty", "put the table on the first sheet")
    columns = [pc.fill_null(column.cast(pa.string()), "") for column in sheet.columns]
    filled = np.zeros(sheet.num_rows, np.bool_)
    texts = []
    for column in columns:
        full = np.asarray(pc.not_equal(pc.utf8_trim_whitespace(column), ""))
        if full.any():  # columns without any text are what is left of formatting
            filled |= full
            texts.append(_as_seen(column))
    if texts and not filled[0]:
        raise refusal("E503", origin.name, "the first row of the sheet is empty", "the header belongs in row 1")
    rows = np.flatnonzero(filled)[1:]
    header = checked_header([text[0].as_py() for text in texts], f"{origin.name}:1")
    if not len(rows):
        raise refusal("E501", origin.name, "the sheet has a header and no rows", "add a row for each line item")
    table = pa.table(texts, names=list(header)).take(pa.array(rows))
    fitting = int(limits.block_bytes / max(table.nbytes / len(rows), 1))
    block_rows = max(1, min(limits.block_rows, fitting))
    return Workbook(origin.name, header, id_position(header, mapping), table, rows + 1, block_rows, origin.size)


def _sheet(origin: Origin) -> pa.RecordBatch:
    assert origin.path is not None
    try:
        with zipfile.ZipFile(origin.path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
            if not any(part.startswith("xl/") for part in parts.namelist()):
                raise refusal("E502", origin.name, "this is a ZIP archive, not a workbook", "unpack it first")
        if unpacked > MAX_UNPACKED:
            raise refusal("E502", origin.name, f"the workbook unpacks to {unpacked:,} bytes", "give the table as CSV")
        reader = fastexcel.read_excel(origin.path.read_bytes())
        sheet = reader.load_sheet(0, header_row=None, skip_rows=0, dtypes="string", skip_whitespace_tail_rows=True)
        return sheet.to_arrow()
    except (OSError, zipfile.BadZipFile, fastexcel.FastExcelError, pa.ArrowException) as error:
        raise _damaged(origin.name, error) from error


def _damaged(where: str, error: Exception) -> InvalidInput:
    reason = str(error).partition("\n")[0][:200]
    return refusal("E502", where, f"the workbook is damaged: {reason}", "save it again as .xlsx")


def _as_seen(column: pa.Array) -> pa.Array:
    """Write days without midnight, and numbers so large that they are not exact with an exponent (1e+26)."""
    column = pc.replace_substring_regex(column, r"^([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00$", r"\1")
    if not pc.any(pc.match_substring_regex(column, LONG)).as_py():
        return column
    return pa.array([_short(text) if len(text) >= 22 else text for text in column.to_pylist()], pa.string())


def _short(text: str) -> str:
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return text
    number = float(text)
    return repr(number) if Decimal(number) == Decimal(text) else text
