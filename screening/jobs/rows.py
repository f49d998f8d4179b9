"""Screened rows as records of the decision log: what was screened, and what was answered.

What is kept of a transaction are its cells under the contract's column names, in the words that the deciding code saw: a
replay (`again`) needs neither the file nor its mapping. An answer is a JSON object (`row.v1`) of the added columns without the
decision's id, so that transactions that are told the same share it. Nothing is decided here, and nothing is written.

Input:  {"rows":[{"transaction_id":"A-1","date":"2024-03-15",…},…]}, blank cells left out; or {"transaction":{…}}
Answer: {"schema":"row.v1","outcome":"review","rules":"…",…,"tier":["…"],…}, a tier for each row; all others are the same
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt
import orjson
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.answers import Screened
from screening.batch.block import Block
from screening.batch.columns import ADDED, COLUMNS, PARTY_FIELDS
from screening.batch.decider import Decider
from screening.batch.grouping import grouped
from screening.batch.nested import NestedDecider
from screening.batch.numbered import Numbered
from screening.batch.options import Options
from screening.batch.output.jsonl import escaped
from screening.batch.rows import Library, Rows
from screening.decision import Decision
from screening.facts.transaction import Transaction
from screening.terms import ROLES
from screening.wire.answer import names

Ints = npt.NDArray[np.int64]
EXPLAIN = "row"
"""How these answers are told from others by what was asked."""
TOLD = tuple(name for name in ADDED if name != "decision_id")
NAMES = tuple(f"{role}_{name}" for role in ROLES for name in PARTY_FIELDS if name in {"name", "parent"})
"""Columns by which a record is found."""
WHOLE = b'{"transaction":'

COLUMNS_OF_RECORDS = pa.schema([
    ("row", pa.int64()), *((name, pa.string()) for name in ("decision", "transaction_id", "parties", "input")),
    *((name, pa.dictionary(pa.int32(), pa.string())) for name in ("outcome", "as_of", "answer")),
])  # fmt: skip
"""One row a transaction: `row` is the number of its first row in the file, `parties` are names, one a line."""


class RowRecorder(Decider):
    """Screens blocks of rows, and puts down what there is to record of the last one."""

    recorded: pa.Table = COLUMNS_OF_RECORDS.empty_table()

    def decide(self, numbered: Numbered) -> Screened:
        """Return the answers to a block that was read; `recorded` has then a row for each of its transactions."""
        screened = super().decide(numbered)
        starts = np.cumsum(numbered.lines) - numbered.lines
        first = screened.added.take(pa.array(starts))
        cells = _Cells(self._numbering.library, numbered.rows, screened.kept)
        days = [each.isoformat() for each in numbered.dates]
        self.recorded = _table(
            row=numbered.rows.block.rows[numbered.at],
            decision=first.column("decision_id"),
            transaction_id=_trimmed(cells.ids().take(pa.array(starts))),
            parties=cells.parties(starts),
            input=cells.inputs(numbered.lines),
            outcome=first.column("outcome"),
            as_of=pa.DictionaryArray.from_arrays(pa.array(numbered.day, pa.int32()), pa.array(days, pa.string())),
            answer=_answers(first, screened.added.column("tier"), starts, numbered.lines),
        )
        return screened


class TransactionRecorder(NestedDecider):
    """The same for whole transactions."""

    recorded: pa.Table = COLUMNS_OF_RECORDS.empty_table()

    def decide(self, block: Block) -> Screened:
        """Return the answers to a block; `recorded` has then a row for each of its transactions."""
        self._met: list[tuple[Transaction, Decision]] = []
        screened = super().decide(block)
        added, one = screened.added, np.ones(len(screened.kept), dtype=np.int64)
        self.recorded = _table(
            row=block.rows[screened.kept],
            decision=added.column("decision_id"),
            transaction_id=[transaction.id for transaction, _ in self._met],
            parties=["\n".join(names(transaction)) for transaction, _ in self._met],
            input=[f"{WHOLE.decode()}{block.objects[at]}}}" for at in screened.kept.tolist()],
            outcome=added.column("outcome"),
            as_of=[decision.as_of.isoformat() for _, decision in self._met],
            answer=_answers(added, added.column("tier"), np.arange(len(one)), one),
        )
        return screened

    def _answer(self, transaction: Transaction, decision: Decision) -> dict[str, str]:
        self._met.append((transaction, decision))
        return super()._answer(transaction, decision)


class _Cells:
    """The cells of a block's screened rows, as the deciding code saw them."""

    def __init__(self, library: Library, rows: Rows, kept: Ints) -> None:
        self._library, self._rows, self._kept = library, rows, kept

    def ids(self) -> pa.Array:
        """Return by row the transaction id, empty where there is none."""
        cells = self._rows.cells.get("transaction_id")
        return pa.array([""] * len(self._kept), pa.string()) if cells is None else cells.take(pa.array(self._kept))

    def inputs(self, lines: Ints) -> pa.Array:
        """Return by transaction the JSON of its rows."""
        parts: list[pa.Array | str] = ['{"transaction_id":"', escaped(self.ids()), '"']
        for name in COLUMNS:
            if name in self._rows.cells and name != "transaction_id":
                parts += self._members(name)
        rows = pc.binary_join_element_wise(*_merged([*parts, "}"]), "")
        offsets = np.concatenate([[0], np.cumsum(lines)]).astype(np.int32)
        joined = pc.binary_join(pa.ListArray.from_arrays(pa.array(offsets), rows), ",")
        return pc.binary_join_element_wise('{"rows":[', joined, "]}", "")

    def parties(self, starts: Ints) -> pa.Array:
        """Return by transaction the names in its first row, one a line."""
        at = self._kept[starts]
        texts = [self._texts(name, at) for name in NAMES if name in self._rows.codes]
        if not texts:
            return pa.array([""] * len(starts), pa.string())
        lines = [pc.if_else(pc.equal(each, ""), "", pc.binary_join_element_wise(each, "\n", "")) for each in texts]
        return pc.utf8_rtrim(pc.binary_join_element_wise(*lines, ""), "\n")

    def _members(self, name: str) -> list[pa.Array]:
        """Return by row the member of an object that a column is; nothing where the cell is blank."""
        opening = f',"{name}":'
        if name in self._rows.codes:
            codes, ours = self._rows.codes[name][self._kept], self._library.books[name].ours
            distinct, which = np.unique(codes, return_inverse=True)
            told = [opening + json.dumps(ours[code], ensure_ascii=False) if code else "" for code in distinct.tolist()]
            return [pa.array(told, pa.string()).take(pa.array(which))] if any(told) else []
        cells = self._rows.cells[name].take(pa.array(self._kept))
        blank = pc.equal(cells, "")
        if pc.all(blank).as_py() is not False:
            return []
        return [pc.if_else(blank, "", pc.binary_join_element_wise(f'{opening}"', escaped(cells), '"', ""))]

    def _texts(self, name: str, at: Ints) -> pa.Array:
        codes, ours = self._rows.codes[name][at], self._library.books[name].ours
        distinct, which = np.unique(codes, return_inverse=True)
        return pa.array([ours[code] for code in distinct.tolist()], pa.string()).take(pa.array(which))


def asked_json(options: Options) -> str:
    """Return what a record says was asked."""
    day = options.as_of.isoformat() if options.as_of else None
    asked = {"as_of": day, "assume": sorted(options.assume), "explain": EXPLAIN, "lang": options.language}
    return json.dumps(asked, ensure_ascii=False, separators=(",", ":"))


def whole(decision: str, transaction_id: str | None, rest: bytes) -> bytes:
    """Return an answer as it is shown: with the two ids, which are not among what is kept of it."""
    ids = b'{"schema":"row.v1","id":%s,"transaction_id":%s,' % (orjson.dumps(decision), orjson.dumps(transaction_id))
    return ids + rest.removeprefix(b'{"schema":"row.v1",')


def _answers(first: pa.Table, tiers: pa.ChunkedArray, starts: Ints, lines: Ints) -> pa.DictionaryArray:
    """Return by transaction its answer, written once for all that are told the same; `first` are the first rows."""
    told = {name: _coded(first.column(name)) for name in TOLD if name != "tier"}
    of_row, texts = _coded(tiers)
    sets: dict[tuple[int, ...], int] = {}
    of_row_list = of_row.tolist()
    held = np.array([
        sets.setdefault(tuple(of_row_list[start : start + many]), len(sets))
        for start, many in zip(starts.tolist(), lines.tolist(), strict=True)
    ], dtype=np.int64)  # fmt: skip
    several = list(sets)
    group, places = grouped([held, *(codes for codes, _ in told.values())])
    answers = []
    for at in places.tolist():
        answer: dict[str, object] = {"schema": "row.v1"}
        for name in TOLD:
            if name == "tier":
                answer[name] = [texts[code] for code in several[held[at]]]
            else:
                codes, known = told[name]
                answer[name] = known[codes[at]]
        answers.append(orjson.dumps(answer).decode())
    return pa.DictionaryArray.from_arrays(pa.array(group, pa.int32()), pa.array(answers, pa.string()))


def _coded(column: pa.ChunkedArray) -> tuple[Ints, list[str]]:
    """Return texts as numbers, and the text of each number."""
    coded = column.combine_chunks().dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    return coded.indices.to_numpy().astype(np.int64), cast("list[str]", coded.dictionary.to_pylist())


def _table(**columns: object) -> pa.Table:
    arrays = []
    for field in COLUMNS_OF_RECORDS:
        column = columns[field.name]
        array = column if isinstance(column, pa.Array) else _array(column, field.type)
        arrays.append(array if array.type == field.type else array.dictionary_encode())
    return pa.Table.from_arrays(arrays, schema=COLUMNS_OF_RECORDS)


def _array(column: object, wanted: pa.DataType) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        return column.combine_chunks()
    return pa.array(column, wanted.value_type if pa.types.is_dictionary(wanted) else wanted)


def _trimmed(ids: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(ids)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _merged(parts: Sequence[pa.Array | str]) -> list[pa.Array | str]:
    """Return the parts with neighbouring constants made one."""
    merged: list[pa.Array | str] = []
    for part in parts:
        if merged and isinstance(part, str) and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return merged
