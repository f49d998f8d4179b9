"""Rows as an XLSX workbook of one sheet: every cell is text, so leading zeros live and no formula exists in it.

The header is bold and frozen under a filter, the added columns have another colour. A sheet has limits: what does not
fit is refused, never cut off. Made at the end from the unfinished file, a row at a time and in flat memory; two runs of
the same rows give the same bytes (the workbook's date of creation is fixed).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import xlsxwriter
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from screening.batch.columns import ADDED
from screening.batch.output.encoder import refusal, texts
from screening.batch.output.frames import count, packed, unpacked

ROWS = 1_048_576  # of a sheet, the header included
COLUMNS = 16_384
CELL = 32_767  # UTF-16 units of a cell
INSTEAD = "write CSV or Parquet"

CREATED = datetime(2000, 1, 1, tzinfo=UTC)
WIDTH, WIDE = 14, {"because": 60, "rules": 30, "citations": 30, "missing_facts": 30, "item": 30}
TEXT = {"num_format": "@"}
HEADER = {"bold": True, "bottom": 1, "bg_color": "#E7E6E6"}
HEADER_ADDED = {"bold": True, "bottom": 1, "bg_color": "#BDD7EE"}
ANSWER = {"font_color": "#1F4E78"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """An XLSX workbook."""

    columns: tuple[str, ...]
    kind: str = "xlsx"
    ready: bool = False

    def header(self) -> bytes:
        return b""

    def rows(self, table: pa.Table, objects: tuple[str, ...] = ()) -> bytes:  # noqa: ARG002
        for name, column in zip(table.column_names, texts(table), strict=True):
            longest = pc.max(pc.binary_length(column)).as_py() or 0
            if longest > CELL and any(_units(cell) > CELL for cell in column.to_pylist() if cell):
                message = f"a cell of column `{name}` is longer than the {CELL:,} characters that an XLSX cell holds"
                raise refusal(message, INSTEAD)
        return packed(table)

    def total(self, before: int, data: bytes) -> int:
        total = before + count(data)
        if total >= ROWS:
            raise refusal(f"an XLSX sheet holds {ROWS:,} rows, and there are more", INSTEAD)
        return total

    def convert(self, pieces: Iterable[bytes], out: Path, scratch: Path) -> None:
        book = xlsxwriter.Workbook(
            str(out),
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": str(scratch)},
        )
        book.use_zip64()
        book.set_properties({"created": CREATED})
        sheet = book.add_worksheet("screened")
        plain, answer = book.add_format(TEXT), book.add_format(TEXT | ANSWER)
        headings = [book.add_format(TEXT | HEADER), book.add_format(TEXT | HEADER_ADDED)]
        formats = [answer if name in ADDED else plain for name in self.columns]
        for n, name in enumerate(self.columns):
            sheet.set_column(n, n, WIDE.get(name, WIDTH), plain)
            _write(sheet, 0, n, name, headings[name in ADDED])
        row = 0
        for piece in pieces:
            for cells in zip(*(column.to_pylist() for column in unpacked(piece).columns), strict=True):
                row += 1
                for n, cell in enumerate(cells):
                    if cell:
                        _write(sheet, row, n, cell, formats[n])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, row, len(self.columns) - 1)
        try:
            book.close()
        except XlsxFileError as error:  # carries the operating system's word on a full disk
            raise next((cause for cause in error.args if isinstance(cause, OSError)), OSError(str(error))) from error


def _write(sheet: Worksheet, row: int, column: int, text: str, format_: Format) -> None:
    """Write a cell as text, whatever it looks like."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter takes this for its own markup of rich text and would put it into the file unescaped: a cell could
        # add cells, formulas too. Given in two pieces, it is escaped.
        done = sheet.write_rich_string(row, column, text[:1], format_, text[1:], format_)
    else:
        done = sheet.write_string(row, column, text, format_)
    if done:
        raise refusal(f"row {row + 1}, column {column + 1} does not fit into an XLSX sheet", INSTEAD)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
