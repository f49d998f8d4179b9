"""What was decided of cases, kept by the digests of what they say: small texts, no findings, no facts.

A digest stands for all that can make a difference to a case (`cases`), so a record holds wherever the same digest is met: in
another block, in another process, in a later run under the same rules. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from screening.terms import Outcome, Text

T = TypeVar("T")
Ints = npt.NDArray[np.int64]
Tiers = tuple[str, ...]
Numbers = tuple[int, int, int]

LIMIT = 300_000
"""Records kept; beyond it all are forgotten, so that memory stays flat."""


class Said(NamedTuple):
    """What the findings of a case come to: the cells of its row, and what counts of it.

    `fired` and `idle` are rules with the highest outcome of each; `asked` the facts that are asked for.
    """

    outcome: Outcome
    rules: str
    would_apply: str
    review_policy: str
    missing_facts: str
    citations: str
    unverified: Text
    fired: tuple[tuple[str, str], ...]
    idle: tuple[tuple[str, str], ...]
    asked: tuple[str, ...]


class Record(NamedTuple):
    """One case: what is said of it, why, and the tier of each of its lines."""

    said: Said
    because: Text
    tiers: Tiers


CELLS = Said._fields[:6]
"""The fields of `Said` that are columns of the answer as they stand."""


@dataclass(slots=True)
class Records:
    """All records met so far. A case's number holds until `forget`."""

    said: list[Said] = field(default_factory=list)
    because: list[Text] = field(default_factory=list)
    tiers: list[Tiers] = field(default_factory=list)
    numbers: dict[bytes, int] = field(default_factory=dict)
    """by digest"""
    _rows: list[Numbers] = field(default_factory=list)
    _places: tuple[dict[Said, int], dict[Text, int], dict[Tiers, int]] = field(default_factory=lambda: ({}, {}, {}))
    _columns: list[Ints] = field(default_factory=list)
    _texts: dict[str, pa.Array] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._rows)

    def forget(self) -> None:
        """Forget everything."""
        for each in (self.said, self.because, self.tiers, self.numbers, self._rows, *self._places, self._columns, self._texts):
            each.clear()

    def add(self, found: Iterable[tuple[bytes, Record]]) -> None:
        """Keep these records; what is kept already stays."""
        for digest, record in found:
            if digest not in self.numbers:
                self.numbers[digest] = len(self._rows)
                of_said, of_because, of_tiers = self._places
                said = _place(record.said, self.said, of_said)
                because = _place(record.because, self.because, of_because)
                self._rows.append((said, because, _place(record.tiers, self.tiers, of_tiers)))

    def parts(self, cases: Ints) -> tuple[Ints, Ints, Ints]:
        """Return for cases, by number, the places of their parts in `said`, `because` and `tiers`."""
        if not self._columns or len(self._columns[0]) < len(self._rows):
            table = np.array(self._rows, dtype=np.int64).reshape(-1, 3)
            self._columns = [np.ascontiguousarray(column) for column in table.T]
        said, because, tiers = (column[cases] for column in self._columns)
        return said, because, tiers

    def cells(self, name: str) -> pa.Array:
        """Return a cell of everything that was said, in the order of `said`."""
        if name not in self._texts or len(self._texts[name]) < len(self.said):
            values = (getattr(each, name) for each in self.said)
            self._texts[name] = pa.array([each.name if isinstance(each, Outcome) else each for each in values], pa.string())
        return self._texts[name]

    def reasons(self, language: str) -> pa.Array:
        """Return all reasons in a language, in the order of `because`."""
        key = f"because {language}"
        if key not in self._texts or len(self._texts[key]) < len(self.because):
            self._texts[key] = pa.array([getattr(each, language) for each in self.because], pa.string())
        return self._texts[key]


def _place(each: T, known: list[T], places: dict[T, int]) -> int:
    found = places.setdefault(each, len(known))
    if found == len(known):
        known.append(each)
    return found
