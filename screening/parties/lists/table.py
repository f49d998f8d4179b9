"""Rows of a delimited list file, strictly: what does not fit the header is left out by row number, never shifted along.

The lenient reading of a broken CSV is worse than none: a lost quote makes one row swallow the next hundred names.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from screening.language.grammar import nearest
from screening.parties.lists.content import LONE
from screening.parties.lists.reading import Inspection

FIELD_LINES = 20  # more lines than any address has
HEADER_AGAIN = "a header row stands among the data"


def rows(text: str, inspection: Inspection, *, delimiter: str = ",", quote: str = '"') -> Iterator[tuple[int, list[str]]]:
    """Yield (row number from 1, cells); rows that no CSV reader can read, and blank ones, are passed over.

    A file that ends inside a quoted field is a fault, and its last row is quarantined.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, strict=True)
    damaged = "\0" in text or (not text.isascii() and LONE.search(text) is not None)
    number = 0
    while True:
        number += 1
        line = reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "unexpected end of data" in str(error):
                inspection.quarantine(number, _unclosed(reader.line_num - line))
                return
            inspection.quarantine(number, f"broken quoting ({error})")
            continue
        if not any(cells):
            continue
        if damaged and any("\0" in cell or LONE.search(cell) for cell in cells):
            inspection.quarantine(number, "characters that could not be decoded")
            continue
        yield number, cells


def records(
    text: str,
    inspection: Inspection,
    expected: Collection[str],
    required: Collection[str],
    *,
    delimiter: str = ",",
    optional: Collection[str] = (),
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (row number, cells by column); check the header against the columns the format has.

    Without a `required` column nothing can be read: `InvalidInput`. Any other missing or doubled one is a fault.
    """
    stream = rows(text, inspection, delimiter=delimiter)
    _, first = next(stream, (1, []))
    header = [cell.strip() for cell in first]
    _check_header(header, inspection, expected, required, optional)
    width = len(header)
    ended_well = text.endswith(("\n", "\r", "\x1a"))
    held: tuple[int, list[str]] | None = None
    for number, cells in stream:
        if held:
            inspection.quarantine(held[0], _width(len(held[1]), width))
            held = None
        if len(cells) == width:
            if _is_header(cells, header):
                inspection.quarantine(number, HEADER_AGAIN)
            else:
                yield number, dict(zip(header, cells, strict=True))
        elif cells != ["\x1a"]:
            held = (number, cells)
    if held:
        short = len(held[1]) < width and not ended_well
        reason = "the file ends inside this record" if short else _width(len(held[1]), width)
        inspection.quarantine(held[0], reason)


def _unclosed(lines: int) -> str:
    if lines <= FIELD_LINES:
        return "the file ends inside this record, within a quoted field"
    return f"a quote opened in this record is never closed, so the {lines:,} lines from there on are lost"


def _width(found: int, expected: int) -> str:
    return f"{found} columns instead of {expected}"


def _is_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    return cells[0].strip() == header[0] and [cell.strip() for cell in cells] == header


def _check_header(
    header: list[str], inspection: Inspection, expected: Collection[str], required: Collection[str], optional: Collection[str]
) -> None:
    missing = [column for column in expected if column not in header]
    doubled = [column for column, count in Counter(header).items() if count > 1]
    unknown = [column for column in header if column not in expected and column not in optional]
    if lacking := [column for column in missing if column in required]:
        hint = nearest(lacking[0], unknown) or "fetch the file again, or describe its columns with --map"
        raise inspection.unreadable("E402", f"the header has no column {_named(lacking)}", hint)
    if missing:
        near = "; ".join(filter(None, (nearest(column, unknown) for column in missing)))
        inspection.fault("E402", f"broken header: {len(missing)} column(s) are missing: {_named(missing)}", near, row=1)
    if doubled:
        inspection.fault("E402", f"broken header: {_named(doubled)} stands more than once", "fetch it again", row=1)


def _named(columns: Sequence[str]) -> str:
    return ", ".join(f"`{column}`" for column in columns)
