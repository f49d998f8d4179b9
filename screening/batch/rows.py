"""A block of text as numbers: every column read, rows that cannot be read set aside, rows joined into transactions.

What cannot be read rejects its whole transaction: half a deal would be another deal.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.block import Block, Rejected
from screening.batch.columns import COLUMNS, deal_columns
from screening.batch.texts import UNNUMBERED, Book, Codes, looked_through, reason
from screening.batch.translation import Mapping
from screening.language.facts import iso_date
from screening.terms import Text

NO_DATE = Text("the row has no date, so no law can be chosen (give a date, or --as-of)",
               "날짜가 없어 적용할 법령을 정할 수 없음(날짜를 넣거나 --as-of 지정)")  # fmt: skip


@dataclass(slots=True)
class Library:
    """The books of all columns of a file: which header is which column, and what its texts mean."""

    mapping: Mapping
    resolved: Dictionary[str, str]
    read: frozenset[str] = field(init=False)
    books: dict[str, Book] = field(init=False)
    days: list[date | None] = field(default_factory=lambda: [None])

    def __post_init__(self) -> None:
        self.read = frozenset({*self.resolved.values(), *self.mapping.constants})
        numbered = self.read - set(UNNUMBERED)
        self.books = {name: Book(name, self.mapping) for name in COLUMNS if name in numbered}

    def cells(self, table: pa.Table) -> dict[str, pa.Array]:
        """Return the cells of every column that is read, in the columns' own order."""
        found = {column: table.column(header).combine_chunks() for header, column in self.resolved.items()}
        for column, text in self.mapping.constants.items():
            found[column] = pa.array([text], pa.string()).take(pa.array(np.zeros(table.num_rows, dtype=np.int32)))
        return {name: found[name] for name in COLUMNS if name in found}

    def day(self, code: int) -> date | None:
        """Return the day a date's number stands for."""
        book = self.books["date"]
        for at in range(len(self.days), len(book.ours)):
            self.days.append(None if book.whys[at] else iso_date(book.ours[at]))
        return self.days[code]

    def __len__(self) -> int:
        return sum(len(book.ours) for book in self.books.values())


@dataclass(slots=True)
class Rows:
    """The rows of one block: cells, their numbers, why some cannot be read, and which transaction each belongs to."""

    block: Block
    cells: dict[str, pa.Array]
    codes: dict[str, Codes]
    id_at: int
    whys: dict[int, tuple[str, str, Text]] = field(default_factory=dict)
    transaction: npt.NDArray[np.int64] = field(init=False)
    first: npt.NDArray[np.int64] = field(init=False)

    def refuse(self, row: int, column: str, why: Text) -> None:
        """Note why a row cannot be read; the first reason counts."""
        if row not in self.whys:
            text = self.cells[column][row].as_py() if column in self.cells else ""
            self.whys[row] = column, text, why

    def code(self, column: str) -> Codes:
        """Return the numbers of a column's texts; all blank if the file has no such column."""
        found = self.codes.get(column)
        return np.zeros(len(self.transaction), dtype=np.int32) if found is None else found

    def of(self, transaction: int) -> slice:
        """Return the rows of a transaction."""
        following = transaction + 1
        stop = int(self.first[following]) if following < len(self.first) else len(self.transaction)
        return slice(int(self.first[transaction]), stop)

    @staticmethod
    def of_rows(starts: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the row numbers start, start + 1, … of every stretch, one after the other."""
        before = np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(starts, counts) + np.arange(int(counts.sum())) - before

    def readable(self) -> npt.NDArray[np.int64]:
        """Return the rows nothing was said against so far."""
        readable = np.ones(len(self.transaction), dtype=bool)
        readable[list(self.whys)] = False
        return np.flatnonzero(readable)

    def good(self) -> npt.NDArray[np.bool_]:
        """Return which transactions have no row that cannot be read."""
        good = np.ones(len(self.first), dtype=bool)
        good[self.transaction[list(self.whys)]] = False
        return good

    def rejected(self) -> list[Rejected]:
        """Return every row of every transaction that cannot be read, with its own reason or that of another row."""
        bad = np.flatnonzero(~self.good()[self.transaction])
        columns = self.block.table.columns
        causes: dict[int, int] = {}
        for row in sorted(self.whys):
            causes.setdefault(int(self.transaction[row]), row)
        found = []
        cells_of = zip(*(column.take(pa.array(bad)).to_pylist() for column in columns), strict=True)
        for row, cells in zip(bad.tolist(), cells_of, strict=True):
            number = int(self.block.rows[row])
            if row in self.whys:
                column, text, why = self.whys[row]
                found.append(Rejected(number, column, text, why, cells))
            else:
                cause = int(self.block.rows[causes[int(self.transaction[row])]])
                found.append(Rejected(number, "transaction_id", self._id(row), _other(cause), cells))
        return found

    def _id(self, row: int) -> str:
        return str(self.cells["transaction_id"][row].as_py()) if "transaction_id" in self.cells else ""


def read_rows(block: Block, library: Library, as_of: date | None) -> Rows:
    """Read a block; nothing is lost: each of its rows is in a transaction, and says why if it cannot be read."""
    cells = library.cells(block.table)
    headers = {column: header for header, column in library.resolved.items()}
    names = block.table.column_names
    rows = Rows(block, cells, {}, names.index(headers["transaction_id"]) if "transaction_id" in headers else len(names))
    for column, texts in list(cells.items()):
        if column in UNNUMBERED:
            cells[column], refused = looked_through(library.mapping, column, texts)
            for at, text, why in refused:
                rows.refuse(at, column, reason(column, text, why))
            continue
        book = library.books[column]
        codes = rows.codes[column] = book.codes(texts)
        for at in np.flatnonzero(book.refused()[codes]).tolist():
            rows.refuse(at, column, reason(column, book.ours[codes[at]], book.whys[codes[at]]))
    _join(rows)
    if as_of is None:
        for at in rows.first[rows.code("date")[rows.first] == 0].tolist():
            rows.refuse(at, "date", NO_DATE)
    _disagreements(rows)
    return rows


def _join(rows: Rows) -> None:
    """Number the transactions: contiguous rows with one id; a row without id stands alone."""
    size = rows.block.table.num_rows
    starts = np.ones(size, dtype=bool)
    ids = rows.cells.get("transaction_id")
    if ids is not None:
        ids = pc.utf8_trim_whitespace(ids)
    if ids is not None and size > 1:
        same = pc.and_(pc.equal(ids[1:], ids[:-1]), pc.not_equal(ids[1:], ""))
        starts[1:] = ~same.to_numpy(zero_copy_only=False)
    rows.first = np.flatnonzero(starts)
    rows.transaction = np.cumsum(starts) - 1
    if ids is not None and rows.block.rejected:
        _torn(rows, ids)


def _torn(rows: Rows, ids: pa.Array) -> None:
    """Refuse transactions one of whose rows could not even be split into cells."""
    at = rows.id_at
    lost = {each.cells[at].strip(): each.row for each in rows.block.rejected if at < len(each.cells) and each.cells[at].strip()}
    if lost:
        members = pc.is_in(ids, value_set=pa.array(list(lost), pa.string())).to_numpy(zero_copy_only=False)
        for row in np.flatnonzero(members).tolist():
            text = ids[row].as_py()
            rows.whys.setdefault(row, ("transaction_id", text, _other(lost[text])))


def _disagreements(rows: Rows) -> None:
    """Refuse rows that say of their deal what its first row does not."""
    follows = np.ones(rows.block.table.num_rows, dtype=bool)
    follows[rows.first] = False
    later = np.flatnonzero(follows)
    if not later.size:
        return
    first = rows.first[rows.transaction[later]]
    for column in (name for name in deal_columns if name in rows.cells and name != "transaction_id"):
        if column in rows.codes:
            codes = rows.codes[column]
            apart = later[(codes[later] != 0) & (codes[later] != codes[first])]
        else:
            said, before = (rows.cells[column].take(pa.array(each)).to_pylist() for each in (later, first))
            apart = later[[bool(a) and a.strip() != b.strip() for a, b in zip(said, before, strict=True)]]
        for row in apart.tolist():
            start = int(rows.block.rows[rows.first[rows.transaction[row]]])
            told = Text(
                f"{column}: contradicts row {start}, the first of its transaction; repeat it or leave it empty",
                f"{column}: 같은 거래의 첫 행({start}행)과 다름; 같은 값을 쓰거나 비워 둘 것",
            )
            rows.refuse(row, column, told)


def _other(row: int) -> Text:
    return Text(
        f"another row of this transaction cannot be read: row {row}", f"같은 거래의 다른 행({row}행)을 읽을 수 없음"
    )
