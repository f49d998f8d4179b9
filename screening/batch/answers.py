"""The added columns: every row's answer put together from what its record, its parties and its own texts say.

Nothing is decided here. What a record says is written once; a row takes it by number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from screening.batch.block import Rejected
from screening.batch.columns import ADDED, TABLE, value
from screening.batch.counting import counted
from screening.batch.counts import Counts
from screening.batch.grouping import grouped
from screening.batch.numbered import Numbered
from screening.batch.numbering import Numbering
from screening.batch.options import Options
from screening.batch.people import IDENTITY, People
from screening.batch.records import CELLS, Records
from screening.batch.texts import as_stated
from screening.batch.things import warnings
from screening.screen import Screener
from screening.screen.identity import AMOUNTS, FIELD, OWN, context, opening, plain
from screening.screen.identity import field as written
from screening.terms import Text
from screening.wire.cells import BETWEEN, law_warnings, match_text

Ints = npt.NDArray[np.int64]
OWN_COLUMNS = {name: column for name, column in TABLE.items() if column.target in OWN}


@dataclass(frozen=True, slots=True)
class Screened:
    """A block's answers: which of its rows are kept, the added columns for them, the other rows with reasons, and counts."""

    kept: Ints
    added: pa.Table
    rejected: tuple[Rejected, ...]
    counts: Counts


@dataclass(slots=True)
class Answers:
    """Writes the answers of blocks."""

    screener: Screener
    records: Records
    numbering: Numbering
    people: People
    options: Options
    _contexts: dict[date, bytes] = field(default_factory=dict)
    _stated: dict[str, list[bytes]] = field(default_factory=dict)

    def written(self, numbered: Numbered, people: Ints, cases: Ints) -> Screened:
        """Return the block's answers; `people` are the parties' numbers by role, `cases` that of each transaction's record."""
        records = self.records
        said, because, tiers = records.parts(cases)
        of_row = np.repeat(np.arange(len(cases)), numbered.lines)
        columns = {name: records.cells(name).take(pa.array(said[of_row])) for name in CELLS}
        columns["because"] = records.reasons(self.options.language).take(pa.array(because[of_row]))
        columns["tier"] = self._tiers(numbered, tiers)
        for name, texts in (
            ("listed_matches", self._matches(people)),
            ("decision_id", self._ids(numbered, people)),
            ("warnings", self._warnings(numbered, said)),
        ):
            columns[name] = texts.take(pa.array(of_row)) if len(of_row) > len(cases) else texts
        rows = numbered.rows
        kept = np.flatnonzero(rows.good()[rows.transaction])
        rejected = tuple(sorted((*rows.block.rejected, *rows.rejected()), key=lambda each: each.row))
        counts = counted(numbered, self.numbering.deals.all, people, self.people.all, said, records.said, rejected)
        for each in counts.shown:
            case = int(each.pop("transaction"))
            rules, why = records.said[said[case]].rules, records.because[because[case]]
            each |= {"rules": rules.split(BETWEEN) if rules else [], "because": {"en": why.en, "ko": why.ko}}
        return Screened(kept, pa.table({name: columns[name] for name in ADDED}), rejected, counts)

    def _tiers(self, numbered: Numbered, tiers: Ints) -> pa.Array:
        """Return by row the tier of its line."""
        held_by = self.records.tiers
        book: dict[str, int] = {"": 0}
        first = np.array([book.setdefault(each[0] if each else "", len(book)) for each in held_by], dtype=np.int64)
        result = np.repeat(first[tiers], numbered.lines)
        starts = np.cumsum(numbered.lines) - numbered.lines
        for i in np.flatnonzero(numbered.lines > 1).tolist():
            at, held = int(numbered.at[i]), iter(held_by[int(tiers[i])])
            things = numbered.thing[at : at + int(numbered.lines[i])].tolist()
            told = [book.setdefault(next(held, "") if thing else "", len(book)) for thing in things]
            result[starts[i] : starts[i] + len(told)] = told
        return _spread(list(book), result)

    def _matches(self, people: Ints) -> pa.Array:
        """Return by transaction what the lists say of its parties."""
        met = np.array([bool(person.matches) for person in self.people.all])
        listed = np.where(met[people], people, 0) if people.size else people

        def told(numbers: Sequence[int]) -> str:
            return BETWEEN.join(match_text(match) for each in numbers for match in self.people.all[each].matches)

        return _once(list(listed.T), told, len(listed))

    def _warnings(self, numbered: Numbered, said: Ints) -> pa.Array:
        """Return by transaction what qualifies its answer."""
        language, size = self.options.language, len(said)
        deals = self.numbering.deals.all
        texts: dict[tuple[Text, ...], int] = {each: number for number, each in enumerate(numbered.doubts)}
        remarks = self._remarks(numbered, texts)
        known = list(texts)
        laws: dict[tuple[Text, ...], int] = {(): 0}
        law = numbered.by_day(lambda day: laws.setdefault(self._law_warnings(day), len(laws)))
        of_law = list(laws)

        def text(numbers: Sequence[int]) -> str:
            which, remark, deal, doubt, told = numbers
            every = (*known[remark], *(deals[deal - 1].doubts if deal else ()), *known[doubt], *of_law[which])
            parts = [*(each.in_(language) for each in every), self.records.said[told].unverified.in_(language)]
            return BETWEEN.join(filter(None, parts))

        doubtful = np.array([bool(deal.doubts) for deal in deals] or [False])
        deal = np.where(doubtful[numbered.deal], numbered.deal + 1, 0) if size else numbered.deal
        return _once([law, remarks, deal, numbered.doubt, said], text, size)

    def _law_warnings(self, day: date) -> tuple[Text, ...]:
        return tuple(law_warnings(self.screener.rules, day, sorted(self.screener.law(day, self.options.assume).assume)))

    def _remarks(self, numbered: Numbered, texts: dict[tuple[Text, ...], int]) -> Ints:
        """Return by transaction what there is to say of its things, as a place in `texts`, which grows."""
        things = self.numbering.things
        remarks = np.zeros(len(numbered.at), dtype=np.int64)
        if not len(remarks):
            return remarks
        warned = np.array([thing.line is not None and bool(thing.line.warnings) for thing in things.all])
        row_of = np.repeat(np.arange(len(remarks)), numbered.lines)
        kept = numbered.rows.of_rows(numbered.at, numbered.lines)
        for i in np.unique(row_of[warned[numbered.thing[kept]]]).tolist():
            at = int(numbered.at[i])
            members = numbered.thing[at : at + int(numbered.lines[i])].tolist()
            told = tuple(
                text
                for line, thing in enumerate(filter(None, members), start=1)  # a row without an item is no line
                for text in warnings(things.all[thing], line, things.rules, things.catalogue, numbered.dates[numbered.day[i]])
            )
            remarks[i] = texts.setdefault(told, len(texts))
        return remarks

    def _ids(self, numbered: Numbered, people: Ints) -> pa.Array:
        """Return by transaction the id of its decision: what `identity.written` writes, column by column, hashed."""
        contexts: dict[bytes, int] = {}
        day = numbered.by_day(lambda day: contexts.setdefault(self._opening(day), len(contexts)))
        deals = [deal.written for deal in self.numbering.deals.all] or [b""]
        parts = [
            _bytes(list(contexts) or [b""], day),
            _bytes(deals, numbered.deal),
            *(self._own(numbered, name) for name in sorted(OWN_COLUMNS, key=lambda name: OWN.index(TABLE[name].target))),
        ]
        written = pa.array([person.written for person in self.people.all], pa.binary())
        for slot, role in enumerate(self.numbering.roles):
            parts.append(written.take(pa.array(people[:, slot])))
            if role == "end_user":
                named = sorted(IDENTITY, key=lambda name: TABLE[name].target)
                parts += [self._identity(numbered, name) for name in named if name in numbered.rows.cells]
        single = pc.binary_join_element_wise(*parts, *self._item(numbered, numbered.at), b"").to_pylist()
        several = np.flatnonzero(numbered.lines > 1)
        if several.size:
            rows = numbered.rows.of_rows(numbered.at[several] + 1, numbered.lines[several] - 1)
            following = iter(pc.binary_join_element_wise(*self._item(numbered, rows), b"").to_pylist())
            for i in several.tolist():
                single[i] += b"".join(next(following) for _ in range(int(numbered.lines[i]) - 1))
        return ids(single)

    def _opening(self, day: date) -> bytes:
        if day not in self._contexts:
            law = self.screener.law(day, self.options.assume)
            self._contexts[day] = opening(context(day, law.assume, law.rules.digest, self.screener.watchlist))
        return self._contexts[day]

    def _item(self, numbered: Numbered, at: Ints) -> list[pa.Array]:
        """Return the line items of the given rows, in parts; a row without an item has none."""
        things = self.numbering.things.all
        amounts = [self._own(numbered, name, at) for name in AMOUNTS]
        if (nothing := numbered.thing[at] == 0).any():
            amounts = [pc.if_else(pa.array(nothing), pa.scalar(b"", pa.binary()), each) for each in amounts]
        return [_bytes([thing.written for thing in things], numbered.thing[at]), *amounts]

    def _own(self, numbered: Numbered, column: str, at: Ints | None = None) -> pa.Array:
        """Return what the cells of a column state, after a separator: of given rows, or of the first of each transaction."""
        rows, library = numbered.rows, self.numbering.library
        at = numbered.at if at is None else at
        if column in rows.codes:
            book, told = library.books[column], self._stated.setdefault(column, [])
            for text, why in zip(book.ours[len(told) :], book.whys[len(told) :], strict=True):
                told.append((FIELD + (plain(value(column, text)) if text and not why else "")).encode())
            return _bytes(told, rows.codes[column][at])
        if column not in rows.cells:
            return _bytes([FIELD.encode()], np.zeros(len(at), dtype=np.int64))
        cells = rows.cells[column]
        told = as_stated(column, cells.take(pa.array(at)) if len(at) < len(cells) else cells)
        return pc.binary_join_element_wise(FIELD, told, "").cast(pa.binary())

    def _identity(self, numbered: Numbered, column: str) -> pa.Array:
        """Return by transaction what identifies the end user in one respect, as a field; nothing where it is not stated."""
        path = TABLE[column].target.removeprefix("parties.end_user.")
        cells = numbered.rows.cells[column].take(pa.array(numbered.at))
        told = [written(path, value(column, text.strip())) if text.strip() else "" for text in cells.to_pylist()]
        return pa.array([each.encode() for each in told], pa.binary())


def _spread(texts: Sequence[str], numbers: Ints) -> pa.Array:
    """Return the text of every number."""
    return pa.array(texts, pa.string()).take(pa.array(numbers))


def _once(columns: Iterable[Ints], told: Callable[[Sequence[int]], str], size: int) -> pa.Array:
    """Return for every row what `told` says of its numbers, asked once for each distinct combination."""
    columns = list(columns)
    if not columns or not size:
        return pa.nulls(size, pa.string()).fill_null("")
    group, first = grouped(columns)
    return _spread([told([int(column[at]) for column in columns]) for at in first.tolist()], group)


def _bytes(values: Sequence[bytes], numbers: npt.NDArray[np.integer]) -> pa.Array:
    """Return the bytes of every number."""
    return pa.array(values, pa.binary()).take(pa.array(numbers))


HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), dtype=np.uint8).reshape(256, 2)
ID_BYTES = 10


def ids(written: Sequence[bytes]) -> pa.Array:
    """Return `identity.identity` of everything written, opening included."""
    digest, size = hashlib.sha256, len(written)
    hashes = np.frombuffer(b"".join([digest(each).digest() for each in written]), dtype=np.uint8)
    hashes = hashes.reshape(size, digest().digest_size)
    texts = np.empty((size, 2 + 2 * ID_BYTES), dtype=np.uint8)
    texts[:, :2] = np.frombuffer(b"d-", dtype=np.uint8)
    texts[:, 2:] = HEX[hashes[:, :ID_BYTES]].reshape(size, 2 * ID_BYTES)
    offsets = np.arange(size + 1, dtype=np.int32) * texts.shape[1]
    return pa.StringArray.from_buffers(size, pa.py_buffer(offsets), pa.py_buffer(texts))
