"""Shared by the tests of output: small tables, and one undisturbed run per kind to compare others with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pyarrow as pa

from screening.batch.block import Rejected
from screening.batch.columns import ADDED
from screening.batch.output import Encoder, Unfinished, encoder_for, rejected_rows
from screening.terms import Text

INPUT = ("transaction_id", "item", "quantity")
COLUMNS = (*INPUT, *ADDED)
IDENTITY = {"input": "sha256:1", "options": {"as_of": "2026-09-01", "assume": []}}
BLOCKS = 3


def table(number: int, rows: int = 2) -> pa.Table:
    """Rows of block `number`, with what is hard to keep: Korean, leading zeros, quotation marks, formulas, line ends."""
    cells = [[f"T-{number}-{row}", '발명 "대학교", =1', f"00{row}", "=1+1", "a\nb"] for row in range(rows)]
    cells = [row + [""] * (len(COLUMNS) - len(row)) for row in cells]
    return pa.table({name: pa.array([row[n] for row in cells], pa.string()) for n, name in enumerate(COLUMNS)})


@cache
def rejected(number: int) -> bytes:
    """The rejected rows of block `number`: none of the first block."""
    reason = Text("is not a date", "날짜가 아닙니다")
    return rejected_rows([Rejected(number, "date", "=x", reason, ("T", "칩", "1"))] * (number > 0), "en")


@cache
def encoded(encoder: Encoder, number: int) -> bytes:
    """The rows of block `number`."""
    return encoder.rows(table(number))


def add_rest(run: Unfinished, encoder: Encoder) -> None:
    """Add the blocks that `run` does not have yet."""
    for number in range(run.blocks_done, BLOCKS):
        run.add(number, encoded(encoder, number), rejected(number), {"blocks": number + 1})


def whole_run(out: Path) -> dict[str, bytes]:
    """Run without any disturbance; return every file that is left, by name."""
    encoder = encoder_for(out.name, COLUMNS)
    run = Unfinished.begin(out, IDENTITY, encoder, INPUT)
    add_rest(run, encoder)
    run.finish()
    return files(out.parent)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of `folder`, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
