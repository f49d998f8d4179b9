"""Rows that were recorded, screened again: for replays one by one, for screening everything again in blocks.

What is given again is what `rows` recorded, byte for byte, under the same rules and lists. What was learned from one
transaction serves the next, so a thousand together cost little more than one alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from screening.batch.answers import Screened
from screening.batch.block import Block
from screening.batch.columns import COLUMNS
from screening.batch.options import Options
from screening.batch.translation import Mapping as Words
from screening.errors import InvalidInput, Problem
from screening.jobs.rows import WHOLE, RowRecorder, TransactionRecorder
from screening.screen import Screener
from screening.terms import Outcome, Text
from screening.wire.answer import Answer

Row = Mapping[str, str]
Found = Answer | Text
"""An answer, or why there is none."""
AT_ONCE = 2_000
"""Transactions of one block."""


def again(screener: Screener, input: bytes, asked: str) -> bytes:
    """Screen what a record says was screened; return the answer as it is kept. For replays, under `rows.EXPLAIN`.

    Raises `InvalidInput` (E608) if these rules, or this version of the program, do not take it.
    """
    [found] = answers(screener, [input], asked)
    if isinstance(found, Text):
        raise InvalidInput([Problem("E608", "input", f"what was screened then is not taken now: {found.en}")])
    return found.rest


def answers(screener: Screener, inputs: Sequence[bytes], asked: str) -> list[Found]:
    """Screen what records say was screened, all of them asked in the same way; return the answers in the same order.

    `Answer.rest` is what is kept of an answer (see `rows.whole`). Instead of an answer stands why a transaction is not
    taken by these rules.
    """
    data = json.loads(asked)
    day = date.fromisoformat(data["as_of"]) if data["as_of"] else None
    options = Options(day, frozenset(data["assume"]), data["lang"])
    found: dict[int, Found] = {}
    flat = [at for at, input in enumerate(inputs) if not input.startswith(WHOLE)]
    whole = [at for at, input in enumerate(inputs) if input.startswith(WHOLE)]
    if flat:
        rows = [json.loads(inputs[at])["rows"] for at in flat]
        found |= zip(flat, _of_rows(screener, options, rows), strict=True)
    if whole:
        lines = [inputs[at][len(WHOLE) : -1].decode() for at in whole]
        found |= zip(whole, _of_transactions(screener, options, lines), strict=True)
    return [found[at] for at in range(len(inputs))]


def _of_rows(screener: Screener, options: Options, transactions: Sequence[Sequence[Row]]) -> Iterator[Found]:
    header = [name for name in COLUMNS if any(name in row for rows in transactions for row in rows)]
    recorder = RowRecorder(screener, {name: name for name in header}, Words(), options)
    for together in _apart(transactions):
        rows = [row for each in together for row in each]
        numbered = recorder.read(_block(header, rows))
        screener.watchlist.learn(recorder.queries(numbered))
        screened = recorder.decide(numbered)
        counts = [len(each) for each in together]
        yield from _found(recorder.recorded, screened, np.cumsum([1, *counts[:-1]]).tolist())


def _of_transactions(screener: Screener, options: Options, lines: Sequence[str]) -> Iterator[Found]:
    recorder = TransactionRecorder(screener, options)
    screened = recorder.decide(_block(["transaction_id"], [{}] * len(lines), tuple(lines)))
    yield from _found(recorder.recorded, screened, range(1, len(lines) + 1))


def _apart(transactions: Sequence[Sequence[Row]]) -> Iterator[list[Sequence[Row]]]:
    """Yield blocks in which no transaction follows one of the same id: they would be taken for one."""
    block: list[Sequence[Row]] = []
    for rows in transactions:
        id = rows[0]["transaction_id"].strip()
        if len(block) == AT_ONCE or (block and id and id == block[-1][-1]["transaction_id"].strip()):
            yield block
            block = []
        block.append(rows)
    if block:
        yield block


def _block(header: Sequence[str], rows: Sequence[Row], objects: tuple[str, ...] = ()) -> Block:
    columns = [pa.array([row.get(name, "") for row in rows], pa.string()) for name in header]
    return Block(0, pa.table(columns, names=header), np.arange(1, len(rows) + 1, dtype=np.int64), (), objects)


def _found(recorded: pa.Table, screened: Screened, starts: Sequence[int]) -> Iterator[Found]:
    """Yield what became of the transactions that begin in the given rows."""
    told = {each["row"]: each for each in recorded.to_pylist()}
    why = {each.row: each.reason for each in screened.rejected}
    for row in starts:
        if row in told:
            each = told[row]
            day = date.fromisoformat(each["as_of"])
            yield Answer(each["decision"], each["transaction_id"], Outcome[each["outcome"]], day, each["answer"].encode())
        else:
            yield why[row]
