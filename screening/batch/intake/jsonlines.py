"""JSON lines: flat objects whose keys are columns, or whole transactions as the contract writes them; one object a line.

Numbers stay as they are written. A line that is no object, has a key twice, a key that the first lines did not have, or a
value that is no text or number is set aside. Blank lines are no rows and are not counted; the first record is row 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pyarrow as pa

from screening.batch.block import Block, Rejected
from screening.batch.intake import scan
from screening.batch.intake.cutting import Key, Limits, cuts, endless
from screening.batch.intake.json_line import NO_SIGN, Unreadable, cell, parsed, stranger, text_of, written
from screening.batch.intake.source import checked_header, id_position, refusal
from screening.batch.intake.text import Span, TextOrigin

if TYPE_CHECKING:
    from screening.batch.translation import Mapping

NESTED = ("items", "parties", "end_use")
ID = "transaction_id"


@dataclass(frozen=True, slots=True)
class LinesRaw:
    """Whole lines; `read` parses them into columns."""

    number: int
    size: int
    header: tuple[str, ...]
    id_column: int | None
    nested: bool
    encoding: str
    first: int
    held: bytes | Span

    def read(self) -> Block:
        """Parse the lines (in a worker)."""
        table: list[list[str]] = []
        numbers, objects, rejected, row = [], [], [], self.first
        data = self.held.read() if isinstance(self.held, Span) else self.held
        for line in data.split(b"\n"):
            if line in (b"", b"\r"):
                continue
            try:
                text = text_of(line, self.encoding)
                table.append(self._cells(parsed(text), escaped="\\u" in text))
                numbers.append(row)
                objects.append(text)
            except Unreadable as wrong:
                cells = self._readable_cells(line)
                rejected.append(Rejected(row, wrong.column, wrong.value[:1000], wrong.reason, cells))
            row += 1
        columns = zip(*table, strict=True) if table else [[] for _ in self.header]
        arrow = pa.table([pa.array(column, pa.string()) for column in columns], names=self.header)
        return Block(self.number, arrow, np.array(numbers, np.int64), tuple(rejected), tuple(objects))

    def _cells(self, record: dict[str, Any], *, escaped: bool) -> list[str]:
        if self.nested:
            name = record.get("id")
            return [name if isinstance(name, str) else ""]
        if not record.keys() <= set(self.header):
            key = next(key for key in record if key not in self.header)
            raise stranger(key, record[key], self.header)
        values = [record.get(key) for key in self.header]
        if not escaped and all(type(value) is str for value in values):
            return cast("list[str]", values)
        return [cell(key, value) for key, value in zip(self.header, values, strict=True)]

    def _readable_cells(self, line: bytes) -> tuple[str, ...]:
        """What can be said of a line that is set aside: its cells if it is an object, else at least its id."""
        try:
            record = parsed(text_of(line, self.encoding))
        except Unreadable:
            name = "id" if self.nested else self.header[self.id_column or 0]
            record = {name: written(name, line, self.encoding)}
        cells = []
        for key in self.header:
            try:
                cells.append(cell(key, record.get("id" if self.nested else key)))
            except Unreadable as error:
                cells.append(error.value)
        return tuple(cells)


@dataclass(frozen=True, slots=True)
class Lines:
    """An opened file or stream of JSON lines."""

    text: TextOrigin
    header: tuple[str, ...]
    id_column: int | None
    nested: bool
    limits: Limits

    @property
    def name(self) -> str:
        return self.text.name

    @property
    def total_bytes(self) -> int | None:
        return self.text.origin.size

    def raws(self) -> Iterator[LinesRaw]:
        """Cut the lines into blocks of whole transactions."""
        span, fixed = self.text.spans(), (self.header, self.id_column, self.nested, self.text.encoding)
        with self.text.opened(last=True) as text:
            for cut in cuts(text, scan.lines, self._key(), 1, self.name, self.limits):
                yield LinesRaw(cut.number, cut.size, *fixed, cut.first, span(text, cut.offset, cut.data))

    def _key(self) -> Key | None:
        if self.nested or self.id_column is None:
            return None
        name, encoding = self.header[self.id_column], self.text.encoding

        def key(record: bytes) -> str | None:
            try:
                return cell(name, parsed(text_of(record, encoding)).get(name)).strip()
            except Unreadable:
                return written(name, record, encoding)

        return key


def open_lines(text: TextOrigin, mapping: Mapping | None, limits: Limits) -> Lines:
    """Read the keys of the first block: they are the columns, in the order in which they first stand."""
    keys: dict[str, None] = {}
    nested: bool | None = None
    for line in _first_lines(text, limits):
        try:
            record = parsed(text_of(line, text.encoding))
        except Unreadable:
            continue
        if nested is None:
            nested = any(isinstance(record.get(key), dict | list) for key in NESTED)
        if nested:
            return Lines(text, (ID,), 0, True, limits)
        keys.update(dict.fromkeys(key for key in record if not NO_SIGN.search(key)))
    if not keys:
        message = "no line is a JSON object with keys"
        raise refusal("E502", text.name, message, "write one object a line, without a list around them")
    header = checked_header(keys, f"{text.name}:1")
    return Lines(text, header, id_position(header, mapping), False, limits)


def _first_lines(text: TextOrigin, limits: Limits) -> list[bytes]:
    """Return the whole lines of the first block, at least one that is not blank."""
    data = b""
    with text.opened() as opened:
        while True:
            fresh = opened.read(limits.block_bytes)
            data, ended = data + fresh, len(fresh) < limits.block_bytes
            whole = data if ended else data[: data.rfind(b"\n") + 1]
            if whole.strip(b"\r\n"):
                opened.push(data)
                return [line for line in whole.split(b"\n") if line.strip(b"\r")]
            if ended:
                raise refusal("E501", text.name, "the file holds only blank lines", "give one JSON object a line")
            if len(data) > limits.record + limits.block_bytes:
                raise endless(1, text.name, limits.record, quoted=False)
