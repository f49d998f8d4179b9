"""Cells of a column as numbers for their distinct texts, each text read once: what it means, and why it cannot stand.

Columns that repeat are numbered (`Book`); columns whose every cell may differ, and which decide nothing by their content
(amounts of money, descriptions of use, what identifies a person), are only looked through (`looked_through`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.columns import TABLE, misfit, value
from screening.batch.output.formulas import characters, offsets
from screening.batch.translation import Mapping
from screening.facts.fields import Number
from screening.facts.fields import Text as AnyText
from screening.screen.identity import plain
from screening.terms import Text

Codes = npt.NDArray[np.int32]
Ints = npt.NDArray[np.int64]

UNNUMBERED = (
    "transaction_id", "value", "end_use", "end_user_email", "end_user_phone", "end_user_national_id",
    "end_user_payment_source", "end_user_ip",
)  # fmt: skip
"""Columns that are only looked through."""

PLAIN_NUMBER = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$"
"""A number that can stand as it is: no sign, no exponent, no zeros in front."""
PLAIN_TEXT = r"^[^\x00-\x1f\x7f-\x{9f}\s\p{Z}](?:[^\x00-\x1f\x7f-\x{9f}]{0,900}[^\x00-\x1f\x7f-\x{9f}\s\p{Z}])?$"
"""A short text of one line that neither begins nor ends with a space: any other is read one by one."""

SPACE, DELETE, CONTROL_LEAD, CONTROL_END = 0x20, 0x7F, 0xC2, 0xA0
SHORT = 900

KOREAN = {
    "number": "숫자로 읽을 수 없거나 범위를 벗어남", "day": "날짜로 읽을 수 없음(YYYY-MM-DD)", "country": "국가로 읽을 수 없음",
    "truth": "예/아니오로 읽을 수 없음", "text": "이 열에 쓸 수 없는 값",
}  # fmt: skip


@dataclass(slots=True)
class Book:
    """The distinct texts of one column, numbered as they are met; number 0 is blank.

    `ours` is what a text means (in our words, trimmed), `whys` says of each why it cannot stand, or is empty.
    """

    column: str
    mapping: Mapping
    ours: list[str] = field(default_factory=lambda: [""])
    whys: list[str] = field(default_factory=lambda: [""])
    plain: Callable[[str], bool] = field(default=lambda _: False)
    """whether a text surely can stand; of others `misfit` is asked, which takes longer"""
    _codes: dict[str, int] = field(default_factory=lambda: {"": 0})
    _meanings: dict[str, int] = field(default_factory=lambda: {"": 0})

    def __post_init__(self) -> None:
        kind, limits = TABLE[self.column].field.annotation, TABLE[self.column].field.metadata
        if kind == (AnyText | None) and not limits:
            self.plain = _is_plain_text
        elif kind == (Number | None) and not limits:
            self.plain = _is_plain_number

    def codes(self, cells: pa.Array) -> Codes:
        """Return the number of every cell's text."""
        coded = pc.dictionary_encode(cells)
        known = self._codes.get
        found = ((text, known(text)) for text in coded.dictionary.to_pylist())
        table = np.array([self._code(text) if code is None else code for text, code in found], dtype=np.int32)
        return table[coded.indices.to_numpy()] if len(table) else np.zeros(len(cells), dtype=np.int32)

    def refused(self) -> npt.NDArray[np.bool_]:
        """Return by number which texts cannot stand."""
        return np.array([bool(why) for why in self.whys])

    def _code(self, text: str) -> int:
        found = self._codes.get(text)
        if found is None:
            ours = meant(self.mapping, self.column, text)
            found = self._meanings.setdefault(ours, len(self.ours))  # other spaces, or another word for the same: one
            if found == len(self.ours):
                self.ours.append(ours)
                self.whys.append("" if self.plain(ours) else misfit(self.column, ours))
            self._codes[text] = found
        return found


def _is_plain_text(text: str) -> bool:
    return text.isprintable() and 0 < len(text) <= SHORT


def _is_plain_number(text: str) -> bool:
    return re.fullmatch(PLAIN_NUMBER, text, re.ASCII) is not None


def meant(mapping: Mapping, column: str, text: str) -> str:
    """Return what a cell means in our words, without spaces around it."""
    ours = mapping.value(column, text)
    return (mapping.date(ours) if column == "date" else ours).strip()


def looked_through(mapping: Mapping, column: str, cells: pa.Array) -> tuple[pa.Array, list[tuple[int, str, str]]]:
    """Return the cells of an unnumbered column in our words, blank ones empty; and row, text, reason of what cannot stand."""
    if column in mapping.values:
        coded = pc.dictionary_encode(cells)
        ours = [meant(mapping, column, text) for text in coded.dictionary.to_pylist()]
        cells = pa.array(ours, pa.string()).take(coded.indices)
    blank, refused = np.zeros(len(cells), dtype=bool), []
    for at in unusual(column, cells).tolist():
        text = cells[at].as_py()
        blank[at] = not text.strip()
        if not blank[at] and (why := misfit(column, text.strip())):
            refused.append((at, text, why))
    return (pc.if_else(pa.array(blank), "", cells) if blank.any() else cells), refused


def as_stated(column: str, cells: pa.Array) -> pa.Array:
    """Return the cells of an unnumbered column as `identity.plain` writes what they state."""
    odd = unusual(column, cells)
    told = cells
    if column == "value":  # without superfluous zeros
        fraction = pc.match_substring(cells, ".")
        told = pc.if_else(fraction, pc.utf8_rtrim(pc.utf8_rtrim(cells, "0"), "."), cells)
    if not odd.size:
        return told
    mended = [text.strip() for text in cells.take(pa.array(odd)).to_pylist()]
    mask = np.zeros(len(cells), dtype=bool)
    mask[odd] = True
    stated = pa.array([plain(value(column, text)) if text else "" for text in mended], pa.string())
    return pc.replace_with_mask(told, pa.array(mask), stated)


def unusual(column: str, cells: pa.Array) -> Ints:
    """Return the rows of an unnumbered column whose cells are not plain, and must be looked at one by one."""
    if column == "value":
        plain_ones = pc.or_(pc.match_substring_regex(cells, PLAIN_NUMBER), pc.equal(cells, ""))
        return np.flatnonzero(~plain_ones.to_numpy(zero_copy_only=False))
    doubtful = _doubtful(cells)
    if len(doubtful) == 0:
        return doubtful
    fits = pc.match_substring_regex(cells.take(pa.array(doubtful)), PLAIN_TEXT)
    odd: Ints = doubtful[~fits.to_numpy(zero_copy_only=False)]
    return odd


def _doubtful(cells: pa.Array) -> Ints:
    """Return the rows whose texts may not be plain: all, if there are control characters, else those with odd ends or long.

    The bytes of all cells are looked at together, in a fraction of the time in which each is matched.
    """
    places, data = offsets(cells), characters(cells)
    filled = np.flatnonzero(places[1:] > places[:-1])
    if not filled.size:
        return filled
    starts, ends = places[filled], places[filled + 1]
    whole = data[starts[0] : ends[-1]]
    if whole.min() < SPACE or (whole == DELETE).any() or _controls(whole):
        return filled
    first, last = data[starts], data[ends - 1]
    odd = (first == SPACE) | (first > DELETE) | (last == SPACE) | (last > DELETE) | (ends - starts > SHORT)
    found: Ints = filled[odd]
    return found


def _controls(data: npt.NDArray[np.uint8]) -> bool:
    """Whether there are control characters beyond ASCII: C2 80 to C2 9F in UTF-8."""
    at = np.flatnonzero(data[:-1] == CONTROL_LEAD)
    return bool((data[at + 1] < CONTROL_END).any())


def reason(column: str, text: str, why: str) -> Text:
    """Return in both languages why a text cannot stand in a column."""
    return Text(why, f"{KOREAN[_kind(column)]} — {_short(text)}")


def _short(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:60]


def _kind(column: str) -> str:
    target = TABLE[column]
    if target.form in ("truth", "country"):
        return target.form
    told = str(target.field.annotation)
    return "number" if "Decimal" in told else "day" if "datetime.date" in told else "text"
