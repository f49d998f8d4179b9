"""Where records end: line ends outside quotations, found for a whole block at once, exactly as the CSV parser sees it.

A quotation opens only at the start of a cell, so the inch sign in `15" rack` is a character like any other. Lines end
with LF, CRLF or a lone CR. Nothing here decodes text: all the signs looked for are ASCII, and the bytes are UTF-8.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

LF, CR, QUOTE = 10, 13, 34
STEP = 1 << 17  # what is looked at together stays in the processor's cache
Positions = npt.NDArray[np.int64]
Signs = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Records:
    """The records of some bytes: where each ends (after its line end), which are blank lines, what stands open."""

    ends: Positions
    blank: npt.NDArray[np.bool_]
    open: bool

    def bounds(self, index: int) -> tuple[int, int]:
        """Return where a record begins and ends."""
        return (int(self.ends[index - 1]) if index else 0), int(self.ends[index])

    def count(self, start: int, stop: int) -> int:
        """Count the records of a range that are no blank lines."""
        return stop - start - int(np.count_nonzero(self.blank[start:stop]))


def delimited(data: bytes, separators: bytes, *, final: bool) -> Records:
    """Find the records of delimited text; unless `final`, what follows the last line end is not yet one.

    Every second quote opens, as long as each of these stands where a quotation may begin (or directly after the quote that
    would have closed the last one, which makes it a doubled one): then counting is exact. At the first that does not, the
    quotes are looked at one by one.
    """
    signs = np.frombuffer(data, np.uint8)
    may_begin = np.zeros(256, np.bool_)
    may_begin[[LF, CR, QUOTE, *separators]] = True
    found, counted, returns = [], 0, CR in data
    for start in range(0, len(signs), STEP):
        part = signs[start : start + STEP]
        stops = _stops(signs, start, final) if returns else np.flatnonzero(part == LF)
        quotes = np.flatnonzero(part == QUOTE)
        if len(quotes):
            opening = quotes[counted % 2 :: 2] + (start - 1)
            if not start and opening.size and opening[0] < 0:
                opening = opening[1:]  # the first byte of all has nothing before it
            if not may_begin[signs[opening]].all():
                return _one_by_one(signs, separators, final)
            stops = stops[(np.searchsorted(quotes, stops) + counted) % 2 == 0]
            counted += len(quotes)
        elif counted % 2:  # all of it within one quotation
            stops = stops[:0]
        found.append(stops + (start + 1))
    ends = np.concatenate(found) if found else np.zeros(0, np.int64)
    return _records(signs, ends, final, open=counted % 2 == 1)


def _stops(signs: Signs, start: int, final: bool) -> Positions:
    """Line ends in one step of a text with CR in it: LF, and CR that no LF follows (at the end of the text, none may yet)."""
    part = signs[start : start + STEP]
    after = signs[start + 1 : start + STEP + 1]
    if len(after) < len(part):
        after = np.append(after, 0 if final else LF)
    return np.flatnonzero((part == LF) | ((part == CR) & (after != LF)))


def _one_by_one(signs: Signs, separators: bytes, final: bool) -> Records:
    found = [_stops(signs, start, final) + start for start in range(0, len(signs), STEP)]
    stops, quotes = np.concatenate(found), _quotes(signs, separators)
    return _records(signs, stops[np.searchsorted(quotes, stops) % 2 == 0] + 1, final, open=len(quotes) % 2 == 1)


def lines(data: bytes, *, final: bool) -> Records:
    """Find the records of text that has one on every line."""
    signs = np.frombuffer(data, np.uint8)
    return _records(signs, np.flatnonzero(signs == LF) + 1, final, open=False)


def _records(signs: Signs, ends: Positions, final: bool, *, open: bool) -> Records:
    if final and len(signs) and (not len(ends) or ends[-1] < len(signs)):
        ends = np.append(ends, len(signs))
    starts = np.concatenate([np.zeros(1, np.int64), ends[:-1]]) if len(ends) else ends
    lengths = ends - starts
    blank = lengths == 1
    if len(ends):
        first, last = signs[starts], signs[ends - 1]
        blank &= (first == LF) | (first == CR)
        blank |= (lengths == 2) & (first == CR) & (last == LF)
    return Records(ends, blank, open)


def _quotes(signs: Signs, separators: bytes) -> Positions:
    """Return the quotes that open, close or stand doubled within a quotation; those within plain cells are left out."""
    quotes = np.flatnonzero(signs == QUOTE)
    before = signs[np.maximum(quotes - 1, 0)]
    begins = (quotes == 0) | np.isin(before, [LF, CR, *separators])
    may_begin, adjacent = begins.tolist(), [*(np.diff(quotes) == 1).tolist(), False]
    kept, index, count = [], 0, len(quotes)
    while index < count:
        if not may_begin[index]:
            index += 1
            continue
        kept.append(index)
        index += 1
        while index < count and adjacent[index]:
            kept += (index, index + 1)
            index += 2
        if index < count:
            kept.append(index)
            index += 1
    return quotes[kept]


def cells(record: str, delimiter: str) -> list[str]:
    """Split one record into its cells, as the CSV parser does: text after a closing quote belongs to the cell."""
    found, position, end = [], 0, len(record) - (2 if record.endswith("\r\n") else record.endswith(("\n", "\r")))
    while True:
        quoted = ""
        if position < end and record[position] == '"':
            quoted, position = _quotation(record, position + 1, end)
        stop = record.find(delimiter, position, end)
        found.append(quoted + record[position : stop if stop >= 0 else end])
        if stop < 0:
            return found
        position = stop + 1


def _quotation(record: str, position: int, end: int) -> tuple[str, int]:
    parts = []
    while (quote := record.find('"', position, end)) >= 0:
        if quote + 1 < end and record[quote + 1] == '"':
            parts.append(record[position : quote + 1])
            position = quote + 2
        else:
            return "".join((*parts, record[position:quote])), quote + 1
    return "".join((*parts, record[position:end])), end
