"""A block's good transactions as numbers: what `numbering` makes of rows, and what is decided and written from.

Nothing is read or decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from screening.batch.people import Cast
from screening.batch.rows import Rows
from screening.terms import Text

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Parties:
    """The distinct parties of one role in a block: the key each is remembered by (b"": nobody), and how to read one.

    `of` says by transaction which of them it has, `first` of each which transaction has it first.
    """

    of: Ints
    first: Ints
    keys: list[bytes]
    cast: Callable[[int], Cast]


@dataclass(frozen=True, slots=True)
class Numbered:
    """The good transactions of a block as numbers.

    One entry a transaction: `at` its first row, `lines` how many rows it has, `day` the day of its law (a place in
    `dates`), `deal`, `order` (a row of facts) and `doubt` of the order (a place in `doubts`); `parties` by role. One entry
    a row of the block: `thing`.
    """

    rows: Rows
    at: Ints
    lines: Ints
    day: Ints
    dates: Sequence[date]
    thing: Ints
    deal: Ints
    order: Ints
    doubt: Ints
    doubts: list[tuple[Text, ...]]
    parties: list[Parties]

    def by_day(self, told: Callable[[date], int]) -> Ints:
        """Return a number for every transaction's day, asked once for each day."""
        if not len(self.day):
            return np.zeros(0, dtype=np.int64)
        table = np.zeros(len(self.dates), dtype=np.int64)
        for code in np.flatnonzero(np.bincount(self.day)).tolist():
            table[code] = told(self.dates[code])
        return table[self.day]
