"""Cells that a spreadsheet would run as a formula, made harmless by an apostrophe in front.

A spreadsheet that opens a CSV file runs what begins with = + - @ (also in full width), even after blanks, quoted or not:
`=HYPERLINK(…)` in a customer's name sends data away from the desk of whoever screens it. Plain numbers stay as they are.
The cell's text is never judged further: which formulas are dangerous is not known here. Columns are looked at by the first
byte of their cells and searched only if one of them could begin a formula, so that ordinary data costs next to nothing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

APOSTROPHE = "'"

_BLANK = r"[\x00-\x20\x7f-\x{9f}\pZ\p{Cf}]"  # blanks, and what is not seen: control characters, byte order marks
_FORMULA = rf"^(?:[\t\r\n]|{_BLANK}*[=+\-@＝＋－＠])"
_NUMBER = r"^ *[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?%? *$"
# Tab and line ends are defused even before harmless text: pasted or imported again, they shift what follows into a cell.

_FIRST = np.zeros(256, dtype=np.bool_)
_FIRST[:0x21] = True
_FIRST[list(b"=+-@\x7f")] = True
_FIRST[[0xC2, 0xD8, 0xDB, 0xDC, 0xE0, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3]] = True
# First bytes in UTF-8 of the blanks and invisible characters above and of ＝＋－＠: a first sieve, not the judgement.


def offsets(column: pa.Array) -> npt.NDArray[np.int32]:
    """Return where each cell of a text column begins in its bytes, and where the last one ends."""
    buffer = column.buffers()[1]
    if buffer is None or not len(column):
        return np.zeros(1, dtype=np.int32)
    places: npt.NDArray[np.int32] = np.frombuffer(buffer, dtype=np.int32)[
        column.offset : column.offset + len(column) + 1
    ]
    return places


def characters(column: pa.Array) -> npt.NDArray[np.uint8]:
    """Return the bytes that `offsets` point into."""
    buffer = column.buffers()[2]
    return np.frombuffer(buffer if buffer is not None else b"", dtype=np.uint8)


def defused(column: pa.Array) -> pa.Array:
    """Return a text column without null, an apostrophe before each cell that a spreadsheet would run."""
    places = offsets(column)
    first = places[:-1][places[:-1] < places[1:]]
    if not _FIRST[characters(column)[first]].any():
        return column
    runs = pc.match_substring_regex(column, _FORMULA)
    runs = pc.and_(runs, pc.invert(pc.match_substring_regex(column, _NUMBER)))
    if not pc.any(runs).as_py():
        return column
    return pc.replace_with_mask(column, runs, pc.binary_join_element_wise(APOSTROPHE, column.filter(runs), ""))
