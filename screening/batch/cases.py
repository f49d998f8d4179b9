"""Cases: transactions that no rule tells apart, decided once each; kept, because the next block has mostly the same.

A case is a deal, an order, parties and lines as numbers of the fact tables, under the law of an epoch: the days between
two changes of anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from screening.batch.fact_table import FactTable
from screening.batch.things import Thing
from screening.engine.columns import Column, Frame, PartyColumns, grouped
from screening.facts.classification import TODAYS_TIERS
from screening.facts.item_text import Resolution
from screening.facts.party import HONG_KONG_IS_CHINA
from screening.language.rule import RuleSet
from screening.screen import Screener
from screening.screen.portfolio import Answer, Cases, Portfolio, Reasons
from screening.wire.cells import BETWEEN

Ints = npt.NDArray[np.int64]


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


@dataclass(frozen=True, slots=True)
class Case:
    """What was decided: the epoch, the numbers of the answer and of its reasons in it, and the tier of each line."""

    epoch: int
    answer: int
    reasons: int
    tiers: tuple[str, ...]


@dataclass(slots=True)
class CaseBook:
    """All cases met so far. A case is a row of numbers: epoch, deal, order, payer, lines, then each role's party.

    A party's number is that of its facts plus one; 0 is "nobody in this role". `lines` numbers a tuple of things.
    """

    screener: Screener
    assume: frozenset[str]
    tables: Tables
    roles: tuple[str, ...]
    things: Sequence[Thing]
    days: list[date] = field(init=False)
    cases: list[Case] = field(default_factory=list)
    lines: list[tuple[int, ...]] = field(default_factory=list)
    _numbers: dict[bytes, int] = field(default_factory=dict)
    _portfolios: dict[int, Portfolio] = field(default_factory=dict)
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
        return self._lines[key]

    def answer(self, case: Case) -> Answer:
        """Return the answer of a case."""
        return self._portfolios[case.epoch].answers[case.answer]

    def reasons(self, case: Case) -> Reasons:
        """Return the reasons of a case: the trace of each finding that has one, by rule and line."""
        return self._portfolios[case.epoch].reasons[case.reasons]

    def assumed(self, epoch: int) -> frozenset[str]:
        """Return which assumptions count in an epoch."""
        return self._portfolios[epoch].law.assume

    def numbers(self, rows: npt.NDArray[np.int64], days: Sequence[date]) -> npt.NDArray[np.int64]:
        """Return the number of every row's case, deciding those that were not met before; `days` are the rows' days."""
        group, first = grouped(list(rows.T))
        keys = [rows[at].tobytes() for at in first]
        new = [i for i, key in enumerate(keys) if key not in self._numbers]
        by_epoch: dict[int, list[int]] = {}
        for i in new:
            by_epoch.setdefault(int(rows[first[i], 0]), []).append(i)
        for epoch, members in by_epoch.items():
            decided = self._decide(epoch, days[int(first[members[0]])], rows[first[members]])
            for i, case in zip(members, decided, strict=True):
                self._numbers[keys[i]] = len(self.cases)
                self.cases.append(case)
        return np.array([self._numbers[key] for key in keys], dtype=np.int64)[group]

    def __len__(self) -> int:
        return len(self.cases)

    def _decide(self, epoch: int, day: date, rows: npt.NDArray[np.int64]) -> list[Case]:
        if epoch not in self._portfolios:
            self._portfolios[epoch] = Portfolio(self.screener, self.screener.law(day, self.assume))
        portfolio = self._portfolios[epoch]
        cases = self._frames(rows)
        answered, reasons = portfolio.answered(cases)
        answers = list(zip(answered.tolist(), reasons.tolist(), strict=True))
        tiers: list[dict[int, dict[str, None]]] = [{} for _ in answers]
        for case, number, held in zip(cases.case.tolist(), cases.number.tolist(), portfolio.tiers(cases), strict=True):
            tiers[case].setdefault(number, {}).update(dict.fromkeys(held))
        told = (tuple(BETWEEN.join(each) for each in lines.values()) for lines in tiers)
        return [Case(epoch, *answer, each) for answer, each in zip(answers, told, strict=True)]

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

