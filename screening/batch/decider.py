"""Rows in, answers out: the one function a batch run, a worker process and a cluster all call.

Everything that repeats is worked out once: texts, things, parties, deals, orders; rows that no rule tells apart are one
case, and cases with the same findings have one answer. What is left to do for a row is to look its numbers up. Between
the two halves of the work (`read`, `decide`) the lists are asked for the names that were not met before.
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from datetime import date

import numpy as np
import numpy.typing as npt

from screening.batch.answers import Answers, Screened
from screening.batch.block import Block
from screening.batch.cases import CaseBook, Tables
from screening.batch.deals import Deals
from screening.batch.fact_table import FactTable
from screening.batch.numbering import Distinct, Numbered, Numbering
from screening.batch.options import Options
from screening.batch.people import People
from screening.batch.rows import Library
from screening.batch.things import Orders, Things
from screening.batch.translation import Mapping
from screening.engine.columns import grouped
from screening.engine.row import PartyRow
from screening.facts.derive import payer_facts
from screening.parties.matcher import Query
from screening.screen import Screener

Ints = npt.NDArray[np.int64]

FORGET = 400_000
"""Distinct texts, parties, orders and cases kept; beyond it all is forgotten and learned anew, so that memory stays flat."""

PAYING = ("payer", "end_user", "account_holder")


class Decider:
    """Screens blocks of one file; what it has learned from one block serves the next."""

    def __init__(
        self, screener: Screener, resolved: Dictionary[str, str], mapping: Mapping, options: Options
    ) -> None:
        self.screener, self.options = screener, options
        self._resolved, self._mapping = resolved, mapping
        self._begin()

    def _begin(self) -> None:
        rules = self.screener.rules
        of_rows = [FactTable(rules) for _ in range(4)]
        tables = Tables(of_rows[0], of_rows[1], of_rows[2], FactTable(rules, of_parties=True), of_rows[3])
        things = Things(rules, self.screener.catalogue, tables.things)
        library = Library(self._mapping, self._resolved)
        self._numbering = Numbering(
            library, things, Deals(tables.deals), Orders(things.all, tables.orders), self.options.as_of
        )
        self._people = People(rules, self.screener.watchlist, tables.people)
        self._tables = tables
        self._cases = CaseBook(self.screener, self.options.assume, tables, self._numbering.roles, things.all)
        self._answers = Answers(self.screener, self._cases, self._numbering, self._people, self.options)

    def read(self, block: Block) -> Numbered:
        """Return the block as numbers; what cannot be read is told in its rows."""
        if self._learned() > FORGET:
            self._begin()
        return self._numbering.numbered(block)

    def _learned(self) -> int:
        numbering = self._numbering
        return len(numbering.library) + len(numbering.orders) + len(self._people.all) + len(self._cases)

    def queries(self, numbered: Numbered) -> list[Query]:
        """Return what the lists will be asked for, once each: names and parents of parties not met before."""
        met = (each for _, distinct in numbered.casts for each in distinct if each is not None)
        new = (cast for key, cast in met if self._people.known(key) is None)
        return list(dict.fromkeys(query for cast in new for query in cast.queries))

    def decide(self, numbered: Numbered) -> Screened:
        """Return the answers to a block that was read."""
        people = np.zeros((len(numbered.at), len(numbered.casts)), dtype=np.int64)
        for slot, (of, distinct) in enumerate(numbered.casts):
            people[:, slot] = self._number_people(of, distinct, numbered.days)
        return self._answers.written(numbered, people, self._case_numbers(numbered, people))

    def _number_people(self, of: Ints, distinct: Distinct, days: list[date]) -> Ints:
        """Return the number of every transaction's party in one role; who meets a list may be another on another day."""
        numbers = np.zeros(len(distinct), dtype=np.int64)
        listed = {}
        for i, each in enumerate(distinct):
            if each is None:
                continue
            known = self._people.known(each[0])
            if known is None and self._people.meets_lists(each[1]):
                listed[i] = each
            else:
                numbers[i] = self._people.number(*each, date.max) if known is None else known
        result = numbers[of] if len(of) else of
        for i, (key, cast) in listed.items():
            for at in np.flatnonzero(of == i).tolist():
                result[at] = self._people.number((*key, days[at]), cast, days[at])
        return result

    def _case_numbers(self, numbered: Numbered, people: Ints) -> Ints:
        """Return the number of every transaction's case: its row of numbers as `CaseBook` wants it."""
        size = len(numbered.at)
        if not size:
            return np.zeros(0, dtype=np.int64)
        rows = np.zeros((size, 5 + people.shape[1]), dtype=np.int64)
        epoch = {day: self._cases.epoch(day) for day in set(numbered.days)}
        rows[:, 0] = [epoch[day] for day in numbered.days]
        rows[:, 1] = np.array([deal.facts for deal in self._numbering.deals.all], dtype=np.int64)[numbered.deal]
        rows[:, 2] = numbered.order
        rows[:, 4] = self._line_sets(numbered)
        facts = np.array([person.facts for person in self._people.all], dtype=np.int64)
        rows[:, 5:] = np.where(people > 0, facts[people] + 1, 0)
        rows[:, 3] = self._payers(rows[:, 5:])
        return self._cases.numbers(rows, numbered.days)

    def _line_sets(self, numbered: Numbered) -> Ints:
        first = numbered.thing[numbered.at]
        own = np.zeros(int(first.max()) + 1, dtype=np.int64)
        for thing in set(first.tolist()):
            own[thing] = self._cases.line_set((thing,) if thing else ())
        result = own[first]
        for i in np.flatnonzero(numbered.lines > 1).tolist():
            at = int(numbered.at[i])
            members = numbered.thing[at : at + int(numbered.lines[i])].tolist()
            result[i] = self._cases.line_set(tuple(each for each in members if each))
        return result

    def _payers(self, people: Ints) -> Ints:
        """Return a row of facts for whether somebody elsewhere pays."""
        roles = self._numbering.roles
        if "payer" not in roles:
            return np.zeros(len(people), dtype=np.int64)
        slots = [roles.index(role) for role in PAYING if role in roles]
        group, first = grouped([people[:, slot] for slot in slots])
        numbers = []
        for place in first.tolist():
            present = [slot for slot in slots if people[place, slot]]
            known = ((slot, self._tables.people.facts(int(people[place, slot]) - 1)) for slot in present)
            numbers.append(self._tables.payers.number(payer_facts([PartyRow(roles[s], "", facts) for s, facts in known])))
        return np.array(numbers, dtype=np.int64)[group]
