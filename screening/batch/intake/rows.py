"""Delimited bytes of whole records, parsed into a block: in a worker, at the speed of the Arrow parser.

Rows that cannot be read (bytes that are no text, too few or too many cells) are set aside with their number and as much of
their cells as there is; nothing is filled in, converted or taken for null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

from screening.batch.block import Block, Rejected
from screening.batch.intake import scan
from screening.batch.intake.encoding import UTF8, readable, shown
from screening.terms import Text

Rows = npt.NDArray[np.int64]
BOM = b"\xef\xbb\xbf"
NOT_TEXT = re.compile("[\udc00-\udcff\0]")


@dataclass(frozen=True, slots=True)
class Form:
    """How delimited text is to be read: its columns, what separates them, what it was written in."""

    header: tuple[str, ...]
    delimiter: str
    encoding: str

    @property
    def marked(self) -> bool:
        """Whether the text was transcoded, so that bytes which are no text are marked by surrogates."""
        return self.encoding != UTF8


def block(number: int, data: bytes, form: Form, first: int, count: int) -> Block:
    """Parse records of which the first has the row number `first`; `count` of them are no blank lines."""
    rows = np.arange(first, first + count, dtype=np.int64)
    rejected: list[Rejected] = []
    if 0 in data or not is_text(data):
        data, rows, rejected = _without_unreadable(data, form, rows)
    table, uneven = _parsed(data, form)
    if uneven:
        rejected += [_uneven(int(rows[place]), text, form) for place, text in uneven]
        rows = np.delete(rows, [place for place, _ in uneven])
    assert table.num_rows == len(rows), "the parser and the scan of record ends disagree"
    return Block(number, table, rows, tuple(sorted(rejected, key=lambda each: each.row)))


def is_text(data: bytes) -> bool:
    """Whether bytes are UTF-8 (by Arrow's validator, several times as fast as decoding them)."""
    whole = pa.py_buffer(np.array([0, len(data)], np.int64))
    try:
        pa.LargeStringArray.from_buffers(1, whole, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _parsed(data: bytes, form: Form) -> tuple[pa.Table, list[tuple[int, str]]]:
    """Return the table, and the place and text of every row that has not as many cells as the header."""
    uneven: list[tuple[int, str]] = []

    def set_aside(row: csv.InvalidRow) -> str:
        uneven.append((row.number - 1, row.text))
        return "skip"

    columns = [str(index) for index in range(len(form.header))]
    if not data.strip(b"\r\n"):
        return pa.table({name: pa.array([], pa.string()) for name in columns}).rename_columns(form.header), uneven
    if data.startswith(BOM):
        data = BOM + data  # the parser takes one away; within a file it belongs to the cell
    table = csv.read_csv(
        pa.py_buffer(data),
        read_options=csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=columns),
        parse_options=csv.ParseOptions(
            delimiter=form.delimiter, newlines_in_values=True, invalid_row_handler=set_aside, ignore_empty_lines=True
        ),
        convert_options=csv.ConvertOptions(
            check_utf8=False,  # checked above, for the whole block at once
            column_types=dict.fromkeys(columns, pa.string()),
            null_values=[],
            strings_can_be_null=False,
            quoted_strings_can_be_null=False,
        ),
    )
    return table.rename_columns(form.header), uneven


def _without_unreadable(data: bytes, form: Form, rows: Rows) -> tuple[bytes, Rows, list[Rejected]]:
    """Take out the records that are no text; what is left is parsed as usual."""
    records = scan.delimited(data, form.delimiter.encode(), final=True)
    kept, kept_rows, rejected, place = [], [], [], 0
    for index in range(len(records.ends)):
        if records.blank[index]:
            continue
        start, end = records.bounds(index)
        record, row = data[start:end], int(rows[place])
        place += 1
        if 0 not in record and is_text(record):
            kept.append(record)
            kept_rows.append(row)
        else:
            rejected.append(_unreadable(row, record, form))
    return b"".join(kept), np.array(kept_rows, np.int64), rejected


def _unreadable(row: int, record: bytes, form: Form) -> Rejected:
    cells = scan.cells(readable(record, marked=form.marked), form.delimiter)
    place = next((place for place, cell in enumerate(cells) if NOT_TEXT.search(cell)), 0)
    column = form.header[place] if place < len(form.header) else ""
    return Rejected(
        row, column, shown(cells[place]), unreadable(form.encoding), padded([shown(cell) for cell in cells], form)
    )


def unreadable(encoding: str) -> Text:
    r"""Say that bytes are no text in an encoding; the value beside it shows them as `\xNN`."""
    name = encoding.upper()
    return Text(
        f"the value holds bytes that are not {name} text (shown as \\xNN); save the file in one encoding",
        f"값에 {name} 텍스트가 아닌 바이트가 있습니다(\\xNN으로 표시). 파일 전체를 한 가지 인코딩으로 저장하십시오",
    )


def _uneven(row: int, text: str, form: Form) -> Rejected:
    cells = scan.cells(text, form.delimiter)
    have, want = len(cells), len(form.header)
    reason = Text(
        f"the row has {have} cells, the header {want}; check for a missing or extra separator, or quotation marks",
        f"행의 셀은 {have}개인데 머리글은 {want}개입니다. 빠지거나 남는 구분 기호, 따옴표를 확인하십시오",
    )
    return Rejected(row, "", "", reason, padded(cells, form))


def padded(cells: list[str], form: Form) -> tuple[str, ...]:
    """Fit the cells of a row to the header: empty ones are added, those too many joined into the last."""
    want = len(form.header)
    if len(cells) > want:
        return (*cells[: want - 1], form.delimiter.join(cells[want - 1 :]))
    return (*cells, *[""] * (want - len(cells)))
