"""What travels through a batch run: consecutive rows of whole transactions, as text, and the rows that could not be read.

Cells are kept exactly as written; nothing here converts, guesses or drops.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from screening.terms import Text


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not screened: where, which value, why; `cells` is the row as far as it could be read."""

    row: int
    column: str
    value: str
    reason: Text
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive rows of whole transactions; every cell is text, empty where nothing is written, never null.

    `rows` are row numbers as a spreadsheet counts them (the header is row 1; a file without header begins at 1).
    `objects` is, for JSON lines, the source text of each row, so that the output can keep it as it was.
    """

    number: int
    table: pa.Table
    rows: npt.NDArray[np.int64]
    rejected: tuple[Rejected, ...] = ()
    objects: tuple[str, ...] = ()
