"""Rows that are alike in all of several columns of numbers, found by hashing: the order of rows decides nothing here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from screening.engine.grouping import packed

Ints = npt.NDArray[np.int64]


def grouped(columns: Sequence[npt.NDArray[np.integer]]) -> tuple[Ints, Ints]:
    """Return for every row the number of its distinct combination, and for every combination the first row that has it."""
    values, _ = packed(columns, _renumbered)
    numbers = _renumbered(values)
    first = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)
    return numbers, first


def _renumbered(values: Ints) -> Ints:
    numbers: Ints = pa.array(values).dictionary_encode().indices.to_numpy().astype(np.int64)
    return numbers
