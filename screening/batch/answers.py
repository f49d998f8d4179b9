"""The added columns: every row's answer put together from what its case, its parties and its own texts say.

Nothing is decided here. What a case says is written once; a row takes it by number.
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
from screening.batch.cases import Case, CaseBook
from screening.batch.columns import ADDED, TABLE, value
from screening.batch.counting import counted
from screening.batch.counts import Counts, Json
from screening.batch.numbering import Numbered, Numbering
from screening.batch.options import Options
from screening.batch.people import IDENTITY, People
from screening.batch.texts import UNNUMBERED, unusual
from screening.batch.things import warnings
from screening.decision import Finding
from screening.engine.columns import grouped
from screening.engine.explain import Trace
from screening.screen import Screener
from screening.screen.identity import AMOUNTS, OWN, context, field as written
from screening.screen.portfolio import Answer
from screening.terms import Language, Text
from screening.wire.cells import BETWEEN, Cells, bare, cells, law_warnings, match_text, reasons

Ints = npt.NDArray[np.int64]
OF_FINDINGS = ("outcome", "rules", "would_apply", "review_policy", "missing_facts", "citations")
LANGUAGES: tuple[Language, ...] = ("en", "ko")
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
    """Writes the answers of blocks; remembers what every case says."""

    screener: Screener
    cases: CaseBook
    numbering: Numbering
    people: People
    options: Options
    records: list[tuple[Cells, Answer]] = field(default_factory=list)
    _numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    _said: dict[tuple[int, int, bool], str] = field(default_factory=dict)
    _bare: dict[tuple[int, Language], tuple[Trace, str]] = field(default_factory=dict)
    _contexts: dict[date, str] = field(default_factory=dict)

    def written(self, numbered: Numbered, people: Ints, cases: Ints) -> Screened:
        """Return the block's answers; `people` are the parties' numbers by role, `cases` the case of each transaction."""
        record = self._record_numbers(cases)
        of_row = np.repeat(np.arange(len(numbered.at)), numbered.lines)
        columns = {name: _spread([getattr(each, name) for each, _ in self.records], record[of_row]) for name in OF_FINDINGS}
        columns["because"] = self._reasons(numbered, cases).take(pa.array(of_row))
        columns["tier"] = self._tiers(numbered, cases)
        columns["listed_matches"] = self._matches(people).take(pa.array(of_row))
        columns["decision_id"] = self._ids(numbered, people).take(pa.array(of_row))
        columns["warnings"] = self._warnings(numbered, record, cases).take(pa.array(of_row))
        rows = numbered.rows
        kept = np.flatnonzero(rows.good()[rows.transaction])
        rejected = tuple(sorted((*rows.block.rejected, *rows.rejected()), key=lambda each: each.row))
        answers = [answer for _, answer in self.records]
        counts = counted(numbered, self.numbering.deals.all, people, self.people.all, record, answers, rejected)
        for each in counts.shown:
            self._put_in_words(each, self.cases.cases[int(cases[each.pop("transaction")])])
        return Screened(kept, pa.table({name: columns[name] for name in ADDED}), rejected, counts)

    def _put_in_words(self, shown: Json, case: Case) -> None:
        """Give a row to be shown its rules and reasons, in both languages."""
        verdict = self.cases.answer(case).verdict
        shown["rules"] = list(dict.fromkeys(finding.rule.id for finding in verdict.findings))
        shown["because"] = {language: self._because(case, language, lines=1) for language in LANGUAGES}

    def _record_numbers(self, cases: Ints) -> Ints:
        """Return by transaction the number of what its findings say."""
        group, first = grouped([cases])
        numbers = []
        for at in first.tolist():
            case = self.cases.cases[int(cases[at])]
            key = case.epoch, case.answer
            if key not in self._numbers:
                self._numbers[key] = len(self.records)
                answer = self.cases.answer(case)
                self.records.append((cells(answer.verdict, answer.questions, self.options.language), answer))
            numbers.append(self._numbers[key])
        return np.array(numbers, dtype=np.int64)[group]

    def _reasons(self, numbered: Numbered, cases: Ints) -> pa.Array:
        """Return by transaction why."""
        said: dict[str, int] = {}
        language = self.options.language
        several = _several(numbered)
        group, first = grouped([cases, several])
        numbers = []
        for at in first.tolist():
            case = self.cases.cases[int(cases[at])]
            key = case.epoch, case.reasons, bool(several[at])
            if key not in self._said:
                self._said[key] = self._because(case, language, lines=1 + key[2])
            numbers.append(said.setdefault(self._said[key], len(said)))
        return _spread(list(said), np.array(numbers, dtype=np.int64)[group])

    def _because(self, case: Case, language: Language, *, lines: int) -> str:
        traces = self.cases.reasons(case)

        def told(finding: Finding) -> str:
            trace = traces[finding.rule.id, finding.line]
            key = id(trace), language
            if key not in self._bare:  # kept with the trace itself, so that no other can come by its id
                self._bare[key] = trace, bare(trace, self.screener.rules, language)
            return self._bare[key][1]

        return reasons(self.cases.answer(case).verdict, told, language, lines=lines)

    def _tiers(self, numbered: Numbered, cases: Ints) -> pa.Array:
        """Return by row the tier of its line."""
        tiers = [case.tiers for case in self.cases.cases]
        book: dict[str, int] = {"": 0}
        first = np.array([book.setdefault(each[0] if each else "", len(book)) for each in tiers], dtype=np.int64)
        result = np.repeat(first[cases], numbered.lines)
        starts = np.cumsum(numbered.lines) - numbered.lines
        for i in np.flatnonzero(numbered.lines > 1).tolist():
            at, held = int(numbered.at[i]), iter(tiers[int(cases[i])])
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

    def _warnings(self, numbered: Numbered, record: Ints, cases: Ints) -> pa.Array:
        """Return by transaction what qualifies its answer."""
        language = self.options.language
        deals, things = self.numbering.deals.all, self.numbering.things
        epoch = np.array([case.epoch for case in self.cases.cases], dtype=np.int64)[cases]
        texts: dict[tuple[Text, ...], int] = {(): 0}
        doubts = np.array([texts.setdefault(each, len(texts)) for each in numbered.doubts], dtype=np.int64)
        warned = np.array([thing.line is not None and bool(thing.line.warnings) for thing in things.all])
        remarks = np.zeros(len(record), dtype=np.int64)
        row_of = np.repeat(np.arange(len(record)), numbered.lines)
        kept = numbered.rows.of_rows(numbered.at, numbered.lines)
        for i in np.unique(row_of[warned[numbered.thing[kept]]]).tolist() if len(record) else ():
            at = int(numbered.at[i])
            members = numbered.thing[at : at + int(numbered.lines[i])].tolist()
            told = tuple(
                text
                for line, thing in enumerate(filter(None, members), start=1)  # a row without an item is no line
                for text in warnings(things.all[thing], line, things.rules, things.catalogue, numbered.days[i])
            )
            remarks[i] = texts.setdefault(told, len(texts))
        known = list(texts)
        days = {int(each): day for each, day in zip(epoch, numbered.days, strict=True)}

        def text(numbers: Sequence[int]) -> str:
            which, remark, deal, doubt, said = numbers
            law = law_warnings(self.screener.rules, days[which], sorted(self.cases.assumed(which)))
            every = (*known[remark], *(deals[deal - 1].doubts if deal else ()), *known[doubt], *law)
            parts = [*(each.in_(language) for each in every), self.records[said][0].unverified]
            return BETWEEN.join(filter(None, parts))

        doubtful = np.array([bool(deal.doubts) for deal in deals] or [False])
        deal = np.where(doubtful[numbered.deal], numbered.deal + 1, 0) if len(record) else numbered.deal
        return _once([epoch, remarks, deal, doubts, record], text, len(record))

    def _ids(self, numbered: Numbered, people: Ints) -> pa.Array:
        """Return by transaction the id of its decision: what `identity.written` writes, column by column, hashed."""
        for day in set(numbered.days) - set(self._contexts):
            law = self.screener.law(day, self.options.assume)
            self._contexts[day] = context(day, law.assume, law.rules.digest, self.screener.watchlist)
        book = {day: i for i, day in enumerate(self._contexts)}
        parts = [
            _spread(list(self._contexts.values()), np.array([book[day] for day in numbered.days], dtype=np.int64)),
            _spread([deal.written for deal in self.numbering.deals.all] or [""], numbered.deal),
            *(self._stated(numbered, name) for name in sorted(OWN_COLUMNS, key=lambda name: OWN.index(TABLE[name].target))),
        ]
        for slot, role in enumerate(self.numbering.roles):
            parts.append(_spread([person.written for person in self.people.all], people[:, slot]))
            if role == "end_user":
                named = sorted(IDENTITY, key=lambda name: TABLE[name].target)
                parts += [self._stated(numbered, name, "parties.end_user.") for name in named]
        items = self._items(numbered, numbered.at)
        several = np.flatnonzero(numbered.lines > 1)
        joined = pc.binary_join_element_wise(*parts, items, "")
        texts = joined.to_pylist()
        if several.size:
            others = self._items(numbered, numbered.rows.of_rows(numbered.at[several] + 1, numbered.lines[several] - 1)).to_pylist()
            following = iter(others)
            for i in several.tolist():
                texts[i] += "".join(next(following) for _ in range(int(numbered.lines[i]) - 1))
        digest = hashlib.sha256
        return pa.array(["d-" + digest(text.encode()).hexdigest()[:20] for text in texts], pa.string())

    def _items(self, numbered: Numbered, at: Ints) -> pa.Array:
        """Return the line items of the given rows as text."""
        parts = [_spread([thing.written for thing in self.numbering.things.all], numbered.thing[at])]
        parts += [self._stated(numbered, name, "items.", at) for name in AMOUNTS]
        return pc.binary_join_element_wise(*parts, "")

    def _stated(self, numbered: Numbered, column: str, above: str = "", at: Ints | None = None) -> pa.Array:
        """Return what the cells of a column (of given rows, by default the first of each transaction) state, as fields."""
        rows, library = numbered.rows, self.numbering.library
        at = numbered.at if at is None else at
        path = TABLE[column].target.removeprefix(above)
        if column in rows.codes:
            book = library.books[column]
            texts = [
                written(path, value(column, text)) if text and not why else ""
                for text, why in zip(book.ours, book.whys, strict=True)
            ]
            return _spread(texts, rows.codes[column][at])
        if column not in UNNUMBERED or column not in rows.cells:
            return pa.nulls(len(at), pa.string()).fill_null("")
        plain = rows.cells[column].take(pa.array(at))
        filled = pc.not_equal(plain, "")
        told = pc.if_else(filled, pc.binary_join_element_wise(written(path, "-")[:-1], plain, ""), "")
        odd = unusual(column, plain) if column != "end_user_ip" else np.flatnonzero(filled.to_numpy(zero_copy_only=False))
        if not odd.size:
            return told
        mended = told.to_pylist()
        for i in odd.tolist():
            text = plain[i].as_py().strip()
            mended[i] = written(path, value(column, text)) if text else ""
        return pa.array(mended, pa.string())


def _several(numbered: Numbered) -> npt.NDArray[np.bool_]:
    """Return which transactions have more than one line; a row without an item is none."""
    many = np.flatnonzero(numbered.lines > 1)
    rows, of = numbered.rows.of_rows(numbered.at[many], numbered.lines[many]), np.repeat(many, numbered.lines[many])
    return np.bincount(of[numbered.thing[rows] > 0], minlength=len(numbered.at)) > 1


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
