"""CSV and its kin: the header, what separates the cells, and the rows cut into blocks that workers parse.

The header is the first line that is not blank, and row 1. Blank lines are no rows and are not counted: the row number is
the number of the record. The separator is the comma, semicolon or tab that stands most often in the header outside
quotations; a header without any of them is that of a single column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from screening.batch.block import Block
from screening.batch.intake import rows, scan
from screening.batch.intake.cutting import Key, Limits, cuts, endless
from screening.batch.intake.encoding import UTF8, readable, shown
from screening.batch.intake.source import checked_header, id_position, refusal
from screening.batch.intake.text import Span, TextOrigin, Utf8

if TYPE_CHECKING:
    from screening.batch.translation import Mapping

SEPARATORS = ",;\t"
PIECE = 1 << 16
FIRST_ROW = 2  # the header is row 1


@dataclass(frozen=True, slots=True)
class DelimitedRaw:
    """Whole records, held or still in the file."""

    number: int
    size: int
    form: rows.Form
    first: int
    count: int
    held: bytes | Span

    def read(self) -> Block:
        """Parse the records (in a worker)."""
        data = self.held.read() if isinstance(self.held, Span) else self.held
        return rows.block(self.number, data, self.form, self.first, self.count)


@dataclass(frozen=True, slots=True)
class Delimited:
    """An opened CSV file or stream; `begin` is where its first row stands in the UTF-8 text."""

    text: TextOrigin
    form: rows.Form
    begin: int
    id_column: int | None
    limits: Limits
    nested: bool = False

    @property
    def name(self) -> str:
        return self.text.name

    @property
    def header(self) -> tuple[str, ...]:
        return self.form.header

    @property
    def total_bytes(self) -> int | None:
        return self.text.origin.size

    def raws(self) -> Iterator[DelimitedRaw]:
        """Cut the rows into blocks of whole transactions."""
        find, span = partial(_found, separators=self.form.delimiter.encode()), self.text.spans()
        with self.text.opened(self.begin, last=True) as text:
            for cut in cuts(text, find, self._key(), FIRST_ROW, self.name, self.limits):
                held = span(text, self.begin + cut.offset, cut.data)
                yield DelimitedRaw(cut.number, cut.size, self.form, cut.first, cut.count, held)

    def _key(self) -> Key | None:
        place = self.id_column
        if place is None:
            return None

        def key(record: bytes) -> str | None:
            cells = scan.cells(readable(record, marked=self.form.marked), self.form.delimiter)
            return cells[place].strip() if place < len(cells) else None

        return key


def open_delimited(text: TextOrigin, delimiter: str | None, mapping: Mapping | None, limits: Limits) -> Delimited:
    """Read the header and make sure that a row follows."""
    separators = delimiter or SEPARATORS
    with text.opened() as opened:
        record, begin = _header(opened, separators, text.name, limits)
    line = readable(record, marked=text.encoding != UTF8)
    if rows.NOT_TEXT.search(line):
        message = f"the header is not {text.encoding.upper()} text: `{shown(line)[:80].strip()}`"
        raise refusal("E504", text.name, message, "give the right --encoding, or save the file as UTF-8")
    separator = delimiter or _separator(line)
    header = checked_header(scan.cells(line, separator), f"{text.name}:1")
    form = rows.Form(header, separator, text.encoding)
    return Delimited(text, form, begin, id_position(header, mapping), limits)


def _header(text: Utf8, separators: str, where: str, limits: Limits) -> tuple[bytes, int]:
    """Return the first record that is not blank and where the next one begins; leave the text as it was."""
    data, ended = b"", False
    while True:
        fresh = text.read(PIECE)
        data, ended = data + fresh, len(fresh) < PIECE
        records = scan.delimited(data, separators.encode(), final=ended)
        index = next((index for index in range(len(records.ends)) if not records.blank[index]), None)
        if index is not None:
            start, end = records.bounds(index)
            if end - start > limits.record:
                raise endless(1, where, limits.record, quoted=b'"' in data[start:end])
            if ended and records.open and index == len(records.ends) - 1:
                raise refusal(
                    "E505", where, "the header opens a quotation that never ends", "close it, or remove the mark"
                )
            if data[end:].strip(b"\r\n"):
                text.push(data)
                return data[start:end], end
            if ended:
                hint = "add a row for each line item"
                raise refusal("E501", where, "the file has a header and no rows", hint)
        elif ended:
            raise refusal("E501", where, "the file holds only blank lines", "give a file with a header and rows")
        if len(data) > limits.record + PIECE:
            raise endless(1, where, limits.record, quoted=records.open)


def _separator(header: str) -> str:
    """The sign that stands most often outside quotations; the comma where there is none, or as many of another."""
    plain = re.sub(r'"(?:[^"]|"")*"', "", header)
    return max(SEPARATORS, key=plain.count)


def _found(data: bytes, /, *, final: bool, separators: bytes) -> scan.Records:
    return scan.delimited(data, separators, final=final)
