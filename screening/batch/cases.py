"""Cases: transactions that no rule tells apart, decided once each; kept, because the next block has mostly the same.

A case is a deal, an order, parties and lines as numbers of the fact tables, under the law of an epoch: the days between
two changes of anything. Its digest is that of the facts themselves, so that it is the same case in every process.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

import numpy as np
import numpy.typing as npt

from screening.batch.counting import tallied
from screening.batch.fact_table import DIGEST, FactTable
from screening.batch.records import Record, Said, Tiers
from screening.batch.things import Thing
from screening.decision import Finding
from screening.engine.columns import Column, Frame, PartyColumns
from screening.engine.explain import Trace
from screening.facts.classification import TODAYS_TIERS
from screening.facts.item_text import Resolution
from screening.facts.party import HONG_KONG_IS_CHINA
from screening.language.rule import RuleSet
from screening.screen import Screener
from screening.screen.portfolio import Answer, Cases, Portfolio
from screening.terms import Language, Text
from screening.wire.cells import BETWEEN, bare, cells, reasons

Ints = npt.NDArray[np.int64]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


def epochs(rules: RuleSet) -> list[date]:
    """Return, in order, the days on which anything in the law changes."""
    days = {day for rule in rules.rules for day in rules.change_days(rule)}
    return sorted(days | {HONG_KONG_IS_CHINA, TODAYS_TIERS, rules.verified_through + timedelta(1), rules.covers_from})


@dataclass(frozen=True, slots=True)
class Tables:
    """The fact tables that cases refer to."""

    deals: FactTable
    orders: FactTable
    payers: FactTable
    people: FactTable
    things: FactTable


@dataclass(slots=True)
class CaseBook:
    """Decides cases. A case is a row of numbers: epoch, deal, order, payer, lines, then each role's party.

    A party's number is that of its facts plus one; 0 is "nobody in this role". `lines` numbers a tuple of things.
    """

    screener: Screener
    assume: frozenset[str]
    tables: Tables
    roles: tuple[str, ...]
    things: Sequence[Thing]
    days: list[date] = field(init=False)
    lines: list[tuple[int, ...]] = field(default_factory=list)
    _line_digests: list[bytes] = field(default_factory=list)
    _portfolios: dict[int, _Told] = field(default_factory=dict)
    _lines: dict[tuple[object, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.days = epochs(self.screener.rules)

    def epoch(self, day: date) -> int:
        """Return the number of the epoch a day lies in."""
        return bisect_right(self.days, day)

    def line_set(self, things: tuple[int, ...]) -> int:
        """Return the number of a sequence of things; things that no rule tells apart are the same."""
        key = tuple((self.things[each].rows, self.things[each].asking is not None) for each in things)
        if key not in self._lines:
            self._lines[key] = len(self.lines)
            self.lines.append(things)
            digests = self.tables.things.digests
            told = ([digests[row].tobytes() for row in rows] for rows, _ in key)
            plain = repr([(rows, asking) for rows, (_, asking) in zip(told, key, strict=True)])
            self._line_digests.append(hashlib.sha256(plain.encode()).digest()[:DIGEST])
        return self._lines[key]

    def digests(self, rows: Ints) -> list[bytes]:
        """Return for every row the digest of its case: of the facts it stands for, and of the epoch."""
        if not len(rows):
            return []
        tables = self.tables
        head = hashlib.sha256(repr(self.roles).encode()).digest()[:DIGEST]
        fixed = np.broadcast_to(np.frombuffer(head, dtype=np.uint8), (len(rows), DIGEST))
        epoch = np.ascontiguousarray(rows[:, :1], dtype=np.int32).view(np.uint8)
        lines = np.frombuffer(b"".join(self._line_digests), dtype=np.uint8).reshape(-1, DIGEST)
        present = (rows[:, 5:] > 0).astype(np.uint8)
        people = [tables.people.digests[np.maximum(rows[:, at] - 1, 0)] for at in range(5, rows.shape[1])]
        parts = [tables.deals.digests[rows[:, 1]], tables.orders.digests[rows[:, 2]], tables.payers.digests[rows[:, 3]]]
        data = np.concatenate([fixed, epoch, *parts, lines[rows[:, 4]], present, *people], axis=1)
        width, whole = data.shape[1], data.tobytes()
        digest = hashlib.sha256
        return [digest(whole[at : at + width]).digest()[:DIGEST] for at in range(0, len(whole), width)]

    def decided(self, rows: Ints, days: Sequence[date]) -> Iterator[tuple[int, Record]]:
        """Decide cases; yield the place of each in `rows`, and its record. `days` are theirs."""
        by_epoch: dict[int, list[int]] = {}
        for at, epoch in enumerate(rows[:, 0].tolist()):
            by_epoch.setdefault(epoch, []).append(at)
        for epoch, members in by_epoch.items():
            if epoch not in self._portfolios:
                self._portfolios[epoch] = _Told(Portfolio(self.screener, self.screener.law(days[members[0]], self.assume)))
            several = [len(self.lines[number]) > 1 for number in rows[members, 4].tolist()]
            found = self._portfolios[epoch].records(self._frames(rows[members]), several)
            yield from zip(members, found, strict=True)

    def _frames(self, rows: npt.NDArray[np.int64]) -> Cases:
        """Return cases as the frames the columns reader wants."""
        tables = self.tables
        facts = {
            **tables.deals.columns(rows[:, 1]), **tables.orders.columns(rows[:, 2]), **tables.payers.columns(rows[:, 3]),
        }  # fmt: skip
        parties = tuple(self._party(role, rows[:, 5 + at]) for at, role in enumerate(self.roles))
        whole = Frame(len(rows), facts, (*parties, self._unnamed(rows)))
        case, number, component, asking = self._components(rows[:, 4].tolist())
        taken = {name: Column(column.codes[case], column.values) for name, column in facts.items()}
        slots = tuple(_taken(slot, case) for slot in whole.parties)
        lines = Frame(len(case), taken | tables.things.columns(component), slots)
        return Cases(whole, lines, case, number, asking)

    def _components(self, sets: Sequence[int]) -> tuple[Ints, Ints, Ints, list[Resolution | None]]:
        """Return for every component of every line: its case, its line's number, its row of facts, who asks back."""
        found: list[tuple[int, int, int]] = []
        asking: list[Resolution | None] = []
        for case, lines in enumerate(sets):
            for number, each in enumerate(self.lines[lines], start=1):
                thing = self.things[each]
                for row in thing.rows:
                    found.append((case, number, row))
                    asking.append(thing.asking)
            if not self.lines[lines]:
                found.append((case, 0, 0))
                asking.append(None)
        case_of, number_of, row_of = np.array(found, dtype=np.int64).T
        return case_of, number_of, row_of, asking

    def _party(self, role: str, numbers: Ints) -> PartyColumns:
        facts = self.tables.people.columns(np.maximum(numbers - 1, 0))
        present = numbers > 0
        own = {name: Column(np.where(present, column.codes, 0), column.values) for name, column in facts.items()}
        return PartyColumns(present.astype(np.int32), ("", role), own)

    def _unnamed(self, rows: npt.NDArray[np.int64]) -> PartyColumns:
        """The end user where none is named: one about whom nothing is known."""
        absent = np.ones(len(rows), dtype=bool)
        if "end_user" in self.roles:
            absent = rows[:, 5 + self.roles.index("end_user")] == 0
        return PartyColumns(absent.astype(np.int32), ("", "end_user"), {})


def _taken(slot: PartyColumns, rows: Ints) -> PartyColumns:
    facts = {name: Column(column.codes[rows], column.values) for name, column in slot.facts.items()}
    return PartyColumns(slot.role[rows], slot.roles, facts)



@dataclass(slots=True)
class _Told:
    """A portfolio put into words; each answer, and each combination of reasons, once."""

    portfolio: Portfolio
    _said: dict[int, Said] = field(default_factory=dict)
    _because: dict[tuple[int, bool], Text] = field(default_factory=dict)
    _bare: dict[tuple[int, Language], tuple[Trace, str]] = field(default_factory=dict)

    def records(self, cases: Cases, several: Sequence[bool]) -> Iterator[Record]:
        """Decide cases and yield their records; `several` tells which have more than one line."""
        answered, explained = self.portfolio.answered(cases)
        tiers: list[dict[int, dict[str, None]]] = [{} for _ in several]
        for case, number, held in zip(cases.case.tolist(), cases.number.tolist(), self.portfolio.tiers(cases), strict=True):
            tiers[case].setdefault(number, {}).update(dict.fromkeys(held))
        for answer, number, many, lines in zip(answered.tolist(), explained.tolist(), several, tiers, strict=True):
            held_by_line: Tiers = tuple(BETWEEN.join(each) for each in lines.values())
            yield Record(self._answer(answer), self._reasons(answer, number, several=many), held_by_line)

    def _answer(self, number: int) -> Said:
        if number not in self._said:
            answer: Answer = self.portfolio.answers[number]
            en, ko = (cells(answer.verdict, answer.questions, language) for language in LANGUAGES)
            self._said[number] = Said(
                answer.verdict.outcome, en.rules, en.would_apply, en.review_policy, en.missing_facts, en.citations,
                Text(en.unverified, ko.unverified), *tallied(answer),
            )  # fmt: skip
        return self._said[number]

    def _reasons(self, answer: int, number: int, *, several: bool) -> Text:
        """Return why, without names and amounts; `number` is that of the reasons."""
        if (number, several) not in self._because:
            verdict, lines = self.portfolio.answers[answer].verdict, 1 + several
            en, ko = (
                reasons(verdict, partial(self._bare_reason, number, language), language, lines=lines) for language in LANGUAGES
            )
            self._because[number, several] = Text(en, ko)
        return self._because[number, several]

    def _bare_reason(self, number: int, language: Language, finding: Finding) -> str:
        trace = self.portfolio.reasons[number][finding.rule.id, finding.line]
        key = id(trace), language
        if key not in self._bare:  # kept with the trace itself, so that no other can come by its id
            self._bare[key] = trace, bare(trace, self.portfolio.law.rules, language)
        return self._bare[key][1]
