"""Rows that are alike in all of several columns of codes, as one number each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

SPARSE = 4
"""Possible combinations a row above which sorting is faster than a table of them."""


def grouped(columns: Sequence[npt.NDArray[np.integer]]) -> tuple[Ints, Ints]:
    """Return for every row the number of its distinct combination, and for every combination one row that has it."""
    values, bound = packed(columns, _renumbered)
    if bound > SPARSE * len(values) + 1000:
        _, first, inverse = np.unique(values, return_index=True, return_inverse=True)
        return inverse, first
    first_of = np.full(bound, -1, dtype=np.int64)  # few combinations are possible: a table of them is faster than sorting
    first_of[values[::-1]] = np.arange(len(values) - 1, -1, -1)
    met = np.flatnonzero(first_of >= 0)
    numbers = np.zeros(bound, dtype=np.int64)
    numbers[met] = np.arange(len(met))
    return numbers[values], first_of[met]


def packed(columns: Sequence[npt.NDArray[np.integer]], renumbered: Callable[[Ints], Ints]) -> tuple[Ints, int]:
    """Return several columns of codes as one, and a bound that all its values are below.

    Exact: what is packed so far is `renumbered`, as 0, 1, 2 and so on, before it would overflow.
    """
    size = len(columns[0]) if columns else 0
    values, bound = np.zeros(size, dtype=np.int64), 1
    for codes in columns:
        width = int(codes.max(initial=0)) + 1
        if width == 1:
            continue
        if bound * width > 2**62:
            values = renumbered(values)
            bound = int(values.max(initial=0)) + 1
        values = values * width + codes
        bound *= width
    return values, bound


def _renumbered(values: Ints) -> Ints:
    return np.unique(values, return_inverse=True)[1]
