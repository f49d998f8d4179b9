"""The rows that were not screened, as a CSV of their own beside the output: where, which value, why, and the row itself.

A person mends them there and screens them again, so the cells follow under the input's own names. It is a file for a
spreadsheet whatever the output's kind, and defused like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from screening.batch.block import Rejected
from screening.batch.fitting import OWN, WHY
from screening.batch.output.delimited import Delimited, lines
from screening.batch.output.kinds import ending
from screening.terms import Language


def rejected_path(out: Path) -> Path:
    """Return the file for the rejected rows of `out`: `result.rejected.csv` for `result.csv` and the like."""
    stem = out.name[: len(out.name) - len(ending(out.name))]
    return out.with_name(f"{stem}.rejected.csv")


def rejected_header(columns: Sequence[str]) -> bytes:
    """Return the header line for an input with `columns`."""
    names = list(WHY)
    taken = {*WHY, *columns}
    for column in columns:
        name = column
        while name in WHY or (name != column and name in taken):
            name = OWN + name
        taken.add(name)
        names.append(name)
    return Delimited(tuple(names)).header()


def rejected_rows(rejected: Iterable[Rejected], language: Language, width: int = 0) -> bytes:
    """Return the lines for `rejected`, reasons in `language`, without a header; each row padded to `width` cells."""
    found = list(rejected)
    width = max([width, *(len(each.cells) for each in found)])
    records = (
        (str(each.row), each.column, each.value, each.reason.in_(language), *each.cells)
        + ("",) * (width - len(each.cells))
        for each in found
    )
    columns = [pa.array([_storable(cell) for cell in cells], pa.string()) for cells in zip(*records, strict=True)]
    return lines(pa.Table.from_arrays(columns, names=[str(n) for n in range(len(columns))]))


def _storable(cell: str) -> str:
    """Return `cell` with a question mark for each byte of it that is no character (half of a surrogate pair)."""
    return cell if cell.isascii() else cell.encode("utf-8", "replace").decode("utf-8")
