"""Cells of a column as numbers for their distinct texts, each text read once: what it means, and why it cannot stand.

Columns that repeat are numbered (`Book`); columns whose every cell may differ, and which decide nothing by their content
(amounts of money, descriptions of use, what identifies a person), are only looked through (`looked_through`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.columns import TABLE, misfit
from screening.batch.translation import Mapping
from screening.terms import Text

Codes = npt.NDArray[np.int32]

UNNUMBERED = (
    "transaction_id", "value", "end_use", "end_user_email", "end_user_phone", "end_user_national_id",
    "end_user_payment_source", "end_user_ip",
)  # fmt: skip
"""Columns that are only looked through."""

PLAIN_NUMBER = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{0,5}[1-9])?$"
"""A number as `identity` writes it: no sign, no exponent, no superfluous zeros."""
PLAIN_TEXT = r"^[^\x00-\x1f\x7f-\x{9f}\s\p{Z}](?:[^\x00-\x1f\x7f-\x{9f}]{0,900}[^\x00-\x1f\x7f-\x{9f}\s\p{Z}])?$"
"""A short text of one line that neither begins nor ends with a space: any other is read one by one."""

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
    _codes: dict[str, int] = field(default_factory=lambda: {"": 0})
    _meanings: dict[str, int] = field(default_factory=lambda: {"": 0})

    def codes(self, cells: pa.Array) -> Codes:
        """Return the number of every cell's text."""
        coded = pc.dictionary_encode(cells)
        table = np.array([self._code(text) for text in coded.dictionary.to_pylist()], dtype=np.int32)
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
                self.whys.append(misfit(self.column, ours))
            self._codes[text] = found
        return found


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


def unusual(column: str, cells: pa.Array) -> npt.NDArray[np.int64]:
    """Return the rows of an unnumbered column whose cells are not plain, and must be looked at one by one."""
    pattern = PLAIN_NUMBER if column == "value" else PLAIN_TEXT
    plain = pc.or_(pc.match_substring_regex(cells, pattern), pc.equal(cells, ""))
    return np.flatnonzero(~plain.to_numpy(zero_copy_only=False))


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
