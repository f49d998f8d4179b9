"""Text cut into blocks: at record ends, between transactions, never holding more than a block and what is left of the last.

Rows with the same transaction id that follow each other stay together, together with unreadable rows among them. The id is
read from as few records as will do, from the end of the block backwards. A record or a transaction without end is refused
before it can fill the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from screening.batch.intake.scan import QUOTE, Records
from screening.batch.intake.source import BLOCK_BYTES, BLOCK_ROWS, MAX_RECORD, MAX_TRANSACTION, refusal
from screening.batch.intake.text import Utf8
from screening.errors import InvalidInput

GLUED = 100  # unreadable rows between two of one transaction; more of them are a broken file, not a transaction


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes that bound a block; smaller ones are for tests."""

    block_bytes: int = BLOCK_BYTES
    block_rows: int = BLOCK_ROWS
    record: int = MAX_RECORD
    transaction: int = MAX_TRANSACTION


class Scan(Protocol):
    """How records are found in bytes."""

    def __call__(self, data: bytes, /, *, final: bool) -> Records: ...


@dataclass(frozen=True, slots=True)
class Cut:
    """Whole transactions: their bytes, where these stand in the UTF-8 text, the number of the first row, how many rows."""

    number: int
    data: memoryview
    offset: int
    first: int
    count: int
    size: int


Key = Callable[[bytes], str | None]
"""The transaction id of a record: '' means the row is its own transaction, None that the record cannot be read."""


def cuts(text: Utf8, scan: Scan, key: Key | None, first: int, where: str, limits: Limits) -> Iterator[Cut]:
    """Cut a text into blocks; `first` is the number of its first record."""
    held, offset, number, row, accounted, ended = b"", 0, 0, first, 0, False
    while not ended:
        wanted = max(limits.block_bytes - len(held), limits.block_bytes // 2, 1)
        fresh = text.read(wanted)
        ended = len(fresh) < wanted
        data = held + fresh if held else fresh
        records = scan(data, final=ended)
        _guard(data, records, row, where, limits, ended=ended)
        done = 0
        for start, stop in _blocks(data, records, key, limits.block_rows, ended=ended):
            begin, done = records.bounds(start)[0], records.bounds(stop - 1)[1]
            if (count := records.count(start, stop)) == 0:
                continue
            size, accounted = text.feed.used - accounted, text.feed.used
            yield Cut(number, memoryview(data)[begin:done], offset + begin, row, count, size)
            number, row = number + 1, row + count
        held, offset = data[done:], offset + done
        if len(held) > limits.transaction + limits.record:
            message = f"the rows from row {row} on have one transaction id for more than {limits.transaction:,} bytes"
            raise refusal("E505", where, message, "check which column holds the transaction id, and the mapping")


def _guard(data: bytes, records: Records, row: int, where: str, limits: Limits, *, ended: bool) -> None:
    """Refuse a record that is too long, and a quotation that is open at the end of the file."""
    total = len(records.ends)
    if len(data) > limits.record:
        ends = np.concatenate([[0], records.ends, [len(data)]])
        for index in np.flatnonzero(np.diff(ends) > limits.record)[:1].tolist():
            quoted = QUOTE in data[ends[index] : ends[index + 1]]
            raise endless(row + records.count(0, index), where, limits.record, quoted=quoted)
    if ended and records.open:
        message = f"the file ends within a quotation that row {row + records.count(0, total) - 1} opened"
        raise refusal("E505", where, message, "close the quotation in that row, or remove its quotation mark")


def endless(row: int, where: str, limit: int, *, quoted: bool) -> InvalidInput:
    """Return the error for a record that does not end where it should."""
    message = f"row {row} is longer than {limit:,} bytes"
    if quoted:
        return refusal(
            "E505", where, f"{message}; a quotation that begins there is not closed", "close it, or remove the mark"
        )
    return refusal("E505", where, message, "check that this is a table with one row a line")


def _blocks(
    data: bytes, records: Records, key: Key | None, block_rows: int, *, ended: bool
) -> Iterator[tuple[int, int]]:
    """Yield ranges of records that are blocks; what may belong to a transaction that goes on is left over."""
    total = len(records.ends)
    safe = total if ended or key is None else _last_transaction(data, records, key, total)
    start, target = 0, block_rows
    while start < safe:
        stop = safe
        if target < safe:
            stop = target if key is None else _last_transaction(data, records, key, target + 1)
        if stop > start:
            yield start, stop
            start = stop
        target = max(target, start) + block_rows


def _last_transaction(data: bytes, records: Records, key: Key, total: int) -> int:
    """Return where the transaction of the last of `total` records begins: its rows, and unreadable ones beside them."""
    found: str | None = None
    begin, unreadable = total, 0
    for index in range(total - 1, -1, -1):
        if not records.blank[index]:
            start, end = records.bounds(index)
            name = key(data[start:end])
            if name is None:
                unreadable += 1
                if unreadable > GLUED:
                    return begin
            elif found is None or (name == found and found) or unreadable:
                found, unreadable, begin = name, 0, index
                continue
            else:
                return begin
        begin = index
    return 0
