"""The one function for every engine: a table of input rows in, a table of answers out, and nothing of the engine in it.

    Spark: `frame.mapInArrow(lambda parts: (b for p in parts for b in screen(pa.Table.from_batches([p])).to_batches()), ddl)`
    Daft, Dask and others: whatever hands a function whole partitions as Arrow tables. Ray Data: `cluster`.

Whoever calls sees to it that a table holds whole transactions with their rows in order, and that a process calls from one
thread at a time: what is learned from one table serves the next, without locks. A `Screen` is small: it says what to load,
and a process loads it when it first calls. Rules and lists never travel; a process that finds others than promised refuses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from screening import program
from screening.batch.answers import Screened
from screening.batch.block import Block, Rejected
from screening.batch.columns import ADDED
from screening.batch.decider import Decider
from screening.batch.fitting import resolve
from screening.batch.nested import NestedDecider
from screening.batch.options import Options
from screening.batch.translation import Mapping
from screening.errors import InvalidInput, Problem, ScreeningError
from screening.screen import Screener
from screening.screen.identity import context
from screening.terms import Language, Text

ROW, STATUS, COLUMN, VALUE, REASON, COUNTS = "__row", "__status", "__column", "__value", "__reason", "__counts"
OBJECT, UNREADABLE = "__object", "__unreadable"
"""What may stand beside `__row` in a table of input rows: the JSON line that a row was, and what intake says against it."""

SCREENED, REJECTED = "screened", "rejected"
ANSWERS = pa.schema(
    [(ROW, pa.int64()), *((name, pa.string()) for name in (STATUS, *ADDED, COLUMN, VALUE, REASON, COUNTS))]
)
"""A table of answers. A rejected row has `__column`, `__value` and `__reason` and none of the answers; `__counts` stands in
the first row of a table only: the counts of all its rows (`Counts`) as JSON, in a cell because that outlives every engine."""

BLOCK = b"block"
"""Where a table's metadata has the number of its block; a table without is block 0."""


Load = Callable[[Path | None, Path | None, tuple[str, ...], date | None], Screener]
"""How rules and lists are loaded: `app.load_screener`, or any function that a process can find by its name."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process must be told to screen; folders lie at the same place on every machine (None: what is shipped).

    `nested` is the source's; known goods must hold on `day`. `law` is what `law_of` says where the run begins: a process that
    finds another refuses ('': not compared).
    """

    load: Load
    rules: Path | None = None
    data: Path | None = None
    lists: tuple[str, ...] = ()
    day: date | None = None
    mapping: Mapping = field(default_factory=Mapping)
    options: Options = field(default_factory=Options)
    nested: bool = False
    law: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """`Screen(settings)(rows)` is a table of `ANSWERS` with one row for each row that went in, in the same order."""

    settings: Settings

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Screen a table of input rows."""
        block = block_of(rows)
        return _answers(block, self.screened(block), self.settings.options.language)

    def screened(self, block: Block) -> Screened:
        """Screen a block, for who has one."""
        decider = decider_for(self.settings, tuple(block.table.column_names))
        if isinstance(decider, NestedDecider):
            return decider.decide(block)
        numbered = decider.read(block)
        decider.screener.watchlist.learn(decider.queries(numbered))
        return decider.decide(numbered)


def law_of(screener: Screener) -> str:
    """Return a digest of all that answers rest on besides the rows: rules, lists, known goods, and this package itself."""
    lists = screener.watchlist
    parts = [context(date.min, (), screener.rules.digest, lists), lists.version, program.digest()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def _screener(
    load: Load, rules: Path | None, data: Path | None, lists: tuple[str, ...], day: date | None, law: str
) -> Screener:
    """Load rules and lists, once in a process."""
    screener = load(rules, data, lists, day)
    if law and law_of(screener) != law:
        found = f"rules {screener.rules.digest[:19]} of {rules or 'the package'}, lists of {data or 'the package'}"
        message = "a worker has other rules or lists than this run, or another version of this package"
        raise ScreeningError(f"{message} ({found}): make every machine the same, and --resume")
    return screener


_last: list[tuple[Settings, tuple[str, ...], Decider | NestedDecider]] = []  # at most one: a process screens one file


def decider_for(settings: Settings, header: tuple[str, ...]) -> Decider | NestedDecider:
    """Return this process's decider; it has learned from what it decided before, if that had the same settings."""
    if not _last or _last[0][:2] != (settings, header):
        of = settings
        screener = _screener(of.load, of.rules, of.data, of.lists, of.day, of.law)
        resolved = resolve(of.mapping, header)
        flat = Decider(screener, resolved, of.mapping, of.options) if not of.nested else None
        _last[:] = [(settings, header, flat or NestedDecider(screener, of.options))]
    return _last[0][2]


def block_table(block: Block) -> pa.Table:
    """Return a block as one table of all its rows, those that intake has rejected among them; nothing of it is lost."""
    taken = sorted({ROW, OBJECT, UNREADABLE} & set(block.table.column_names))
    if taken:
        message = f"a column is named `{taken[0]}`, which stands for something else here"
        raise InvalidInput([Problem("E503", "the header", message, "rename it in the file, or leave it out")])
    width, good, bad = block.table.num_columns, block.table.num_rows, block.rejected
    nothing = pa.nulls(good, pa.string())
    objects = pa.array(block.objects, pa.string()) if block.objects else nothing
    names = [*block.table.column_names, OBJECT, UNREADABLE]
    read = [*block.table.columns, objects, nothing]
    lost = [pa.array([""] * len(bad), pa.string()) for _ in range(width)]
    lost += [pa.nulls(len(bad), pa.string()), pa.array([_written(each) for each in bad], pa.string())]
    whole = pa.concat_tables([pa.table(read, names=names), pa.table(lost, names=names)])
    rows = np.concatenate([block.rows, np.array([each.row for each in bad], dtype=np.int64)])
    order = np.argsort(rows, kind="stable")
    whole = whole.append_column(ROW, pa.array(rows)).take(pa.array(order))
    return whole.replace_schema_metadata({BLOCK: str(block.number).encode()})


def block_of(table: pa.Table) -> Block:
    """Return the block that a table stands for; raise `ValueError` if it is no table of input rows."""
    if ROW not in table.column_names:
        raise ValueError(f"the table has no column `{ROW}` with the number of every row")
    rows = table.column(ROW).to_numpy().astype(np.int64, copy=False)
    if (np.diff(rows) <= 0).any():
        raise ValueError(f"the numbers in `{ROW}` do not ascend: rows must be in order, each with its own number")
    lost = np.zeros(len(rows), dtype=bool)
    if UNREADABLE in table.column_names:
        lost = table.column(UNREADABLE).is_valid().to_numpy()
    own = table.drop_columns([name for name in (ROW, OBJECT, UNREADABLE) if name in table.column_names])
    fields = [pa.field(name, pa.string()) for name in own.column_names]
    texts = own.cast(pa.schema(fields)).filter(pa.array(~lost))
    filled = [column.fill_null("") if column.null_count else column for column in texts.columns]
    objects: tuple[str, ...] = ()
    if OBJECT in table.column_names:
        lines = table.column(OBJECT).filter(pa.array(~lost))
        objects = tuple(lines.to_pylist()) if not lines.null_count else ()
    rejected: tuple[Rejected, ...] = ()
    if lost.any():
        told = table.column(UNREADABLE).filter(pa.array(lost)).to_pylist()
        rejected = tuple(_read(row, text) for row, text in zip(rows[lost].tolist(), told, strict=True))
    number = int((table.schema.metadata or {}).get(BLOCK, b"0"))
    return Block(number, pa.table(filled, names=own.column_names), rows[~lost], rejected, objects)


def _written(rejected: Rejected) -> str:
    """Write a rejected row as ASCII: its cells may hold what is no text, such as half a surrogate pair."""
    return json.dumps([rejected.column, rejected.value, rejected.reason.en, rejected.reason.ko, *rejected.cells])


def _read(row: int, text: str) -> Rejected:
    column, value, en, ko, *cells = json.loads(text)
    return Rejected(row, column, value, Text(en, ko), tuple(cells))


def _answers(block: Block, screened: Screened, language: Language) -> pa.Table:
    """Return the answers in the order of the rows."""
    good, bad = len(screened.kept), screened.rejected
    rows = np.concatenate([block.rows[screened.kept], np.array([each.row for each in bad], dtype=np.int64)])
    order = np.argsort(rows, kind="stable")
    statuses = pa.array([SCREENED] * good + [REJECTED] * len(bad), pa.string())
    columns = {ROW: pa.array(rows), STATUS: statuses}
    for name in ADDED:
        told = screened.added.column(name).combine_chunks()
        columns[name] = pa.concat_arrays([told, pa.nulls(len(bad), pa.string())])
    for name, texts in (
        (COLUMN, [each.column for each in bad]),
        (VALUE, [each.value for each in bad]),
        (REASON, [each.reason.in_(language) for each in bad]),
    ):
        storable = [text.encode("utf-8", "replace").decode() for text in texts]
        columns[name] = pa.concat_arrays([pa.nulls(good, pa.string()), pa.array(storable, pa.string())])
    ordered = pa.table(columns).take(pa.array(order))
    counts = [json.dumps(screened.counts.to_json())][: len(rows)] + [None] * (len(rows) - 1)
    return ordered.append_column(COUNTS, pa.array(counts, pa.string())).select(ANSWERS.names).cast(ANSWERS)
